"""Headers, health, our own files, Streamlit's page in Czech, the start and the stop."""

import asyncio
import base64
import hashlib
import json
import re
import sys
from pathlib import Path

import httpx
import pytest
from streamlit import file_util

from lib import clock, i18n, jobs, store
from lib.config import ROOT
from lib.errors import NotFound, Refused, Unavailable
from lib.web import assets, headers, lifespan, readiness, routes
from lib.web.czech_page import MARK, rewritten

ASSETS = ROOT / "lib" / "ui" / "assets"


def rules(answer: httpx.Response) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))


@pytest.mark.parametrize("path", ["/", "/prihlaseni", "/healthz", "/assets/favicon.svg", "/media/x", "/neni"])
def test_every_answer_carries_the_headers(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path, headers={"accept": "*/*"})
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    assert rules(answer)["frame-ancestors"] == "'none'"


def test_the_policy_lets_no_foreign_or_written_script_run(browser: httpx.Client) -> None:
    policy = rules(browser.get("/prihlaseni"))
    assert policy["default-src"] == "'none'"
    scripts = policy["script-src"].split()
    assert scripts[:2] == ["'self'", "blob:"]
    assert all(source.startswith("'sha256-") for source in scripts[2:])
    for rule in policy.values():
        assert "unsafe-eval" not in rule
        assert "http" not in rule
        assert "*" not in rule
    assert [name for name, rule in policy.items() if "unsafe-inline" in rule] == ["style-src"]


def test_the_policy_knows_the_scripts_of_the_installed_streamlit() -> None:
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in headers.policy()


def test_media_are_not_kept(signed_in: httpx.Client) -> None:
    assert signed_in.get("/media/x.bin").headers["cache-control"] == "no-store, private"


def test_health_says_version_database_and_worker(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = httpx.get(f"{site}/healthz")
    assert answer.status_code == 200, "this installation runs no worker"
    assert answer.json()["database"]["ok"]
    assert set(answer.json()) == {"version", "database", "worker"}
    monkeypatch.setenv("KANCELAR_WORKER", "1")
    assert httpx.get(f"{site}/healthz").status_code == 503
    with store.write() as db:
        jobs.beat(db, "0.1.0")
    answer = httpx.get(f"{site}/healthz")
    assert answer.status_code == 200
    assert answer.json()["worker"] == {"alive": True, "last_beat": clock.stamp()}


def test_health_of_a_broken_store(site: str, office: Path) -> None:
    readiness.say(Unavailable("The database does not answer. Try again shortly."))
    assert httpx.get(f"{site}/healthz").json()["database"]["ok"] is False
    readiness.say(None)
    (office / "office.db").rename(office / "gone.db")
    answer = httpx.get(f"{site}/healthz")
    assert answer.status_code == 503
    assert str(office) not in answer.text


def test_a_store_that_cannot_be_opened_is_one_sentence(site: str, office: Path, browser: httpx.Client) -> None:
    (office / "office.db").write_bytes(b"")
    lifespan.open_store()
    answer = browser.get("/sklad")
    assert answer.status_code == 503
    assert i18n.t("The database {file} is empty (0 bytes). Put it back from a backup.", file="office.db") in answer.text
    assert browser.get("/assets/sign-in.css").status_code == 200, "the sentence is readable"


def test_our_files_are_kept_for_ever_under_their_version(site: str) -> None:
    address = assets.url("sign-in.css")
    assert re.fullmatch(r"/assets/sign-in\.css\?v=[0-9a-f]{12}", address)
    assert "immutable" in httpx.get(site + address).headers["cache-control"]
    assert httpx.get(f"{site}/assets/sign-in.css").headers["cache-control"] == "no-cache"
    font = httpx.get(f"{site}/assets/fonts/inter-5.3.0-latin-ext.woff2")
    assert "immutable" in font.headers["cache-control"]
    assert httpx.get(f"{site}/assets/../app.py").status_code in (401, 404)
    assert httpx.get(f"{site}/assets/%2e%2e/%2e%2e/app.py").status_code in (400, 401, 404)


def test_stored_files_are_named_by_their_content(signed_in: httpx.Client, office: Path) -> None:
    name = hashlib.sha256(b"obrazek").hexdigest()
    (office / "files").mkdir()
    (office / "files" / f"{name}.png").write_bytes(b"obrazek")
    (office / "files" / f"{name}.html").write_bytes(b"<script>")
    picture = signed_in.get(f"/files/{name}.png")
    assert picture.content == b"obrazek"
    assert picture.headers["cache-control"].startswith("private")
    assert picture.headers["content-disposition"].startswith("inline")
    assert signed_in.get(f"/files/{name}.html").headers["content-disposition"].startswith("attachment")
    for wrong in (f"{'0' * 64}.png", "office.db", f"..%2f{name}.png", f"{name}.png%00"):
        assert signed_in.get(f"/files/{wrong}", headers={"accept": "*/*"}).status_code in (400, 404)


def test_streamlits_page_is_ours_and_czech(signed_in: httpx.Client) -> None:
    answer = signed_in.get("/sklad", headers={"if-none-match": "*", "accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert '<html lang="cs">' in answer.text
    assert "<title>Kancelář</title>" in answer.text
    assert f'<script src="{assets.url("czech.js")}"></script>' in answer.text
    assert "favicon.png" not in answer.text
    assert "enable JavaScript" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)
    for name in ("root.js", "czech.js"):
        assert answer.text.index(name) < answer.text.index('type="module"'), "it must run first"


def test_who_reads_english_keeps_english(signed_in: httpx.Client) -> None:
    with store.write() as db:
        db.conn.execute("update user set language = 'en'")
    answer = signed_in.get("/")
    assert '<html lang="en">' in answer.text
    assert "czech.js" not in answer.text
    assert "session.js" in answer.text


def test_the_installed_streamlit_has_what_is_rewritten() -> None:
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    assert MARK in page
    assert rewritten(page, "cs").count('rel="icon"') == 1
    assert "shortcut icon" not in rewritten(page, "cs")


def _words() -> dict[str, str]:
    source = (ASSETS / "czech.js").read_text(encoding="utf-8")
    found = re.search(r"/\* words \*/ (\{.*?\}) /\* end of words \*/", source, re.DOTALL)
    assert found
    return dict(json.loads(re.sub(r",(\s*\})", r"\1", found[1])))


def test_the_dictionary_translates_what_the_installed_streamlit_says() -> None:
    words = _words()
    scripts = "\n".join(
        file.read_text(encoding="utf-8")
        for file in Path(file_util.get_static_dir()).rglob("*.js")
        if file.stat().st_size < 3_000_000
    )
    often = """Choose options|Choose an option|No results|Drag and drop files here|Show/hide columns|Running...
Clear all|Select all|Download as CSV|Connection error|Page not found|No options to select."""
    for word in often.replace("\n", "|").split("|"):
        assert f"`{word}`" in scripts, f"Streamlit no longer says {word!r}: look at what it says now"
        assert word in words
    assert all(czech and czech != english for english, czech in words.items())


def test_errors_at_the_edge_are_sentences() -> None:
    for error, status in [(NotFound("x"), 404), (Unavailable("x"), 503), (Refused("x"), 400), (KeyError("x"), 500)]:
        answer = routes.explain(None, error)  # type: ignore[arg-type]
        assert answer.status_code == status
    assert "Něco selhalo na naší straně" in answer.body.decode()
    assert "KeyError" not in answer.body.decode()


def test_the_first_start_prints_the_link(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lifespan.open_store()
    assert capsys.readouterr().out == "", "people with an e-mail address can sign in through the office's account"
    with store.write() as db:
        db.conn.execute("update user set email = null")
    lifespan.open_store()
    assert re.search(r"http://localhost:8501/prihlaseni/odkaz/\S{20,}\n", capsys.readouterr().out)
    assert readiness.problem() is None


def test_the_demo_start_makes_its_people(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_DEMO", "1")
    lifespan.open_store()
    with store.read() as db:
        assert store.scalar(db, "select count(*) from user where login like '%.%'") == 6


async def _until(file: Path, lines: int) -> list[str]:
    while not file.exists() or len(file.read_text().splitlines()) < lines:
        await asyncio.sleep(0.05)
    return file.read_text().splitlines()


def test_the_worker_is_started_again_and_stopped_with_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifespan, "FIRST_WAIT", 0.01)
    log = tmp_path / "log"
    program = f"import os, time; open({str(log)!r}, 'a').write(f'{{os.getpid()}}\\n')"
    dies = (sys.executable, "-c", program)
    stays = (sys.executable, "-c", program + "; time.sleep(600)")

    async def watch() -> int:
        task = asyncio.create_task(lifespan.keep_worker(dies))
        assert len(set(await _until(log, 3))) == 3, "each start is another process"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        log.unlink()
        task = asyncio.create_task(lifespan.keep_worker(stays))
        pid = int((await _until(log, 1))[0])
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return pid

    pid = asyncio.run(asyncio.wait_for(watch(), 60))
    assert not Path(f"/proc/{pid}").exists() or sys.platform != "linux"


def test_the_app_starts_even_over_a_broken_store(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifespan, "warm_up", lambda: None)
    (office / "office.db").write_bytes(b"")

    async def start() -> None:
        async with lifespan.lifespan(None):
            assert readiness.problem() is not None

    asyncio.run(start())
    readiness.say(None)


def test_app_py_is_found_by_streamlit_run() -> None:
    from streamlit.web.server.app_discovery import discover_asgi_app

    assert discover_asgi_app(ROOT / "app.py").is_asgi_app
