"""The pages of ads: what they say, what an editor may do on them, what a reader may not."""

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.ads import queries
from lib.i18n import t
from tests.ads.orders import add

Open = Callable[..., AppTest]
ADS = (
    {"issue": "11/2025"},
    {"issue": "11/2026", "price_without_vat": 318600, "paid_on": dt.date(2026, 11, 20)},
    {"issue": "12/2026"},
    {"advertiser": "Kino", "issue": "5/2025", "note": "upomínka odeslána"},
)


def _words(app: AppTest) -> str:
    parts = [
        element.value
        for kind in ("title", "header", "subheader", "caption", "markdown", "text")
        for element in app.get(kind)
    ]
    return " ".join(str(part) for part in parts).replace("\u00a0", " ")


def test_revenue_says_how_the_year_and_its_latest_month_stand(open_page: Open) -> None:
    add(*ADS)
    app = open_page("revenue")
    assert not app.exception
    words = _words(app)
    assert "Příjmy z inzerce 2026" in words
    assert "3 186 Kč bez DPH" in words
    assert "Za listopad vynesla inzerce o 18 % víc než před rokem" in words
    assert "loni" not in words  # an older year may be on the screen


def test_the_year_stands_in_the_address(open_page: Open) -> None:
    add(*ADS)
    app = open_page("revenue", rok="2025")
    assert not app.exception
    assert "Příjmy z inzerce 2025" in _words(app)
    assert "5 400 Kč bez DPH" in _words(app)


@pytest.mark.parametrize("year", ["1999", "abc", ""])
def test_a_year_without_ads_gives_way_to_the_latest(open_page: Open, year: str) -> None:
    add(*ADS)
    assert "Příjmy z inzerce 2026" in _words(open_page("revenue", rok=year))


@pytest.mark.parametrize("view", range(7))
def test_every_view_of_the_revenue_is_drawn(open_page: Open, view: int) -> None:
    add(*ADS)
    app = open_page("revenue")
    label = app.tabs[view].label
    app = open_page("revenue", pohled=label)
    assert not app.exception


def test_the_unpaid_are_told_by_how_late_they_are(open_page: Open) -> None:
    add(*ADS)
    app = open_page("revenue", pohled="Neuhrazené")
    assert [metric.label for metric in app.metric] == [
        "do 30\u00a0dnů",
        "31–60\u00a0dnů",
        "61–90\u00a0dnů",
        "nad 90\u00a0dnů",
    ]
    assert app.metric[3].value.replace("\u00a0", " ") == "9 801 Kč"


@pytest.mark.parametrize("page", ["revenue", "ads"])
def test_an_office_without_ads_is_told_where_they_come_from(open_page: Open, page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert "Přicházejí ze sdílené tabulky" in _words(app)


def test_the_list_counts_what_is_overdue(open_page: Open) -> None:
    add(*ADS)
    app = open_page("ads")
    assert not app.exception
    assert "Po splatnosti 3 inzeráty, 9 801 Kč s DPH" in _words(app)
    assert not [button for button in app.button if button.key == "ads.edit"]
    assert [button for button in open_page("ads", "editor").button if button.key == "ads.edit"]


def test_a_card_shows_the_ad_and_its_way_out(open_page: Open) -> None:
    (ad_id, *_) = add(*ADS)
    app = open_page("ad", id=str(ad_id))
    assert not app.exception
    words = _words(app)
    assert "Truhlářství Javorek" in words
    assert "213 dnů po splatnosti" in words
    assert app.get("link_button")[0].proto.url.startswith("mailto:")
    assert not app.get("text_area")


def test_an_editor_records_a_payment_and_takes_it_back(open_page: Open) -> None:
    (ad_id, *_) = add(*ADS)
    app = open_page("ad", "editor", id=str(ad_id))
    app.get("date_input")[0].set_value(dt.date(2026, 11, 20))
    _press(app, "Zapsat úhradu")
    assert _paid_on(ad_id) == dt.date(2026, 11, 20)
    app = open_page("ad", "editor", id=str(ad_id))
    assert "uhrazeno" in _words(app)
    _press(app, "Zrušit zápis úhrady")
    assert _paid_on(ad_id) is None


def test_a_payment_to_come_is_refused_and_stays_typed(open_page: Open) -> None:
    (ad_id, *_) = add(*ADS)
    app = open_page("ad", "editor", id=str(ad_id))
    app.get("date_input")[0].set_value(dt.date(2026, 12, 24))
    _press(app, "Zapsat úhradu")
    assert "Den úhrady ještě nenastal" in app.error[0].value
    assert app.get("date_input")[0].value == dt.date(2026, 12, 24)
    assert _paid_on(ad_id) is None


def test_an_editor_keeps_a_note(open_page: Open) -> None:
    (ad_id, *_) = add(*ADS)
    app = open_page("ad", "editor", id=str(ad_id))
    app.text_area[0].set_value("STORNO po dohodě")
    _press(app, t("Save the note"))
    with store.read() as db:
        assert queries.ad(db, ad_id, by=SYSTEM).cancelled


def test_an_ad_that_is_gone_is_told(open_page: Open, caplog: pytest.LogCaptureFixture) -> None:
    assert open_page("ad", id="77").exception  # the frame, which is not here, makes a sentence of it
    assert "NotFound: Tento inzerát neexistuje" in caplog.text


def _press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception, app.exception


def _paid_on(ad_id: int) -> dt.date | None:
    with store.read() as db:
        return queries.ad(db, ad_id, by=SYSTEM).paid_on
