"""Every text that people see has its Czech, none is left over, none is doubtful."""

import ast
import io
import re
from collections import Counter
from pathlib import Path

from babel.messages.pofile import read_po

from lib.i18n import LOCALE
from tests.house.tree import ROOT, name, parsed, sources

SPEAKING = {"t", "tn", "N", "czech"}
ERRORS = {
    "OfficeError", "BadInput", "Refused", "NotAllowed", "SignedOut", "NotFound", "Conflict", "Unavailable",
}  # fmt: skip
SENTENCE_SECOND = {"existing"}
"""Functions whose second argument is a sentence."""


def _texts(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in SPEAKING | ERRORS:
            argument = node.args[0]
        elif called in SENTENCE_SECOND and len(node.args) > 1:
            argument = node.args[1]
        else:
            continue
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
            found.append((argument.value, node.lineno))
    return found


def _catalogue() -> dict[str, tuple[str, object]]:
    """msgid → (file, Czech)."""
    found: dict[str, tuple[str, object]] = {}
    for path in sorted((LOCALE / "cs").glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale="cs"):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key] = (path.name, message.string)
    return found


def _used() -> dict[str, str]:
    return {text: f"{name(path)}:{line}" for path in [*sources(), *sources("notebooks")] for text, line in _texts(path)}


def test_every_text_has_its_czech() -> None:
    known = _catalogue()
    missing = [f"{place}: {text!r}" for text, place in sorted(_used().items()) if not _translated(known.get(text))]
    assert not missing, "without Czech:\n" + "\n".join(missing)


def _translated(entry: tuple[str, object] | None) -> bool:
    if entry is None:
        return False
    czech = entry[1]
    return bool(czech) if isinstance(czech, str) else isinstance(czech, tuple) and len(czech) == 3 and all(czech)


def test_no_czech_is_left_over() -> None:
    used = _used()
    unused = [f"{file}: {text!r}" for text, (file, _) in sorted(_catalogue().items()) if text not in used]
    assert not unused, "no longer used:\n" + "\n".join(unused)


def test_no_text_is_translated_twice_or_in_doubt() -> None:
    seen: Counter[str] = Counter()
    doubtful = []
    for path in sorted((LOCALE / "cs").glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale="cs"):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                seen[key] += 1
                if message.fuzzy:
                    doubtful.append(f"{path.name}: {key!r}")
    assert not doubtful, doubtful
    twice = [text for text, times in seen.items() if times > 1]
    assert not twice, twice


def test_the_czech_has_the_same_fields() -> None:
    wrong = []
    for text, (file, czech) in _catalogue().items():
        for version in [czech] if isinstance(czech, str) else list(czech):  # type: ignore[call-overload]
            fields = set(re.findall(r"\{(\w*)", str(version)))
            if not fields <= set(re.findall(r"\{(\w*)", text)) | {"n"}:
                wrong.append(f"{file}: {text!r} → {version!r}")
    assert not wrong, "\n".join(wrong)


def test_the_czech_does_not_shout() -> None:
    loud = [text for text, (_, czech) in _catalogue().items() if "!" in str(czech)]
    assert not loud, loud


def test_the_root_holds_only_what_was_agreed() -> None:
    allowed = {
        "app.py", "pages", "lib", "data", "notebooks", "tests", "requirements.txt", "README.md", "CHANGELOG.md",
        "Makefile", "pyproject.toml", ".streamlit", ".ci", ".git", ".gitignore", ".venv",
    }  # fmt: skip
    extra = {path.name for path in ROOT.iterdir()} - allowed
    extra = {entry for entry in extra if not entry.startswith((".mypy", ".ruff", ".hypothesis", ".pytest"))}
    assert extra <= {"test-output", "__pycache__"}, f"not agreed at the top: {sorted(extra)}"
