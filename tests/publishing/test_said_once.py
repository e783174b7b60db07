"""What is said once is used everywhere: the common text of a draft, the names of photographs, channels and states."""

import datetime as dt
from collections.abc import Callable

import polars as pl

from lib import store
from lib.access import SYSTEM, User
from lib.flows import publishing_sending, publishing_targets, wordings
from lib.publishing import Content, Story, actions, checks, queries
from lib.publishing.checks import pictures
from lib.publishing.checks.context import Context, PhotoUse
from lib.publishing.parcels import LONG, wording
from lib.ui import (
    board_cards,
    story_checks,
    story_editor,
    story_pictures,
    story_schedule,
    story_sending,
    story_versions,
)
from tests.publishing.sample import keep, like, photograph

NOW = dt.datetime(2026, 11, 23, 8)


def test_the_draft_of_an_event_says_it_once_for_the_web_the_newsletter_and_the_media(office: object) -> None:
    keep(like())
    with store.write() as db:
        first = actions.draft(db, queries.event_of(db, 1, by=SYSTEM), by=SYSTEM)
        story = queries.story(db, actions.save(db, None, first, event_id=1, by=SYSTEM), by=SYSTEM)
    assert "Zveme vás" in first.body
    assert not first.texts["web"]
    assert {wording(story, name) for name in LONG} == {first.body}


def test_a_photograph_is_told_by_its_place_and_what_it_shows() -> None:
    first, second = (PhotoUse(number, alt, "") for number, alt in ((41, "Strom na náměstí."), (7, "IMG_1.jpg")))
    said = [str(check) for check in pictures.photos(Context(photos=(first, second)))]
    assert "1 (Strom na náměstí)" in said[0]
    assert " 2 " in said[1]
    assert not any("41" in one or " 7 " in one for one in said)


def test_what_a_person_hands_over_is_not_said_to_wait_for_its_time(
    approved: Callable[..., Story], channels: None, people: dict[str, User]
) -> None:
    now = approved()
    with store.write() as db:
        publishing_sending.schedule(db, now.id, "munipolis", NOW, by=people["spokesperson"])
        db.conn.execute("update outbox set state = 'handover'")
    with store.read() as db:
        assert queries.stage_of(db, now.id, by=SYSTEM) == "handover"
        row = queries.board(db, NOW.date(), NOW.date(), by=SYSTEM).row(0, named=True)
    assert board_cards._state(row, False) == ("k předání", "due", board_cards.SIGNS["due"])


def test_a_channel_that_is_off_is_known_before_anybody_chooses_it(channels: None) -> None:
    with store.write() as db:
        db.conn.execute("update channel set switched_on = code <> 'munipolis'")
        assert publishing_targets.switched_off(db, by=SYSTEM) == {"munipolis": "MUNIPOLIS"}


def test_what_waits_stands_by_time_the_nearest_first_and_what_is_out_the_newest_first() -> None:
    rows = [("queued", 3), ("published", 1), ("queued", 2), ("published", 4), ("missed", 5)]
    posts = pl.DataFrame([{"state": state, "publish_at": f"2026-12-0{day}"} for state, day in rows])
    seen = [(row["state"], int(row["publish_at"][-1])) for row in story_sending._ordered(posts).iter_rows(named=True)]
    assert seen == [("missed", 5), ("queued", 2), ("queued", 3), ("published", 4), ("published", 1)]


def test_who_hands_over_reads_how_much_stands_in_the_way() -> None:
    found = pictures.photos(Context(photos=(PhotoUse(1, "", ""),)))
    assert "2 věci" in story_checks.to_mend({"": tuple(found)})
    assert story_checks.to_mend({"web": ()}) == ""


def test_photographs_are_searched_by_what_they_show_and_who_took_them() -> None:
    photos = pl.DataFrame(
        {"alt": ["Vánoční strom na náměstí", None], "credit": ["Petra Dlouhá"] * 2, "original_name": ["a.jpg", "b.jpg"]}
    )
    assert story_pictures.matching(photos, "strom namesti") == [True, False]
    assert story_pictures.matching(photos, "dlouha B.JPG") == [False, True]
    assert story_pictures.matching(photos, "") == [True, True]


def test_nothing_but_the_towns_feed_is_chosen_before_anybody_chooses() -> None:
    assert story_schedule.first({"feed": "RSS města", "munipolis": "MUNIPOLIS"}) == ["feed"]
    assert story_schedule.first({"munipolis": "MUNIPOLIS", "facebook": "Facebook"}) == []


def test_versions_say_what_photographs_show(office: object) -> None:
    shown = (("DSC1.jpg", "Stánky"), ("DSC2.jpg", "Stánky"), ("DSC3.jpg", ""), ("DSC4.jpg", "Kašna"))
    with store.write() as db:
        for name, alt in shown:
            photograph(db, name, alt=alt, by=SYSTEM)
    before, after = (Content("Trh", photos=photos) for photos in ({1: "", 4: ""}, {2: "", 3: "", 4: "Voda", 5: ""}))
    shows = story_versions._shows((before, after), SYSTEM)
    assert list(story_versions.differences(before, after, shows)) == [
        ("photos", "Stánky (DSC1.jpg)\nKašna", "Stánky (DSC2.jpg)\nDSC3.jpg\nKašna: Voda\nodstraněná fotografie")
    ]


def test_channels_whose_text_has_a_fault_are_named_above_their_tabs(office: object) -> None:
    with store.read() as db:
        known = wordings.wordings(db, by=SYSTEM)
    (sms,) = [one.name for one in known if one.code == "sms"]
    wrong = Content("Trh", body="Trh.", texts={"sms": "Trh 31. 9. 2026", "facebook": "Trh - zítra."})
    assert story_editor._faulty(wrong, known, checks.found(wrong, Context())) == [sms]
    assert story_editor._faulty(Content(""), known, checks.found(Content(""), Context())) == []
