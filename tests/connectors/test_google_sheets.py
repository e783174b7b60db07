"""The connector against the fake: what it reads, how it waits, and what it says when it cannot."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lib import clock
from lib.connectors import google_sheets, google_wire
from lib.connectors.google_sheets import GoogleSheets, service_account_email, spreadsheet_id
from lib.errors import BadInput, NotAllowed, Unavailable
from tests.fakes.google import GoogleFake, Grid, Shown, google_fake

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCd"
STOCK: Grid = [
    ["Předmět", "IČO", "Cena"],
    ["Hrnek", Shown("00123456", 123456), Shown("1 815,50 Kč", 1815.5)],
    [],
    ["Pero"],
]


class Stopwatch:
    """Sleeping takes no time here, but the watch goes."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def timer(self) -> float:
        return self.now


@pytest.fixture
def fake() -> Iterator[GoogleFake]:
    with google_fake() as running:
        running.put(ID, {"Sklad": STOCK, "Prázdný": []}, title="Sklad propagačních předmětů")
        yield running


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def google(fake: GoogleFake, watch: Stopwatch) -> GoogleSheets:
    return GoogleSheets(fake.credentials_file, fake.url, sleep=watch.sleep, timer=watch.timer, timeout=20)


def test_cells_come_as_people_see_them_and_equally_wide(google: GoogleSheets) -> None:
    sheets = {
        "Sklad": [["Předmět", "IČO", "Cena"], ["Hrnek", "00123456", "1 815,50 Kč"], ["", "", ""], ["Pero", "", ""]],
        "Prázdný": [],
    }
    assert google.read(ID) == ("Sklad propagačních předmětů", sheets)


def test_title_sheets_and_the_time_of_change(fake: GoogleFake, google: GoogleSheets) -> None:
    fake.put(ID, {"Akce": [], "Ceník '26": []}, title="Kalendář", charts=("Graf",), modified="2026-11-20T10:00:00.000Z")
    assert google.read(ID) == ("Kalendář", {"Akce": [], "Ceník '26": []})
    assert google.modified(ID) == "2026-11-20T10:00:00.000Z"
    assert fake.calls[-1][1]["supportsAllDrives"] == ["true"]


@pytest.mark.parametrize("name", ["Ceník '26", "A1", "Dům kultury!", "1:2", "a'!b"])
def test_a_sheet_may_be_called_anything(fake: GoogleFake, google: GoogleSheets, name: str) -> None:
    fake.put(ID, {"Jiný": [["ne"]], name: [["ano"]]})
    assert google.read(ID)[1] == {"Jiný": [["ne"]], name: [["ano"]]}


def test_many_long_names_are_asked_at_once(fake: GoogleFake, google: GoogleSheets) -> None:
    sheets = {f"Příjmy z inzerce v Brázdovských novinách {n}": [[str(n)]] for n in range(30)}
    fake.put(ID, sheets)  # an address over 2 048 characters: the client sends it as POST
    assert google.read(ID)[1] == sheets
    assert fake.count("values.batchGet") == 1


def test_a_large_sheet_comes_in_pieces_and_keeps_its_row_numbers(
    fake: GoogleFake, google: GoogleSheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(google_sheets, "CELLS", 26 * 400)
    rows = [["řádek", str(n)] if n % 500 < 100 else [] for n in range(1100)]
    fake.put(ID, {"Malý": [["x"]], "Velký": rows})
    _, found = google.read(ID)
    assert found["Velký"] == [row or ["", ""] for row in rows]
    assert found["Malý"] == [["x"]]
    assert fake.count("values.batchGet") > 2


def test_a_long_and_repetitive_sheet_is_not_taken_for_a_bomb(fake: GoogleFake, google: GoogleSheets) -> None:
    fake.put(ID, {"Texty": [["x" * 50_000] for _ in range(300)]})
    assert len(google.read(ID)[1]["Texty"]) == 300


def test_an_answer_beyond_all_limits_is_refused(
    fake: GoogleFake, watch: Stopwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(google_wire, "LARGEST", 100_000)
    fake.put(ID, {"Texty": [["x" * 50_000] for _ in range(3)]})
    with pytest.raises(Unavailable, match="Rozdělte ji na několik menších"):
        GoogleSheets(fake.credentials_file, fake.url, sleep=watch.sleep).read(ID)


def test_building_and_naming_the_account_asks_nobody(fake: GoogleFake, google: GoogleSheets) -> None:
    assert service_account_email(fake.credentials_file) == google.email == fake.email
    assert fake.calls == []


def test_one_token_serves_until_it_runs_out(fake: GoogleFake, google: GoogleSheets) -> None:
    google.modified(ID)
    google.read(ID)
    assert fake.count("token") == 1
    with clock.fixed("2026-11-23T09:00:00+01:00"):
        google.modified(ID)
    assert fake.count("token") == 2


def test_a_token_that_google_forgot_is_replaced(fake: GoogleFake, google: GoogleSheets) -> None:
    google.modified(ID)
    fake.forget_tokens()
    assert google.modified(ID)
    assert fake.count("token") == 2


@pytest.mark.parametrize("status", [429, 500, 503])
@pytest.mark.parametrize("on", ["values.batchGet", "token"])
def test_it_waits_as_long_as_google_asks(
    fake: GoogleFake, google: GoogleSheets, watch: Stopwatch, status: int, on: str
) -> None:
    fake.fail(status, times=2, retry_after=17, on=on)
    assert google.read(ID)[1]["Sklad"][0][0] == "Předmět"
    assert watch.slept == [17, 17]


def test_retry_after_may_be_a_date(fake: GoogleFake, google: GoogleSheets, watch: Stopwatch) -> None:
    fake.fail(503, retry_after="Mon, 23 Nov 2026 07:00:40 GMT")
    google.modified(ID)
    assert watch.slept == [40]


@pytest.mark.parametrize("nonsense", ["soon", "-5", "Mon, 23 Nov 2020 07:00:40 GMT", "1.5", "²"])
def test_a_senseless_retry_after_means_back_off(
    fake: GoogleFake, google: GoogleSheets, watch: Stopwatch, nonsense: str
) -> None:
    fake.troubles.clear()
    fake.fail(503, retry_after=nonsense.encode().decode("latin-1"))
    google.modified(ID)
    assert len(watch.slept) == 1
    assert 0 < watch.slept[0] <= 1


def test_back_off_grows_and_ends(fake: GoogleFake, google: GoogleSheets, watch: Stopwatch) -> None:
    fake.fail(503, times=99)
    with pytest.raises(Unavailable, match="přetížený"):
        google.modified(ID)
    assert len(watch.slept) == google_wire.ATTEMPTS - 1
    for attempt, waited in enumerate(watch.slept):
        assert 2**attempt / 2 <= waited <= 2**attempt


def test_it_does_not_wait_for_hours(fake: GoogleFake, google: GoogleSheets, watch: Stopwatch) -> None:
    fake.fail(429, times=9, retry_after=3600)
    with pytest.raises(Unavailable, match="přetížený"):
        google.modified(ID)
    assert watch.slept == []


def test_all_waiting_together_is_bounded(fake: GoogleFake, google: GoogleSheets, watch: Stopwatch) -> None:
    fake.fail(429, times=9, retry_after=50)
    with pytest.raises(Unavailable):
        google.modified(ID)
    assert watch.slept == [50, 50]


def test_a_limit_that_drive_sends_as_403_is_waited_for(
    fake: GoogleFake, google: GoogleSheets, watch: Stopwatch
) -> None:
    fake.fail(403, reason="userRateLimitExceeded", on="files.get")
    google.modified(ID)
    assert len(watch.slept) == 1


@pytest.mark.parametrize("ask", [lambda google: google.modified(ID), lambda google: google.read(ID)])
@pytest.mark.parametrize("shared", [True, False])
def test_a_spreadsheet_that_is_not_shared_says_with_whom_to_share(
    fake: GoogleFake, google: GoogleSheets, watch: Stopwatch, ask: Callable[[GoogleSheets], Any], shared: bool
) -> None:
    fake.documents.clear()
    if shared is False:
        fake.put(ID, {}, shared=False)
    with pytest.raises(NotAllowed, match="Nasdílejte ji účtu robot@"):
        ask(google)
    assert watch.slept == []


@pytest.mark.parametrize(
    ("order", "error", "says"),
    [
        (lambda fake: fake.fail(401, 9, on="files.get"), NotAllowed, "klíč účtu robot@"),
        (lambda fake: fake.fail(400, on="token"), NotAllowed, "klíč účtu robot@"),
        (lambda fake: fake.fail(403, reason="accessNotConfigured", on="files.get"), Unavailable, "Zapněte obě"),
        (lambda fake: fake.fail(403, reason="SERVICE_DISABLED", on="files.get"), Unavailable, "Zapněte obě"),
        (lambda fake: fake.fail(418, on="files.get"), Unavailable, "kód 418"),
        (lambda fake: fake.cut(9, on="files.get"), Unavailable, "neúplná"),
        (lambda fake: fake.drop(9, on="files.get"), Unavailable, "neúplná"),
        (lambda fake: fake.page(9, on="files.get"), Unavailable, "neúplná"),
        (lambda fake: fake.cut(9, on="token"), Unavailable, "přetížený"),
        (lambda fake: fake.drop(9, on="token"), Unavailable, "neúplná"),
        (lambda fake: fake.put(ID, {}, trashed=True), Unavailable, "v koši"),
    ],
)
def test_every_trouble_is_one_sentence(
    fake: GoogleFake, google: GoogleSheets, order: Callable[[GoogleFake], None], error: type, says: str
) -> None:
    order(fake)
    with pytest.raises(error, match=says):
        google.modified(ID)


@pytest.mark.parametrize("order", ["cut", "drop", "page"])
def test_a_broken_answer_is_asked_for_again(fake: GoogleFake, google: GoogleSheets, order: str) -> None:
    getattr(fake, order)(2, on="values.batchGet")
    assert google.read(ID)[1]["Prázdný"] == []


def test_silence_is_not_waited_for_forever(fake: GoogleFake, watch: Stopwatch) -> None:
    fake.slow(9)
    with pytest.raises(Unavailable, match="včas"):
        GoogleSheets(fake.credentials_file, fake.url, sleep=watch.sleep, timeout=0.05).modified(ID)


def test_nobody_at_home(fake: GoogleFake, watch: Stopwatch) -> None:
    google = GoogleSheets(fake.credentials_file, "http://127.0.0.1:1", sleep=watch.sleep)
    with pytest.raises(Unavailable, match="není dostupný"):
        google.modified(ID)


def test_an_excel_file_in_drive_says_how_to_convert_it(fake: GoogleFake, google: GoogleSheets) -> None:
    fake.put(ID, {}, excel=True)
    assert google.modified(ID)
    with pytest.raises(Unavailable, match="Uložit jako Tabulky Google"):
        google.read(ID)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"type": "authorized_user"}', '{"installed": {}}'])
def test_a_file_that_is_no_key(tmp_path: Path, content: str) -> None:
    file = tmp_path / "google.json"
    file.write_text(content, "utf-8")
    with pytest.raises(Unavailable, match=r"google\.json není klíč"):
        GoogleSheets(file)


@pytest.mark.parametrize("changed", [{"private_key": "tajemství"}, {"private_key": None}, {"client_email": ...}])
def test_a_damaged_key_is_refused_without_being_shown(
    fake: GoogleFake, tmp_path: Path, changed: dict[str, Any]
) -> None:
    content = {**json.loads(fake.credentials_file.read_text("utf-8")), **changed}
    file = tmp_path / "google.json"
    file.write_text(json.dumps({name: value for name, value in content.items() if value is not ...}), "utf-8")
    with pytest.raises(Unavailable, match="není klíč") as caught:
        service_account_email(file)
    assert caught.value.__cause__ is None


def test_a_missing_key_file(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="nelze přečíst"):
        service_account_email(tmp_path / "google.json")


def test_neither_token_nor_key_is_logged(
    fake: GoogleFake, google: GoogleSheets, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.fail(401, on="files.get")
    fake.fail(403, reason="accessNotConfigured", on="spreadsheets.get")
    google.modified(ID)
    with pytest.raises(Unavailable) as caught:
        google.read(ID)
    told = caplog.text + repr(caught.getrepr()) + repr(google.__dict__)
    assert fake.tokens
    assert "ya29" not in told
    assert "PRIVATE KEY" not in told
    assert "eyJ" not in told


@pytest.mark.parametrize(
    "pasted",
    [
        ID,
        f"  {ID}\n",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=0#gid=0",
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"docs.google.com/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/htmlview",
        f"https://docs.google.com/a/brazdov.example/spreadsheets/d/{ID}/edit",
        f"https://drive.google.com/file/d/{ID}/view?usp=sharing",
        f"https://drive.google.com/open?id={ID}&usp=drive_fs",
    ],
)
def test_an_address_from_the_browser_is_enough(pasted: str) -> None:
    assert spreadsheet_id(pasted) == ID


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "List1",
        "https://[",
        f"https://docs.google.com/document/d/{ID}/edit",
        f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml",
        f"https://docs.google.com.jinde.example/spreadsheets/d/{ID}/edit",
        f"https://jinde.example/?u=https://docs.google.com/spreadsheets/d/{ID}/edit",
        f"https://drive.google.com/drive/folders/{ID}",
        f"{ID}/../files",
    ],
)
def test_anything_else_is_refused_beside_its_field(pasted: str) -> None:
    with pytest.raises(BadInput, match="začíná https") as caught:
        spreadsheet_id(pasted)
    assert caught.value.field == "location"
