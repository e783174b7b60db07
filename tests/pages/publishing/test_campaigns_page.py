"""Campaigns on the screen: their steps in words, new, changed, copied, removed, two who change the same one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.errors import BadInput, NotFound, Refused
from lib.flows import publishing_campaigns
from lib.publishing import actions, moments, queries
from lib.publishing.moments import Step
from lib.ui import campaigns as look
from tests.pages.publishing.test_publishing_pages import drafted, field, labels, press, words

Open = Callable[..., AppTest]
STEPS = [{"kind": "feed", "days": -2, "at": "16:00"}]


@pytest.fixture(autouse=True)
def gone(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Where the page led: a page alone has no navigation."""
    led: list[dict[str, str]] = []

    def leave(_: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append(dict(query_params or {}))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led


def save(number: int | None, name: str, steps: list[dict[str, Any]] = STEPS) -> int:
    with store.write() as db:
        return actions.save_campaign(db, number, name, steps, by=SYSTEM)


def names() -> list[str]:
    with store.read() as db:
        return queries.campaigns(db, by=SYSTEM)["name"].to_list()


def places() -> dict[str, publishing_campaigns.Place]:
    with store.read() as db:
        return publishing_campaigns.places(db, by=SYSTEM)


def test_campaigns_stand_in_words_with_what_is_not_set_up(open_page: Open) -> None:
    save(None, "Podivná", [{"kind": "vyvolavac", "days": 0, "at": "08:00"}, {"kind": "feed", "days": 2, "at": "09:00"}])
    seen = words(open_page("campaigns"))
    assert "14 dní předem v 9:00 – Rádio, Televize" in seen
    assert "v den akce v 8:00 – vyvolavac" in seen
    assert "2 dny po akci v 9:00 – RSS města" in seen
    assert "není založený nebo je vypnutý: vyvolavac." in seen
    assert "MUNIPOLIS" in seen
    reader = open_page("campaigns", "reader", id="1")
    assert "14 dní předem" in words(reader)
    assert not {"Nová kampaň", "Upravit nebo zkopírovat", "Uložit kampaň"} & set(labels(reader))


def test_without_campaigns_the_page_says_what_they_are_for(open_page: Open, gone: list[dict[str, str]]) -> None:
    with store.write() as db:
        actions.remove_campaign(db, 1, by=SYSTEM)
    app = open_page("campaigns")
    assert "Zatím tu není žádná kampaň" in words(app)
    press(app, "Nová kampaň")
    assert gone == [{"id": "0"}]


def test_a_new_campaign_needs_a_name_and_a_step(open_page: Open) -> None:
    app = press(open_page("campaigns", id="0"), "Uložit kampaň")
    assert [error.value for error in app.error] == ["Dejte kampani jméno."]
    field(app, "Název kampaně").input("Krátká")
    app = press(app, "Uložit kampaň")
    assert [error.value for error in app.error] == ["Kampaň má aspoň jeden krok."]
    assert field(app, "Název kampaně").value == "Krátká"


def test_a_campaign_is_renamed_and_copied(open_page: Open, gone: list[dict[str, str]]) -> None:
    number = save(None, "Krátká")
    app = open_page("campaigns", id=str(number))
    field(app, "Název kampaně").input("Kratší")
    press(app, "Uložit kampaň")
    assert "Kratší" in names()
    press(open_page("campaigns", id=str(number)), "Zkopírovat kampaň")
    assert gone[-1] == {"id": str(number + 1)}
    with store.read() as db:
        copy = queries.campaign(db, number + 1, by=SYSTEM)
    assert (copy.name, copy.steps) == ("Kratší, kopie", (Step("feed", -2, "16:00"),))


def test_who_saves_second_sees_what_the_first_one_saved(open_page: Open) -> None:
    number = save(None, "Krátká")
    app = open_page("campaigns", id=str(number))
    field(app, "Název kampaně").input("Moje")
    save(number, "Krátká", [{"kind": "feed", "days": -5, "at": "10:00"}])
    app = press(app, "Uložit kampaň")
    assert "Nic se neuložilo" in words(app)
    assert "5 dní předem v 10:00" in words(app)
    assert "Krátká" in names()
    app = press(app, "Zahodit moje úpravy a načíst tuto")
    assert field(app, "Název kampaně").value == "Krátká"
    assert not app.warning
    field(app, "Název kampaně").input("Moje")
    press(app, "Uložit kampaň")
    assert "Moje" in names()


def test_a_campaign_that_is_gone_is_not_made_again(office: object) -> None:
    with pytest.raises(NotFound):
        save(77, "Krátká")


def test_only_a_campaign_that_was_not_used_is_removed(open_page: Open) -> None:
    number = save(None, "Krátká")
    app = press(open_page("campaigns", id=str(number)), "Odstranit kampaň")
    assert app.button(key="campaign.remove.yes").label == "Odstranit kampaň", "asks first"
    with store.write() as db:
        actions.remove_campaign(db, number, by=SYSTEM)
    assert names() == ["Pozvánka na akci"]
    story_id = drafted()
    with store.write() as db:
        db.conn.execute("insert into campaign_use values (1, ?, 'system', '2026-11-23T07:00:00Z', null)", (story_id,))
    app = open_page("campaigns", id="1")
    assert "Odstranit kampaň" not in labels(app)
    assert "podle ní 1 příspěvek, proto ji nejde odstranit" in words(app)
    with store.write() as db, pytest.raises(Refused, match="už plánovaly příspěvky"):
        actions.remove_campaign(db, 1, by=SYSTEM)
    press(app, "Odložit kampaň")
    assert (names(), _offered()) == (["Pozvánka na akci"], [])
    assert "odložená, nenabízí se" in words(open_page("campaigns"))
    press(open_page("campaigns", id="1"), "Znovu nabízet kampaň")
    assert _offered() == ["Pozvánka na akci"]


def _offered() -> list[str]:
    with store.read() as db:
        known = queries.campaigns(db, by=SYSTEM)
    return known.filter(~known["put_away"])["name"].to_list()


def test_rows_are_read_as_they_were_shown() -> None:
    steps = [Step("tv", -14, "09:00"), Step("sms", 0, "08:00"), Step("photos", 1, "10:00")]
    shown = look.fields(steps)
    assert moments.checked_steps(look.read(shown)) == steps
    blank = shown.head(1).with_columns(days=0, at=None, kind=None)
    assert look.read(blank.select(shown.columns)) == []
    with pytest.raises(BadInput):
        moments.checked_steps(look.read(shown.with_columns(kind=None)))
    assert look.read(shown)[1]["at"] == dt.time(8)


def test_steps_go_to_what_is_set_up_and_to_what_is_served_by_hand(office: object) -> None:
    assert [code for code, place in places().items() if place.works] == ["feed", "photos"]
    assert {"tv", "radio", "munipolis", "press"} < set(places())
    assert "facebook" not in places()
    with store.write() as db:
        for code in ("facebook", "druhy"):
            db.conn.execute("insert into channel (code, kind, name) values (?, 'facebook', ?)", (code, code))
    assert places()["facebook"].name == "Stránka na Facebooku"
    assert places()["druhy"].name == "druhy"
