"""The directions of the house and the words that have one home. Each failure says what to do instead."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import GROUND, ROOMS, ROOT, UPPER, imports, name, parsed, sources, storey

SCREEN_ONLY = ("streamlit", "starlette")
ROOM_FILES = ("schema", "rules", "queries", "documents", "actions", "sheet", "__init__")
ONE_HOME = {
    "st.rerun(": ("lib/ui/", "save through lib.ui.forms"),
    "session_state": ("lib/ui/", "keep state in the address or in lib.ui"),
    "unsafe_allow_html": ("lib/ui/style.py", "use a component that sets text, not HTML"),
    "datetime.now(": ("lib/clock.py", "ask lib.clock"),
    "date.today(": ("lib/clock.py", "ask lib.clock"),
    "time.time(": ("lib/clock.py", "ask lib.clock"),
    "os.environ": ("lib/config.py", "ask lib.config.current()"),
    "getenv(": ("lib/config.py", "ask lib.config.current()"),
    ".connect(": ("lib/store.py", "use store.read() or store.write()"),
    "import sqlite3": ("lib/store.py", "use lib.store"),
}


def _in(path: str, home: str) -> bool:
    return path == home or (home.endswith("/") and path.startswith(home))


def test_only_the_screen_knows_streamlit_and_starlette() -> None:
    wrong = [
        f"{name(path)}:{line} imports {module}; move the screen part to lib/ui or lib/web"
        for path in sources("lib")
        for line, module in imports(path)
        if module.split(".")[0] in SCREEN_ONLY and not _in(name(path), "lib/ui/") and not _in(name(path), "lib/web/")
    ]
    assert not wrong, "\n".join(wrong)


def test_rooms_look_left_and_the_ground_floor_knows_no_room() -> None:
    wrong = []
    for path in sources("lib"):
        here = name(path).removeprefix("lib/").split("/")[0].removesuffix(".py")
        for line, module in imports(path):
            there = storey(module)
            if there is None or there == here:
                continue
            if here in ROOMS and there in ROOMS and ROOMS.index(there) > ROOMS.index(here):
                wrong.append(f"{name(path)}:{line} {here} looks right at {there}; put what joins them into lib/flows")
            if here in ROOMS and there in (*UPPER, "connectors"):
                wrong.append(f"{name(path)}:{line} a room uses {there}; let lib/flows call both")
            if here in (*GROUND, "connectors") and there in (*ROOMS, *UPPER):
                wrong.append(f"{name(path)}:{line} the ground floor uses {there}; pass it in from lib/flows")
    assert not wrong, "\n".join(wrong)


def test_inside_a_room_each_file_imports_only_to_its_left() -> None:
    wrong = []
    for room in ROOMS:
        for path in sources(f"lib/{room}"):
            here = path.stem
            for line, module in imports(path):
                parts = module.split(".")
                there = parts[2] if parts[:2] == ["lib", room] and len(parts) > 2 else None
                if there in ROOM_FILES and here in ROOM_FILES and ROOM_FILES.index(there) > ROOM_FILES.index(here):
                    wrong.append(f"{name(path)}:{line} {here}.py uses {there}.py; move the shared part left")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("word", ONE_HOME)
def test_a_word_with_one_home_stays_there(word: str) -> None:
    home, instead = ONE_HOME[word]
    wrong = [
        f"{name(path)}:{number} has {word!r}; {instead}"
        for path in sources()
        if not _in(name(path), home)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word in line
    ]
    assert not wrong, "\n".join(wrong)


def test_every_page_lies_in_a_folder_and_starts_with_the_guard() -> None:
    wrong = []
    for path in sources("pages"):
        if path.parent == ROOT / "pages":
            wrong.append(f"{name(path)} lies directly in pages/; a cold link would skip the frame and the sign-in")
        first = next(
            (node for node in parsed(path).body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr)), None
        )
        if first is None or not re.match(r"user = guard\(", ast.unparse(first)):
            wrong.append(f"{name(path)} does not start with `user = guard(…)`")
    assert not wrong, "\n".join(wrong)


def test_every_page_of_the_menu_exists_and_every_page_is_known() -> None:
    from lib.ui import menu

    listed, lying = {page.path for page in menu.PAGES}, {name(path) for path in sources("pages")}
    assert listed == lying, f"missing {sorted(listed - lying)}, not in lib/ui/menu.py {sorted(lying - listed)}"


def test_pages_neither_query_nor_catch() -> None:
    wrong = []
    for path in sources("pages"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 80:
            wrong.append(f"{name(path)} has {text.count(chr(10))} lines; at most 80")
        if re.search(r"\b(select|insert into|update)\b .*\b(from|set|values)\b", text):
            wrong.append(f"{name(path)} holds SQL; ask a room's queries")
        if any(isinstance(node, ast.Try) for node in ast.walk(parsed(path))):
            wrong.append(f"{name(path)} has a try; lib.ui.forms catches what people should see")
    assert not wrong, "\n".join(wrong)


def test_what_draws_calls_or_says_nothing() -> None:
    """Streamlit prints any other expression of a page: `st.error(…) if wrong else None` stands there as “None”, a text
    below the first line as itself."""
    calls = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
    wrong = [
        f"{name(path)}:{node.lineno} {ast.unparse(node)[:60]!r} is no call; write it as a statement"
        for path in sources("app.py", "pages", "lib/ui")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Expr) and not isinstance(node.value, calls) and not _explains(node, path)
    ]
    assert not wrong, "\n".join(wrong)


def _explains(node: ast.Expr, path: Path) -> bool:
    text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return text and (node.lineno == 1 or _in(name(path), "lib/ui/"))


def test_modules_say_what_they_are_and_stay_short() -> None:
    wrong = []
    for path in sources("lib"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > 250:
            wrong.append(f"{name(path)} has {lines} lines; at most 250, split it by what it tells")
        if lines and not ast.get_docstring(parsed(path)):
            wrong.append(f"{name(path)} has no first sentence")
    assert not wrong, "\n".join(wrong)


def test_functions_tell_one_short_story() -> None:
    wrong = [
        f"{name(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines; at most 40"
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]
    assert not wrong, "\n".join(wrong)


def test_no_drawers_for_anything() -> None:
    wrong = [name(path) for path in sources() if re.search(r"(util|helper|manager|misc|common)s?$", path.stem)]
    assert not wrong, f"{wrong}: name a module by what it tells"
