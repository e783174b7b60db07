"""Signing in and out through real requests: password, demo, one-time links, the office's own account."""

import importlib
import re
from collections.abc import Callable, Iterator

import httpx
import pyotp
import pytest

from lib import access, accounts, clock, invitations, store
from lib.errors import Unavailable
from lib.web import oidc, readiness
from tests.web.conftest import PASSWORD

FAILED = "Přihlášení se nezdařilo"


def enter(browser: httpx.Client, **given: str) -> httpx.Response:
    return browser.post("/prihlaseni", data={"login": "editor", "password": PASSWORD, "code": "", "next": "/"} | given)


def test_the_page_is_czech_and_says_where_to_write(browser: httpx.Client) -> None:
    page = browser.get("/prihlaseni").text
    assert '<html lang="cs">' in page
    assert "<title>Přihlášení · Kancelář</title>" in page
    assert re.search(r'<input id="login"[^>]* autofocus', page)
    for name in ("login", "password", "code"):
        assert f'<label for="{name}">' in page
    assert "ukazka" not in page
    assert "Účet úřadu" not in page


def test_the_right_password_leads_where_one_wanted_to_go(
    browser: httpx.Client, password: Callable[[str], None]
) -> None:
    password("editor")
    answer = enter(browser, next="/sklad?id=12")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sklad?id=12"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("kancelar=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert browser.get("/").status_code == 200
    assert browser.get("/prihlaseni?next=/sklad").headers["location"] == "/sklad"


def test_over_https_the_cookie_is_bound_to_the_host(
    browser: httpx.Client, password: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    password("editor")
    monkeypatch.setenv("KANCELAR_HTTPS", "1")
    answer = enter(browser)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-kancelar=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize("target", ["https://zly.example", "//zly.example", "/\\zly.example"])
def test_signing_in_leads_to_no_foreign_site(
    browser: httpx.Client, password: Callable[[str], None], target: str
) -> None:
    password("editor")
    assert enter(browser, next=target).headers["location"] == "/"
    assert f'value="{target}"' not in browser.get("/prihlaseni", params={"next": target}).text


def test_every_failure_looks_the_same_and_keeps_the_name(
    browser: httpx.Client, password: Callable[[str], None]
) -> None:
    password("editor")
    with store.write() as db:
        db.conn.execute("update user set totp_secret = ? where login = 'head'", (pyotp.random_base32(),))
    password("head")
    tries = [
        {"password": "špatné"},
        {"login": "nikdo"},
        {"login": "head", "code": "000000"},
        {"login": 'x" onfocus="alert(1)'},
    ]
    pages = []
    for given in tries:
        answer = enter(browser, **given)
        assert answer.status_code == 401
        assert 'role="alert"' in answer.text
        assert "špatné" not in answer.text
        assert PASSWORD not in answer.text
        pages.append(re.sub(r'id="login".*', "", answer.text))
    assert len(set(pages)) == 1
    assert FAILED in pages[0]
    assert 'value="editor"' in enter(browser, password="špatné").text
    assert 'value="x&#34; onfocus=&#34;alert(1)"' in enter(browser, **tries[-1]).text


def test_the_lock_out_is_said_like_any_failure(browser: httpx.Client, password: Callable[[str], None]) -> None:
    password("editor")
    answers = [enter(browser, password="špatné").text for _ in range(5)]
    assert enter(browser).text == answers[0]


def test_a_code_cannot_be_replayed(browser: httpx.Client, password: Callable[[str], None]) -> None:
    password("editor")
    secret = pyotp.random_base32()
    with store.write() as db:
        db.conn.execute("update user set totp_secret = ? where login = 'editor'", (secret,))
    code = pyotp.TOTP(secret).at(clock.now())
    assert enter(browser, code=code).status_code == 303
    browser.cookies.clear()
    assert enter(browser, code=code).status_code == 401


def test_a_huge_form_is_refused(browser: httpx.Client) -> None:
    answer = enter(browser, login="x" * 20_000)
    assert answer.status_code == 400
    assert "Formulář je příliš velký." in answer.text


def test_signing_out_ends_the_session_everywhere(signed_in: httpx.Client) -> None:
    cookie = signed_in.cookies["kancelar"]
    assert "Odhlásit se" in signed_in.get("/odhlaseni").text
    assert signed_in.get("/").status_code == 200, "looking at the page signs nobody out"
    assert signed_in.get("/prihlaseni/stav").status_code == 204
    answer = signed_in.post("/odhlaseni")
    assert answer.headers["location"] == "/prihlaseni"
    assert 'kancelar=""' in answer.headers["set-cookie"]
    signed_in.cookies.set("kancelar", cookie)
    assert signed_in.get("/").status_code == 303
    assert signed_in.get("/prihlaseni/stav").status_code == 401
    assert signed_in.post("/odhlaseni").status_code == 303
    assert signed_in.get("/odhlaseni").headers["location"] == "/prihlaseni"


@pytest.fixture
def _demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_DEMO", "1")


ROLES = {
    "spokesperson": "Tisková mluvčí",
    "editor": "Redaktorka novin",
    "storekeeper": "Skladnice",
    "head": "Vedoucí",
    "reader": "Jen čtení",
}


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("role", ROLES)
def test_the_demo_signs_in_with_one_click(browser: httpx.Client, role: str) -> None:
    page = browser.get("/prihlaseni").text
    assert re.search(rf'<button name="role" value="{role}"[^>]*>{ROLES[role]}</button>', page)
    answer = browser.post("/prihlaseni/ukazka", data={"role": role, "next": "/sklad"})
    assert answer.headers["location"] == "/sklad"
    with store.read() as db:
        user = access.session_user(db, access.token_hash(answer.cookies["kancelar"]))
    assert user is not None
    assert user.roles == (role,)
    assert user.login == accounts.DEMO_PEOPLE[role][0]


def refused_demo(browser: httpx.Client, **headers: str) -> None:
    assert "/prihlaseni/ukazka" not in browser.get("/prihlaseni", headers=headers).text
    own = {"origin": f"http://{headers['host']}"} if "host" in headers else {}
    answer = browser.post("/prihlaseni/ukazka", data={"role": "head", "next": "/"}, headers=headers | own)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_no_demo_when_it_is_not_on(browser: httpx.Client) -> None:
    refused_demo(browser)


@pytest.mark.usefixtures("_demo")
def test_no_demo_in_a_real_town(browser: httpx.Client) -> None:
    with store.write() as db:
        db.conn.execute("insert into setting values ('town.made_up', '2026-01-01', 'false', null)")
    refused_demo(browser)


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    "headers",
    [{"host": "kancelar.brazdov.example"}, {"host": "localhost.zly.example"}, {"host": "192.0.2.7:8501"},
     {"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=192.0.2.7"}],
)  # fmt: skip
def test_no_demo_from_elsewhere(browser: httpx.Client, headers: dict[str, str]) -> None:
    refused_demo(browser, **headers)


@pytest.mark.usefixtures("_demo")
def test_no_demo_for_a_role_that_is_not_offered(browser: httpx.Client) -> None:
    assert browser.post("/prihlaseni/ukazka", data={"role": "system", "next": "/"}).status_code == 403


def test_the_first_head_sets_up_the_office(browser: httpx.Client) -> None:
    with store.write() as db:
        db.conn.execute("update user set email = null")
        path = invitations.setup_link(db)
    assert path is not None
    assert "První účet" in browser.get(path).text
    given = {"name": "Jana Tichá", "login": "jana tichá", "password": PASSWORD, "again": PASSWORD}
    refused = browser.post(path, data=given)
    assert refused.status_code == 400
    assert 'id="login-error"' in refused.text
    assert 'value="Jana Tichá"' in refused.text, "nothing typed is lost"
    assert PASSWORD not in refused.text
    differ = browser.post(path, data=given | {"login": "jana.ticha", "again": "jiné"})
    assert "Hesla se liší" in differ.text
    assert browser.post(path, data=given | {"login": "jana.ticha"}).status_code == 303
    assert browser.get("/").status_code == 200
    assert browser.get(path).status_code == 404
    assert "už byl použit" in browser.post(path, data=given | {"login": "druha"}).text


def test_a_person_sets_the_first_password(browser: httpx.Client) -> None:
    with store.write() as db:
        path = invitations.password_link(db, "reader")
    assert "Ivo Host: zvolte si heslo ke svému účtu reader." in browser.get(path).text
    weak = browser.post(path, data={"password": "krátké", "again": "krátké"})
    assert "12\u00a0až 200\u00a0znaků" in weak.text
    assert browser.post(path, data={"password": PASSWORD, "again": PASSWORD}).status_code == 303


def test_no_signing_in_while_the_store_is_out_of_order(browser: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_READ_ONLY", "1")
    answer = enter(browser)
    assert answer.status_code == 503
    assert "<h1>Něco se nepovedlo</h1>" in answer.text
    readiness.say(Unavailable("The database does not answer. Try again shortly."))
    assert browser.get("/prihlaseni").status_code == 503


PEOPLE: dict[str, dict[str, object]] = {
    "petra": {"email": "Editor@brazdov.example", "email_verified": True},
    "cizi": {"email": "cizi@brazdov.example", "email_verified": True},
    "neovereny": {"email": "editor@brazdov.example", "email_verified": False},
    "bez": {},
}


# The mock provider leans on parts of Authlib that are on their way out; our own code must not.
with_provider = pytest.mark.filterwarnings(
    "ignore:get_jwt_config:DeprecationWarning", "ignore:authlib.jose module is deprecated:DeprecationWarning"
)


@pytest.fixture
def provider(site: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real OpenID Connect provider on loopback that insists on a nonce."""
    oidc._provider.cache_clear()
    mock = importlib.import_module("oidc_provider_mock")
    people = [mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        address = f"http://localhost:{server.server_port}"
        monkeypatch.setenv("KANCELAR_OIDC_METADATA", f"{address}/.well-known/openid-configuration")
        monkeypatch.setenv("KANCELAR_OIDC_CLIENT_ID", "kancelar")
        monkeypatch.setenv("KANCELAR_OIDC_CLIENT_SECRET", "tajne-heslo")
        yield address


def come_back(browser: httpx.Client, person: str) -> httpx.URL:
    """Go to the provider, be that person there, and give the address to which the provider leads back."""
    away = browser.get("/prihlaseni/ucet-uradu?next=/sklad").headers["location"]
    query = httpx.URL(away).params
    assert query["code_challenge_method"] == "S256"
    assert query["nonce"]
    assert query["state"]
    back = httpx.post(away, data={"sub": person})
    assert back.status_code == 302, back.text
    return httpx.URL(back.headers["location"])


@with_provider
def test_the_office_account_signs_in(browser: httpx.Client, provider: str) -> None:
    assert "Účet úřadu" in browser.get("/prihlaseni").text
    answer = browser.get(come_back(browser, "petra").raw_path.decode())
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/sklad"
    with store.read() as db:
        user = access.session_user(db, access.token_hash(browser.cookies["kancelar"]))
    assert user is not None
    assert user.login == "editor"


@pytest.mark.parametrize(
    ("person", "sentence"),
    [("cizi", "Adresa cizi@brazdov.example nemá v Kanceláři účet"),
     ("neovereny", "nesdělila ověřenou e-mailovou adresu"), ("bez", "nesdělila ověřenou e-mailovou adresu")],
)  # fmt: skip
@with_provider
def test_who_has_no_account_is_told_so(browser: httpx.Client, provider: str, person: str, sentence: str) -> None:
    answer = browser.get(come_back(browser, person).raw_path.decode())
    assert answer.status_code == 403
    assert sentence in answer.text
    assert "kancelar" not in browser.cookies


@with_provider
def test_an_answer_meant_for_another_browser_is_refused(site: str, browser: httpx.Client, provider: str) -> None:
    back = come_back(browser, "petra").raw_path.decode()
    with httpx.Client(base_url=site, headers={"accept": "text/html"}) as other:
        answer = other.get(back)
    assert answer.status_code == 403
    assert "nepotvrdila, kdo jste" in answer.text
    assert browser.get(re.sub(r"state=[^&]+", "state=x", back)).status_code == 403
    assert browser.get(back.replace("code=", "code=x")).status_code == 403
    assert browser.get("/prihlaseni/zpet?error=access_denied").status_code == 403


@with_provider
def test_an_answer_works_once(browser: httpx.Client, provider: str) -> None:
    back = come_back(browser, "petra").raw_path.decode()
    assert browser.get(back).status_code == 303
    browser.cookies.delete("kancelar")
    assert browser.get(back).status_code == 403


@with_provider
def test_a_silent_provider_is_one_sentence(
    browser: httpx.Client, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANCELAR_OIDC_METADATA", "http://127.0.0.1:1/.well-known/openid-configuration")
    answer = browser.get("/prihlaseni/ucet-uradu")
    assert answer.status_code == 503
    assert "Přihlašovací služba úřadu teď neodpovídá" in answer.text


def test_without_a_provider_there_is_no_way_to_it(browser: httpx.Client) -> None:
    assert browser.get("/prihlaseni/ucet-uradu").status_code == 403
