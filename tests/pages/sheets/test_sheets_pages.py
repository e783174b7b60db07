"""The pages of shared spreadsheets: the list, one source with its dry run and undo, the wizard."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import jobs, store
from lib.access import SYSTEM, User
from lib.events import actions, queries
from lib.events.entry import Entry
from lib.flows import caldav_links as links
from lib.flows import sheet_jobs, work
from lib.flows.caldav_links import Link
from lib.i18n import t
from lib.sheets import runs, sources
from tests.pages.conftest import press, words
from tests.sheets import neutral
from tests.sheets.neutral import HEADER, ROWS, put, simple

Open = Callable[..., AppTest]


def field(app: AppTest, kind: str, label: str) -> object:
    return next(one for one in app.get(kind) if one.label.removesuffix(" *") == label)


def changed(row: Sequence[object], **values: object) -> list[object]:
    return [values.get(heading, cell) for heading, cell in zip(HEADER, row, strict=True)]


def last_run(source: int) -> runs.Run:
    with store.read() as db:
        number = runs.last(db, source)
        assert number is not None
        return runs.load(db, number)


def test_an_office_without_sources_is_led_to_the_first(open_page: Open) -> None:
    app = open_page("sources")
    assert "žádná sdílená tabulka" in words(app)
    assert [button.label for button in app.button].count("Přidat tabulku") == 1


def test_a_reader_sees_sources_and_no_buttons(open_page: Open, source: int) -> None:
    app = open_page("sources", "reader")
    assert "1 tabulka" in words(app)
    assert "Balíky" in words(app)
    labels = {button.label for button in app.button}
    assert not labels & {"Přidat tabulku", "Načíst vše"}


def test_the_list_says_what_cannot_be_read_and_what_is_to_be_mended(
    open_page: Open, source: int, parcels: Path
) -> None:
    put(parcels, simple(changed(ROWS[0], Cena="nevím")))
    sync()
    assert "1 problém k nápravě" in words(open_page("sources"))
    put(parcels, b"not a workbook")
    sync()
    assert "1 tabulku nelze načíst" in words(open_page("sources"))


def sync() -> None:
    with store.write() as db:
        sheet_jobs.ask(db, by=SYSTEM_HEAD)
    assert work.run_one_job()


SYSTEM_HEAD = User("head", "Karel Hora", ("head",))


def test_everything_is_synchronised_by_the_worker_and_the_result_waits(open_page: Open, source: int) -> None:
    app = press(open_page("sources"), "Načíst vše")
    assert "Čeká, až se dostane na řadu" in progress_texts(app)
    assert "Služba na pozadí neběží" in words(app)
    work.beat()
    assert work.run_one_job()
    shown = words(open_page("sources"))
    assert "Beze změny: 1." in shown
    assert "služba na pozadí běží" in shown


def progress_texts(app: AppTest) -> str:
    return " ".join(element.proto.text for element in app.get("progress"))


def test_a_second_press_asks_for_no_second_job(open_page: Open, source: int) -> None:
    press(open_page("sources"), "Načíst vše")
    press(open_page("sources"), "Načíst vše")
    with store.read() as db:
        assert len(jobs.latest(db, sheet_jobs.KIND)) == 1


def test_a_source_says_its_state_and_its_problems(open_page: Open, source: int, parcels: Path) -> None:
    assert "3 řádky, vše se načetlo" in words(open_page("source", id=str(source)))
    put(parcels, simple(changed(ROWS[0], Cena="nevím"), *ROWS[1:]))
    sync()
    shown = words(open_page("source", "reader", id=str(source)))
    assert "1 problém" in shown
    assert "nevím" in shown


@pytest.mark.parametrize("view", range(5))
@pytest.mark.parametrize("role", ["reader", "storekeeper", "head"])
def test_every_view_of_a_source_is_drawn(open_page: Open, source: int, role: str, view: int) -> None:
    app = open_page("source", role, id=str(source))
    words(open_page("source", role, id=str(source), pohled=app.tabs[view].label))


def test_a_dry_run_shows_before_and_after_and_apply_writes(open_page: Open, source: int, parcels: Path) -> None:
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:], ("A4", "Tašky", *[None] * 7)))
    app = press(open_page("source", id=str(source), pohled=t("Import now")), "Načíst a porovnat")
    assert [metric.value for metric in app.metric] == ["1", "1", "2", "0", "0", "0"]
    assert '"12"' in words(app)
    assert '"15"' in words(app)
    assert neutral.parcels().height == 3, "a dry run writes nothing"
    app = press(app, "Zapsat do Kanceláře")
    assert neutral.parcels()["pieces"].to_list()[0] == 15
    assert neutral.parcels().height == 4


def test_a_clash_is_decided_for_each_record(open_page: Open, source: int, parcels: Path) -> None:
    with store.write() as db:
        db.conn.execute("update parcel set pieces = 99 where id = 1")
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    app = press(open_page("source", id=str(source), pohled=t("Import now")), "Načíst a porovnat")
    assert "tabulka 15, Kancelář 99" in words(app)
    app.get("button_group")[-1].set_value("office")
    press(app.run(), "Zapsat do Kanceláře")
    assert neutral.parcels()["pieces"][0] == 99


def test_a_difference_that_is_out_of_date_is_refused_and_can_be_made_again(
    open_page: Open, source: int, parcels: Path
) -> None:
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    app = press(open_page("source", id=str(source), pohled=t("Import now")), "Načíst a porovnat")
    with store.write() as db:
        db.conn.execute("update parcel set pieces = 99 where id = 1")
    app = press(app, "Zapsat do Kanceláře")
    assert app.error
    assert neutral.parcels()["pieces"][0] == 99
    press(press(app, "Porovnat znovu"), "Zapsat do Kanceláře")
    assert last_run(source).conflicts == 1


def test_a_broken_file_is_a_sentence(open_page: Open, source: int, parcels: Path) -> None:
    put(parcels, b"not a workbook")
    app = press(open_page("source", id=str(source), pohled=t("Import now")), "Načíst a porovnat")
    assert len(app.error) == 1
    words(app)


def test_an_upload_is_compared_at_once(open_page: Open, people: dict[str, User]) -> None:
    with store.write() as db:
        number = sources.add(db, "Nahrané", "parcels", "upload", "", by=people["head"])
    app = open_page("source", id=str(number), pohled=t("Import now"))
    app.file_uploader[0].set_value(("baliky.xlsx", simple(), "application/octet-stream"))
    app.run()
    assert app.metric[0].value == "3"
    press(app, "Zapsat do Kanceláře")
    assert neutral.parcels().height == 3


@pytest.mark.usefixtures("without_asking")
def test_an_import_is_taken_back_as_a_whole(open_page: Open, source: int) -> None:
    app = open_page("source", id=str(source), pohled=t("Imports"))
    assert "Z Kanceláře zmizí 3 přidané záznamy" in words(app)
    press(app, "Vrátit celý import")
    assert neutral.parcels().height == 0
    assert last_run(source).state == "undone"


def test_columns_are_mapped_anew(open_page: Open, source: int) -> None:
    app = press(open_page("source", id=str(source), pohled=t("Columns")), "Změnit sloupce")
    field(app, "selectbox", "Parcel: note").select_index(0)  # type: ignore[attr-defined]
    press(app.run(), "Uložit sloupce")
    with store.read() as db:
        assert sources.load(db, source).mapping["note"] is None


def test_settings_are_saved_and_refused_beside_the_field(open_page: Open, source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        sources.add(db, "Jiné", "parcels", "upload", "", by=people["head"])
    app = open_page("source", id=str(source), pohled=t("Settings"))
    app.text_input[0].set_value("Jiné")
    app = press(app, "Uložit")
    assert "Jiné" in app.error[0].value
    assert app.text_input[0].value == "Jiné"
    app.text_input[0].set_value("Zásilky")
    press(app, "Uložit")
    with store.read() as db:
        assert sources.load(db, source).name == "Zásilky"


@pytest.mark.usefixtures("without_asking")
def test_a_source_is_put_aside_and_taken_up_again(open_page: Open, source: int) -> None:
    press(open_page("source", id=str(source), pohled=t("Settings")), "Přestat načítat")
    with store.read() as db:
        assert not sources.load(db, source).active
    press(open_page("source", id=str(source), pohled=t("Settings")), "Načítat znovu")
    with store.read() as db:
        assert sources.load(db, source).active


def begin(app: AppTest, file: str) -> AppTest:
    field(app, "selectbox", "Co to je").set_value("parcels")  # type: ignore[attr-defined]
    field(app, "selectbox", t("File in the shared folder")).set_value(file)  # type: ignore[attr-defined]
    return press(app, "Pokračovat")


def test_the_wizard_leads_from_a_file_to_its_first_import(
    open_page: Open, parcels: Path, gone: list[tuple[str, dict[str, str]]]
) -> None:
    put(parcels, simple())
    app = begin(open_page("add"), "baliky.xlsx")
    assert "Krok 2 ze 3" in words(app)
    assert field(app, "selectbox", "Parcel: price").value == "Cena"  # type: ignore[attr-defined]
    app = press(app, "Vyzkoušet")
    assert app.metric[0].value == "3"
    assert neutral.parcels().height == 0
    press(app, "Přidat a načíst")
    assert gone == [("source.py", {"id": "1"})]
    assert neutral.parcels().height == 3
    with store.read() as db:
        added = sources.load(db, 1)
    assert (added.name, added.storage, added.watch) == ("Baliky", "file", True)
    assert json.dumps(added.mapping, ensure_ascii=False).count("Číslo") == 1


def test_going_back_keeps_what_was_chosen(open_page: Open, parcels: Path) -> None:
    put(parcels, simple())
    app = press(begin(open_page("add"), "baliky.xlsx"), "Zpět")
    assert field(app, "selectbox", "Co to je").value == "parcels"  # type: ignore[attr-defined]
    assert field(app, "selectbox", t("File in the shared folder")).value == "baliky.xlsx"  # type: ignore[attr-defined]
    app = press(app, "Pokračovat")
    field(app, "selectbox", "Parcel: note").select_index(0)  # type: ignore[attr-defined]
    app = press(press(app, "Vyzkoušet"), "Zpět")
    assert field(app, "selectbox", "Parcel: note").value == ""  # type: ignore[attr-defined]


def test_an_upload_survives_the_steps(open_page: Open, gone: list[tuple[str, dict[str, str]]]) -> None:
    app = open_page("add")
    field(app, "selectbox", "Co to je").set_value("parcels")  # type: ignore[attr-defined]
    app.get("button_group")[0].set_value("upload")
    app.run()
    app.file_uploader[0].set_value(("baliky.xlsx", simple(), "application/octet-stream"))
    app = press(press(app.run(), "Pokračovat"), "Zpět")
    assert "Nahráno: baliky.xlsx" in words(app)
    press(press(press(app, "Pokračovat"), "Vyzkoušet"), "Přidat a načíst")
    assert neutral.parcels().height == 3


@pytest.mark.parametrize("missing", ["kind", "file"])
def test_the_wizard_asks_for_what_is_missing(open_page: Open, parcels: Path, missing: str) -> None:
    put(parcels, simple())
    app = open_page("add")
    if missing == "file":
        field(app, "selectbox", "Co to je").set_value("parcels")  # type: ignore[attr-defined]
    app = press(app, "Pokračovat")
    assert len(app.error) == 1
    assert "Krok 1 ze 3" in words(app)


def test_a_required_field_needs_a_column(open_page: Open, parcels: Path) -> None:
    put(parcels, simple())
    app = begin(open_page("add"), "baliky.xlsx")
    field(app, "selectbox", "Parcel: number").select_index(0)  # type: ignore[attr-defined]
    app = press(app, "Vyzkoušet")
    assert len(app.error) == 1
    assert "Krok 2 ze 3" in words(app)


def test_a_wrong_google_address_is_told_beside_the_field_and_stays(open_page: Open) -> None:
    app = open_page("add")
    field(app, "selectbox", "Co to je").set_value("parcels")  # type: ignore[attr-defined]
    app.get("button_group")[0].set_value("google")
    app.run()
    app.text_input[0].set_value("https://example.com/x")
    app = press(app, "Pokračovat")
    assert "docs.google.com" in app.error[0].value
    assert app.text_input[0].value == "https://example.com/x"


def test_a_taken_name_is_refused_and_the_dry_run_stays(open_page: Open, source: int, parcels: Path) -> None:
    app = press(begin(open_page("add"), "baliky.xlsx"), "Vyzkoušet")
    app.text_input[0].set_value("Balíky")
    app = press(app, "Přidat a načíst")
    assert "Balíky" in app.error[0].value
    assert app.metric
    with store.read() as db:
        assert len(sources.listing(db, by=SYSTEM)) == 1


def test_a_reader_may_not_add(open_page: Open, caplog: pytest.LogCaptureFixture) -> None:
    assert open_page("add", "reader").exception  # the frame, which is not here, makes a sentence of it
    assert "NotAllowed" in caplog.text


def test_what_differs_from_the_shared_calendar_is_decided_beside_the_sources(open_page: Open, parcels: Path) -> None:
    with store.write() as db:
        number = actions.add(db, Entry("Trh zde", dt.date(2026, 12, 1)), state="confirmed", by=SYSTEM)
        theirs = "\r\n".join(
            ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", "SUMMARY:Trh tam", "DTSTART;VALUE=DATE:20261201", "END:VEVENT",
             "END:VCALENDAR", ""]
        )  # fmt: skip
        links.keep(db, Link(f"event:{number}", "a", "/a.ics", "1", "0", "changed", theirs))
        links.ran(db, None)
    assert "Sdílený kalendář" not in [one.value for one in open_page("sources", role="head").subheader]
    (parcels / "shared-calendar.json").write_text("{}")
    app = open_page("sources", role="head")
    assert not app.exception
    assert "Název: sdílený kalendář uvádí Trh tam, my Trh zde." in [one.value for one in app.text]
    app.button(key=f"shared.event:{number}.theirs").click().run()
    assert not app.exception
    with store.read() as db:
        assert queries.event(db, number, by=SYSTEM).title == "Trh tam"
