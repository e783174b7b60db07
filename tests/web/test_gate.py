"""Every way through the gate and every way in which it refuses."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from lib import access, clock, store
from lib.web import origin
from tests.conftest import NOW


def later(minutes: int) -> str:
    return (clock.now() + clock.dt.timedelta(minutes=minutes)).isoformat()


def dial(site: str, cookie: str | None, from_page: str | None, *protocols: str) -> ClientConnection:
    headers = {"Cookie": f"kancelar={cookie}"} if cookie else {}
    address = site.replace("http", "ws") + "/_stcore/stream"
    kwargs = {"subprotocols": list(protocols) or None, "additional_headers": headers, "proxy": None}
    return connect(address, origin=from_page, **kwargs)


@pytest.fixture
def token(office: Path) -> str:
    with store.write() as db:
        return access.start_session(db, "storekeeper")


def test_a_page_leads_to_signing_in_and_back(browser: httpx.Client) -> None:
    answer = browser.get("/sklad?id=12&stav=málo")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/prihlaseni?next=/sklad%3Fid%3D12%26stav%3Dm%25C3%25A1lo"
    assert browser.get("/").headers["location"] == "/prihlaseni"


@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/agent/openapi.json", "/media/tajne.bin",
     "/static/js/x.js", "/component/x/index.html", f"/files/{'a' * 64}.jpg", "/prihlasenix", "/healthz/x", "/assetsx"],
)  # fmt: skip
def test_nothing_else_without_a_session(site: str, path: str) -> None:
    answer = httpx.get(site + path)
    assert answer.status_code == 401
    assert "Nejdřív se přihlaste" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_uploads_need_a_session(browser: httpx.Client, method: str) -> None:
    assert browser.request(method, "/_stcore/upload_file/a/b", content=b"x").status_code == 401


@pytest.mark.parametrize("path", ["/prihlaseni", "/healthz", "/assets/favicon.svg"])
def test_open_paths(site: str, path: str) -> None:
    assert httpx.get(site + path).status_code == 200


def test_a_live_session_passes(signed_in: httpx.Client) -> None:
    answer = signed_in.get("/sklad")
    assert answer.status_code == 200
    assert '<html lang="cs">' in answer.text


def test_a_session_dies_when_revoked_idle_old_or_its_account_closes(signed_in: httpx.Client) -> None:
    session = access.token_hash(signed_in.cookies["kancelar"])
    assert signed_in.get("/").status_code == 200
    with clock.fixed(later(31)):
        assert signed_in.get("/").status_code == 303
    with store.write() as db:
        db.conn.execute("update user set active = 0 where login = 'storekeeper'")
    assert signed_in.get("/").status_code == 303
    with store.write() as db:
        db.conn.execute("update user set active = 1 where login = 'storekeeper'")
        access.end_session(db, session)
    assert signed_in.get("/").status_code == 303


def test_work_keeps_a_session_alive_but_not_for_ever(signed_in: httpx.Client) -> None:
    for minutes in range(20, 12 * 60 + 1, 20):
        with clock.fixed(later(minutes)):
            assert signed_in.get("/").status_code == 200, minutes
    with clock.fixed(later(12 * 60 + 10)):
        assert signed_in.get("/").status_code == 303


def test_reading_only_does_not_write_the_time(signed_in: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_READ_ONLY", "1")
    with clock.fixed(later(5)):
        assert signed_in.get("/").status_code == 200
    with store.read() as db:
        assert store.scalar(db, "select seen_at from session") == clock.stamp(clock.parse(NOW))


def test_a_websocket_of_our_own_page_opens(site: str, token: str) -> None:
    with dial(site, token, site, "streamlit") as line:
        assert line.subprotocol == "streamlit"


@pytest.mark.parametrize(
    "from_page", [None, "null", "https://zly.example", "http://127.0.0.1:1", "http://127.0.0.1", "http://localhost"]
)
def test_a_websocket_of_a_foreign_page_is_refused(site: str, token: str, from_page: str | None) -> None:
    with pytest.raises(InvalidStatus):
        dial(site, token, from_page, "streamlit")


def test_a_websocket_without_a_session_is_refused(site: str) -> None:
    for cookie in (None, "smyšlený"):
        with pytest.raises(InvalidStatus):
            dial(site, cookie and cookie.encode().hex(), site, "streamlit")


def test_an_open_websocket_is_hung_up_when_the_session_ends(site: str, token: str) -> None:
    with dial(site, token, site, "streamlit") as line:
        with store.write() as db:
            access.end_session(db, access.token_hash(token))
        line.send(b"\x00")
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                line.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def _session_id(line: ClientConnection) -> str:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    ask = BackMsg()
    ask.rerun_script.query_string = ""
    line.send(ask.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(line.recv(timeout=60))
        if told.WhichOneof("type") == "new_session":
            return told.new_session.initialize.session_id


@pytest.fixture
def others_token(office: Path) -> str:
    with store.write() as db:
        return access.start_session(db, "editor")


def test_streamlit_resumes_a_session_only_for_its_owner(site: str, token: str, others_token: str) -> None:
    with dial(site, token, site, "streamlit") as line:
        first = _session_id(line)
    with dial(site, others_token, site, "streamlit", "x", first) as line:
        assert _session_id(line) != first
    with dial(site, token, site, "streamlit", "x", first) as line:
        assert _session_id(line) == first


def test_the_user_header_of_the_client_is_dropped(site: str, token: str) -> None:
    from lib.web.gate import USER_HEADER, _named

    sent = {"headers": [(b"X-Kancelar-User", b"head"), (b"accept", b"*/*")]}
    assert _named(sent, None)["headers"] == [(b"accept", b"*/*")]
    with store.read() as db:
        user = access.session_user(db, access.token_hash(token))
    assert _named(sent, user)["headers"] == [(b"accept", b"*/*"), (USER_HEADER, b"storekeeper")]


@pytest.mark.parametrize("foreign", [{"origin": "https://zly.example"}, {"origin": "null"}])
def test_a_form_of_a_foreign_page_is_refused(signed_in: httpx.Client, foreign: dict[str, str]) -> None:
    answer = signed_in.post("/odhlaseni", headers=foreign)
    assert answer.status_code == 403
    assert signed_in.get("/").status_code == 200


def test_a_form_without_origin_is_judged_by_where_it_was_sent_from(site: str) -> None:
    with store.write() as db:
        cookies = {"kancelar": access.start_session(db, "reader")}
    with httpx.Client(base_url=site, cookies=cookies) as client:
        assert client.post("/odhlaseni", headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert client.post("/odhlaseni", headers={"sec-fetch-site": "same-origin"}).status_code == 303


@pytest.mark.parametrize(
    ("target", "own"),
    [("/sklad?id=1", "/sklad?id=1"), ("/", "/"), ("", "/"), ("//zly.example", "/"), ("https://zly.example", "/"),
     ("/\\zly.example", "/"), ("/\t/zly.example", "/"), ("javascript:alert(1)", "/"), ("sklad", "/"), ("///x", "/")],
)  # fmt: skip
def test_nobody_is_led_to_a_foreign_site(target: str, own: str) -> None:
    assert origin.own_path(target) == own


@pytest.fixture
def _broken(office: Path) -> Iterator[None]:
    (office / "office.db").write_bytes(b"")
    for side in ("office.db-wal", "office.db-shm"):
        (office / side).unlink(missing_ok=True)
    return


@pytest.mark.usefixtures("_broken")
def test_a_broken_store_is_one_sentence_everywhere(browser: httpx.Client, site: str) -> None:
    browser.cookies.set("kancelar", "x")
    answer = browser.get("/sklad")
    assert answer.status_code == 503
    assert "Databáze neodpovídá. Zkuste to za chvíli znovu." in answer.text
    assert "Traceback" not in answer.text
    with pytest.raises(InvalidStatus):
        dial(site, "x", site, "streamlit")
