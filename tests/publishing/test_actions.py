"""Every step of a post with every way it can end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import audit, clock, files, store
from lib.access import User
from lib.errors import BadInput, Conflict, NotAllowed, OfficeError, Refused
from lib.flows import public_events, publishing_mending
from lib.publishing import Content, Story, actions, queries
from tests.publishing.sample import keep, like

Drafted = Callable[..., int]


def _story(story_id: int, by: User) -> Story:
    with store.read() as db:
        return queries.story(db, story_id, by=by)


def _save(story_id: int | None, content: Content, by: User, **more: object) -> int:
    with store.write() as db:
        return actions.save(db, story_id, content, by=by, **more)  # type: ignore[arg-type]


def _publish(story_id: int, by: User) -> Story:
    with store.write() as db:
        return actions.publish(db, story_id, by=by)


def _out() -> list[str]:
    with store.read() as db:
        return [post.title for post in queries.out(db)]


def test_a_draft_from_an_event_has_all_texts_and_cards(drafted: Drafted, spokesperson: User) -> None:
    story = _story(drafted(), spokesperson)
    assert (story.title, story.state, story.version) == ("Farmářský trh", "draft", 1)
    assert set(story.texts) == {"web", "facebook", "instagram", "sms"}
    assert [card.format for card in story.cards] == ["1080x1080", "1200x630"]
    assert all(files.read(card.file).startswith(b"\x89PNG") and card.alt for card in story.cards)
    assert _out() == []


def test_a_post_without_an_event(office: object, spokesperson: User) -> None:
    content = Content("Nové jízdní řády", "", {"web": "Od neděle jezdí autobusy jinak."})
    story = _story(_save(None, content, spokesperson), spokesperson)
    assert (story.event_id, story.cards, story.content) == (None, (), content)


def test_a_post_needs_a_title(office: object, spokesperson: User) -> None:
    with pytest.raises(BadInput) as wrong:
        _save(None, Content(" "), spokesperson)
    assert wrong.value.field == "title"


def test_saving_keeps_texts_and_draws_the_cards_anew(drafted: Drafted, spokesperson: User) -> None:
    before = _story(drafted(), spokesperson)
    content = Content("Vánoční trh", "Už v sobotu", {"web": "Nový text"}, {"1200x630": "Pozvánka"})
    _save(before.id, content, spokesperson, started_from=before.version)
    after = _story(before.id, spokesperson)
    assert (after.title, after.perex, after.texts["web"], after.version) == (
        "Vánoční trh",
        "Už v sobotu",
        "Nový text",
        2,
    )
    assert after.texts["sms"] == before.texts["sms"]
    assert [card.format for card in after.cards] == ["1200x630"]
    assert after.cards[0].file not in [card.file for card in before.cards]


def test_two_people_at_once(drafted: Drafted, people: dict[str, User]) -> None:
    story_id = drafted()
    mine = _story(story_id, people["editor"])
    _save(story_id, replace(mine.content, title="Její znění"), people["spokesperson"], started_from=mine.version)
    with pytest.raises(Conflict, match="uložil někdo jiný"):
        _save(story_id, replace(mine.content, title="Moje znění"), people["editor"], started_from=mine.version)
    assert _story(story_id, people["editor"]).title == "Její znění"


def test_typography_is_mended_but_not_in_messages() -> None:
    mended = actions.mended(Content('Trh "U kašny"', texts={"web": 'Trh "U kašny"', "sms": 'Trh "U kasny"'}))
    assert (mended.title, mended.texts["web"]) == ("Trh „U\u00a0kašny“", "Trh „U\u00a0kašny“")
    assert mended.texts["sms"] == 'Trh "U kasny"'


def test_cards_follow_an_event_that_moved(drafted: Drafted, spokesperson: User) -> None:
    before = _story(drafted(), spokesperson)
    with store.write() as db:
        db.conn.execute("update event set starts_at = '10:00'")
        assert actions.make_cards(db, before.id, by=spokesperson) == 2
    after = _story(before.id, spokesperson)
    assert {card.file for card in after.cards}.isdisjoint(card.file for card in before.cards)
    assert [card.alt for card in after.cards] == [card.alt for card in before.cards]


def test_publishing_is_at_once_and_once(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    assert (story.state, story.published_at) == ("published", "2026-11-23T07:00:00Z")
    assert _out() == ["Farmářský trh"]
    with pytest.raises(Refused, match="už je zveřejněný"):
        _publish(story.id, spokesperson)


def test_a_faulty_post_does_not_go_out(drafted: Drafted, spokesperson: User) -> None:
    now = _story(drafted(), spokesperson)
    wrong = replace(now.content, texts={"web": "V pátek 28. 11. od 8:00"}, alts={"1200x630": ""})
    _save(now.id, wrong, spokesperson)
    with pytest.raises(Refused) as refused:
        _publish(now.id, spokesperson)
    said = str(refused.value).replace("\u00a0", " ")
    assert "28. 11. 2026 je sobota, ne „pátek“" in said
    assert "V textu je 8:00, akce ale začíná v 9:00" in said
    assert "nemá popis" in said
    assert _out() == []


def test_the_feeds_take_the_neutral_text_where_the_web_has_no_other(office: object, spokesperson: User) -> None:
    content = Content("Nové jízdní řády", "", {"facebook": "Jede se jinak."}, body="Od neděle jezdí autobusy jinak.")
    number = _save(None, content, spokesperson)
    _publish(number, spokesperson)
    with store.read() as db:
        assert [post.text for post in queries.out(db)] == ["Od neděle jezdí autobusy jinak."]
    _save(number, replace(content, body="Autobusy jezdí jinak až od pondělí."), spokesperson, started_from=1)
    with store.write() as db:
        actions.correct(db, number, by=spokesperson)
        assert [post.text for post in queries.out(db)] == ["Autobusy jezdí jinak až od pondělí."]


def test_a_neutral_text_too_long_for_the_web_does_not_go_out(office: object, spokesperson: User) -> None:
    number = _save(None, Content("Zpráva", body="a" * 20_001), spokesperson)
    with pytest.raises(Refused, match="20001"):
        _publish(number, spokesperson)


def test_an_event_cancelled_after_writing_stops_its_post(drafted: Drafted, spokesperson: User) -> None:
    story_id = drafted()
    with store.write() as db:
        db.conn.execute("update event set state = 'cancelled'")
    with pytest.raises(Refused, match="Akce je zrušená"):
        _publish(story_id, spokesperson)


def test_a_change_after_publishing_is_not_out_until_it_is_published(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    with pytest.raises(Refused, match="nic nezměnilo"), store.write() as db:
        actions.correct(db, story.id, by=spokesperson)
    _save(story.id, replace(story.content, title="Farmářský trh i s rybami"), spokesperson)
    assert _out() == ["Farmářský trh"]
    with clock.fixed("2026-11-23T08:20+01:00"), store.write() as db:
        actions.correct(db, story.id, by=spokesperson)
    with store.read() as db:
        (post,) = queries.out(db)
        steps = [row["step"] for row in store.rows(db, "select step from publication order by id")]
    assert (post.title, post.updated_at) == ("Farmářský trh i s rybami", "2026-11-23T07:20:00Z")
    assert post.guid == f"tag:www.brazdov.example,2026:prispevek-{story.id}"
    assert steps == ["published", "corrected"]


def test_a_draft_cannot_be_corrected(drafted: Drafted, spokesperson: User) -> None:
    story_id = drafted()
    with pytest.raises(Refused, match="Opravit lze jen"), store.write() as db:
        actions.correct(db, story_id, by=spokesperson)


def test_a_correction_is_checked_too(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    _save(story.id, replace(story.content, texts={"web": ""}), spokesperson)
    with pytest.raises(Refused, match="Chybí text pro web"), store.write() as db:
        actions.correct(db, story.id, by=spokesperson)
    assert _out() == ["Farmářský trh"]


def test_a_withdrawn_post_is_gone_for_good_and_says_why(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    with pytest.raises(Refused) as refused, store.write() as db:
        publishing_mending.withdraw_everywhere(db, story.id, " ", by=spokesperson)
    assert refused.value.field == "reason"
    with store.write() as db:
        publishing_mending.withdraw_everywhere(db, story.id, "Akce se nekoná.", by=spokesperson)
    assert _out() == []
    after = _story(story.id, spokesperson)
    assert (after.state, after.withdrawn_reason) == ("withdrawn", "Akce se nekoná.")
    for step in (actions.publish, actions.correct, actions.make_cards):
        with pytest.raises(Refused), store.write() as db:
            step(db, story.id, by=spokesperson)
    with pytest.raises(Refused, match="stažený"):
        _save(story.id, after.content, spokesperson)
    with pytest.raises(Refused, match="už je stažený"), store.write() as db:
        publishing_mending.withdraw_everywhere(db, story.id, "znovu", by=spokesperson)


def test_a_copy_is_a_new_draft(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    with store.write() as db:
        copy = actions.duplicate(db, story.id, by=spokesperson)
    again = _story(copy, spokesperson)
    assert (again.state, again.event_id, again.content) == ("draft", story.event_id, story.content)
    assert again.published_at is None


def test_what_went_out_cannot_be_rewritten(drafted: Drafted, spokesperson: User) -> None:
    _publish(drafted(), spokesperson)
    for statement in ("update publication set title = 'jiný'", "delete from publication"):
        with pytest.raises(store.driver.Error, match="append-only"), store.write() as db:
            db.conn.execute(statement)


def test_every_step_is_in_the_record_of_changes(drafted: Drafted, spokesperson: User) -> None:
    story = _publish(drafted(), spokesperson)
    with store.write() as db:
        actions.make_cards(db, story.id, by=spokesperson)
        publishing_mending.withdraw_everywhere(db, story.id, "chyba", by=spokesperson)
        copy = actions.duplicate(db, story.id, by=spokesperson)
        steps = [entry["what"] for entry in queries.history(db, story.id, by=spokesperson)]
        copied = audit.history(db, f"story:{copy}")
        assert audit.verify(db).fault is None
    assert steps == [
        "publishing.withdraw",
        "publishing.cards",
        "publishing.publish",
        "publishing.approve",
        "publishing.save",
    ]
    assert copied[0]["detail"] == {"original": story.id}


def test_who_may_what(drafted: Drafted, people: dict[str, User]) -> None:
    story_id = drafted()
    with pytest.raises(NotAllowed):
        _publish(story_id, people["editor"])
    with pytest.raises(NotAllowed):
        _save(story_id, Content("Trh"), people["reader"])
    assert _story(story_id, people["reader"]).title == "Farmářský trh"


def test_an_event_that_an_undone_import_took_leaves_its_post(drafted: Drafted, spokesperson: User) -> None:
    story_id = drafted()
    with store.write() as db:
        db.conn.execute("delete from event")
    assert _story(story_id, spokesperson).event_id is None


def test_a_refused_step_leaves_nothing_behind(drafted: Drafted, spokesperson: User) -> None:
    before = _story(drafted(), spokesperson)
    with pytest.raises(OfficeError), store.write() as db:
        actions.save(db, before.id, replace(before.content, title="Jiný"), by=spokesperson)
        publishing_mending.withdraw_everywhere(db, before.id, "chyba", by=spokesperson)
    assert _story(before.id, spokesperson) == before


def test_the_public_calendar_has_no_visits_and_no_family_ceremonies(office: object) -> None:
    for changes in ({}, {"kind": "visit"}, {"kind": "ceremony"}, {"kind": "council", "title": "Rada"},
                    {"state": "proposed"}, {"kind": "council", "title": "Zastupitelstvo"}):  # fmt: skip
        keep(like(**changes))
    with store.read() as db:
        found = public_events.since(db, clock.today())
    assert [event.title for event in found] == ["Farmářský trh", "Zastupitelstvo"]


@pytest.mark.parametrize("title", ["\x00\x07", "\x0b", "\ud83d"])
def test_a_title_of_signs_that_nobody_sees_is_none(people: dict[str, User], title: str) -> None:
    by = people["spokesperson"]
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.save(db, None, Content(title, texts={"web": "Text."}), by=by)
    assert refused.value.field == "title"
    with store.write() as db, pytest.raises(BadInput):
        actions.add_idea(db, title, by=by)


def test_half_of_an_emoji_is_left_out(people: dict[str, User]) -> None:
    with store.write() as db:
        story_id = actions.save(db, None, Content("Trh \ud83d", texts={"web": "Pá \ud83d pá"}), by=people["editor"])
        now = queries.story(db, story_id, by=people["editor"])
    assert (now.title, now.texts["web"]) == ("Trh", "Pá  pá")
