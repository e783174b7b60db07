"""The screens of price lists and the calculator, each drawn and used."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.tariffs import actions, queries
from lib.tariffs.templates import template
from lib.ui import tariffs_tables
from tests.pages.conftest import press
from tests.pages.tariffs.conftest import Lists

Page = Callable[..., AppTest]


def field(app: AppTest, kind: str, label: str) -> Any:
    return next(one for one in getattr(app, kind) if one.label == label)


def said(app: AppTest) -> str:
    """Everything that the page says in plain texts."""
    texts = [*app.markdown, *app.caption, *app.error, *app.metric]
    return " ".join(str(one.value) for one in texts).replace("\u00a0", " ")


def standing(lists: Lists, price_list_id: int) -> str:
    with store.read() as db:
        found = queries.price_lists(db, by=lists.by)
    return str(found.filter(id=price_list_id)["standing"][0])


def test_the_list_says_what_holds_today(page: Page, lists: Lists) -> None:
    app = page("price_lists", "reader")
    assert app.caption[0].value.startswith("Dnes platí Ceník inzerce Brázdovských novin 2026.")
    assert "Nový ceník" not in [button.label for button in app.button]
    assert "Nový ceník" in [button.label for button in page("price_lists").button]


def test_an_office_without_a_list_is_led_to_a_new_one(page: Page) -> None:
    assert "veřejného ceníku" in said(page("price_lists"))
    assert "Dnes neplatí žádný ceník" in said(page("calculator"))


def test_a_list_in_force_is_read_and_not_written(page: Page, lists: Lists) -> None:
    app = page("price_list", id=lists.now)
    labels = [button.label for button in app.button]
    assert "Uvést v platnost" not in labels
    assert "Ukončit k tomuto dni" in labels
    assert not app.segmented_control
    assert "Ukončit k tomuto dni" not in [button.label for button in page("price_list", "reader", id=lists.now).button]


def test_the_end_of_a_list_is_set_and_refused_in_the_past(page: Page, lists: Lists) -> None:
    app = page("price_list", id=lists.now)
    field(app, "date_input", "Poslední den platnosti").set_value(dt.date(2026, 11, 1))
    assert "v minulosti" in said(press(app, "Ukončit k tomuto dni"))
    field(app, "date_input", "Poslední den platnosti").set_value(dt.date(2026, 12, 31))
    press(app, "Ukončit k tomuto dni")
    with store.read() as db:
        assert queries.price_list(db, lists.now, by=lists.by).valid_to == dt.date(2026, 12, 31)


@pytest.mark.parametrize("part", ["prehled", "hlavicka", *tariffs_tables.TABLES, "pravidla"])
def test_every_part_of_a_draft_is_drawn(page: Page, lists: Lists, part: str) -> None:
    assert page("price_list", id=lists.draft, cast=part).title[0].value == "Ceník inzerce Brázdovských novin 2027"


def test_a_draft_gets_its_resolution_and_takes_the_place_of_the_old_list(
    page: Page, lists: Lists, without_asking: None
) -> None:
    app = press(page("price_list", id=lists.draft), "Uvést v platnost")
    assert "„Ceník inzerce Brázdovských novin 2026“ skončí 31. 12. 2026." in said(app)
    assert "Napište usnesení" in said(app)
    assert standing(lists, lists.draft) == "draft"
    app = page("price_list", id=lists.draft, cast="hlavicka")
    field(app, "text_input", "Usnesení rady").set_value("RM 700/2026")
    press(app, "Uložit hlavičku")
    press(page("price_list", id=lists.draft), "Uvést v platnost")
    assert standing(lists, lists.draft) == "ahead"
    with store.read() as db:
        assert queries.price_list(db, lists.now, by=lists.by).valid_to == dt.date(2026, 12, 31)
    press(page("price_list", id=lists.draft), "Stáhnout ceník")
    assert standing(lists, lists.draft) == "withdrawn"


def test_a_draft_is_thrown_away(page: Page, lists: Lists, without_asking: None) -> None:
    press(page("price_list", id=lists.draft), "Zahodit návrh")
    with store.read() as db:
        assert lists.draft not in queries.price_lists(db, by=lists.by)["id"].to_list()


def test_rules_of_a_draft_are_saved(page: Page, lists: Lists) -> None:
    app = page("price_list", id=lists.draft, cast="pravidla")
    field(app, "checkbox", "Mezery se počítají jako znaky").uncheck()
    field(app, "selectbox", "Ceny se zaokrouhlují na").set_value("1000")
    press(app, "Uložit pravidla")
    with store.read() as db:
        content = queries.price_list(db, lists.draft, by=lists.by).content
    assert (content.spaces, content.rounding.to) == (False, 1000)
    assert len(content.items) == 7


def test_a_table_of_a_draft_is_saved_as_it_is(page: Page, lists: Lists) -> None:
    with store.read() as db:
        before = queries.price_list(db, lists.draft, by=lists.by).content
    for part in tariffs_tables.TABLES:
        press(page("price_list", id=lists.draft, cast=part), "Uložit tabulku")
    with store.read() as db:
        after = queries.price_list(db, lists.draft, by=lists.by).content
    assert [item.price for item in after.items] == [item.price for item in before.items]
    assert after.discounts[0].tiers == before.discounts[0].tiers


def test_a_new_list_begins_with_a_public_one(page: Page, lists: Lists) -> None:
    app = page("new", podle=lists.now)
    assert field(app, "selectbox", "Vyjít z").value == str(lists.now)
    field(app, "selectbox", "Vyjít z").set_value("holesov").run()
    assert "holesov.cz" in said(app)
    field(app, "text_input", "Název ceníku").set_value("Ceník podle Holešova")
    press(app, "Založit návrh ceníku")
    with store.read() as db:
        found = queries.price_lists(db, by=lists.by).filter(name="Ceník podle Holešova")
        made = queries.price_list(db, found["id"][0], by=lists.by)
    assert made.content == template("holesov").content
    assert made.state == "draft"


def test_the_calculator_explains_a_size(page: Page, lists: Lists) -> None:
    app = page("calculator", "reader")
    field(app, "selectbox", "Co si objednává").set_value("1/4").run()
    field(app, "number_input", "V kolika číslech").set_value(3).run()
    text = said(app)
    assert "8 820,90 Kč" in text, text
    assert "Sleva „nejméně 3 čísla po sobě“, 10 %: odečte se 810 Kč." in text
    field(app, "number_input", "Kolik čísel vyšlo").set_value(2).run()
    assert "doúčtuje se 540 Kč" in said(app)


def test_the_calculator_counts_a_text_and_waits_for_it(page: Page, lists: Lists) -> None:
    app = page("calculator")
    field(app, "segmented_control", "Kdo inzeruje").set_value("person").run()
    field(app, "selectbox", "Co si objednává").set_value("RS").run()
    assert "Napište text inzerátu" in said(app)
    assert not app.error
    field(app, "text_area", "Text inzerátu").set_value("x" * 91).run()
    assert "72 Kč" in said(app)


def test_the_calculator_says_what_the_table_does_not_have(page: Page, lists: Lists) -> None:
    app = page("calculator")
    field(app, "selectbox", "Co si objednává").set_value("SK").run()
    field(app, "number_input", "Osoby").set_value(3).run()
    assert "nemá cenu pro 3 + 0" in said(app)


def test_the_calculator_tries_every_public_list(page: Page, lists: Lists) -> None:
    with store.write() as db:
        content = actions.content_of(db, "roudnice", by=lists.by)
        empty = actions.add(db, "Bez cen", dt.date(2028, 1, 1), content, by=lists.by)
        full = actions.add(db, "Holešov", dt.date(2028, 1, 1), template("holesov").content, by=lists.by)
    assert "nic nenabízí" in said(page("calculator", id=empty))
    app = page("calculator", id=full)
    field(app, "number_input", "Šířka, mm").set_value(50).run()
    field(app, "number_input", "Výška, mm").set_value(75).run()
    assert "980 Kč" in said(app)
