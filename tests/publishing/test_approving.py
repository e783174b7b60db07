"""Approval by one or two people: each way it ends, and that it never outlives a change."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lib import audit, clock, store
from lib import settings as values
from lib.access import User
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from lib.flows import publishing_mending
from lib.publishing import Content, Story, actions, queries
from tests.laws import examples
from tests.publishing.sample import do, photograph

Made = Callable[..., Story]
Drafted = Callable[..., int]


def _story(story_id: int, by: User) -> Story:
    with store.read() as db:
        return queries.story(db, story_id, by=by)


def _is_approved(story_id: int, by: User) -> bool:
    with store.read() as db:
        return queries.is_approved(db, story_id, by=by)


@pytest.fixture
def two_needed(people: dict[str, User]) -> None:
    do(values.change, "publishing.approvals", 2, valid_from=dt.date(2026, 1, 1), by=people["head"])


def test_a_post_is_approved_by_a_colleague(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    assert (now.stage, _is_approved(now.id, people["editor"])) == ("review", False)
    assert do(actions.approve, now.id, now.approval_hash, "Pěkné.", by=people["editor"])
    assert _story(now.id, people["editor"]).stage == "approved"
    assert _is_approved(now.id, people["editor"])
    with store.read() as db:
        (verdict,) = queries.approvals(db, now.id, by=people["reader"])
    assert (verdict.by_name, verdict.via, verdict.note) == ("Petra Dlouhá", "office", "Pěkné.")


def test_where_one_is_enough_the_author_may_approve(in_review: Made, spokesperson: User) -> None:
    now = in_review()
    assert do(actions.approve, now.id, now.approval_hash, by=spokesperson)


def test_what_is_not_handed_over_cannot_be_approved(drafted: Drafted, people: dict[str, User]) -> None:
    now = _story(drafted(), people["editor"])
    with pytest.raises(Refused, match="ještě píše"):
        do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    with pytest.raises(Refused, match="není co vracet"):
        do(actions.return_to_writing, now.id, "Chyba", by=people["editor"])


def test_handing_over_twice(in_review: Made, approved: Made, spokesperson: User) -> None:
    for now in (in_review(), approved()):
        with pytest.raises(Refused, match="už je předaný"):
            do(actions.to_review, now.id, by=spokesperson)


def test_approving_what_somebody_else_has_just_changed(in_review: Made, people: dict[str, User]) -> None:
    read = in_review()
    do(actions.save, read.id, replace(read.content, perex="Přijďte."), by=people["spokesperson"])
    with pytest.raises(Conflict, match="změnil"):
        do(actions.approve, read.id, read.approval_hash, by=people["editor"])
    with pytest.raises(Conflict):
        do(actions.approved_on_paper, read.id, read.approval_hash, "Starosta", by=people["editor"])


def test_a_faulty_post_is_not_approved(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    wrong = "V pátek 28. 11. na náměstí Svobody"
    texts = {**now.texts, "facebook": wrong, "sms": wrong}
    do(actions.save, now.id, replace(now.content, texts=texts), by=people["spokesperson"])
    now = _story(now.id, people["editor"])
    with pytest.raises(Refused, match=r"Facebook, SMS: .*je sobota"):
        do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    assert _story(now.id, people["editor"]).stage == "review"


def test_a_post_that_is_not_for_the_web_is_approved_without_its_text(office: object, people: dict[str, User]) -> None:
    story_id = do(actions.save, None, Content("Trh", texts={"sms": "Trh dnes"}), by=people["spokesperson"])
    do(actions.to_review, story_id, by=people["spokesperson"])
    now = _story(story_id, people["editor"])
    assert do(actions.approve, story_id, now.approval_hash, by=people["editor"])
    with pytest.raises(Refused, match="Chybí text pro web"):
        do(actions.publish, story_id, by=people["spokesperson"])


@pytest.mark.usefixtures("two_needed")
def test_two_people_where_two_are_needed(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    assert not do(actions.approve, now.id, now.approval_hash, by=people["spokesperson"])
    with pytest.raises(Refused, match="čeká na dalšího"):
        do(actions.approve, now.id, now.approval_hash, by=people["spokesperson"])
    with pytest.raises(Refused, match="není schválený"):
        do(actions.publish, now.id, by=people["spokesperson"])
    with store.read() as db:
        waits = {
            who: queries.waits_for_approval(db, by=people[who])["id"].to_list() for who in ("spokesperson", "head")
        }
    assert waits == {"spokesperson": [], "head": [now.id]}
    assert do(actions.approve, now.id, now.approval_hash, by=people["head"])
    do(actions.publish, now.id, by=people["spokesperson"])


@pytest.mark.usefixtures("two_needed")
def test_an_author_alone_never_makes_two(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    assert not do(actions.approve, now.id, now.approval_hash, by=people["spokesperson"])
    assert not do(actions.approved_on_paper, now.id, now.approval_hash, "Starosta", by=people["spokesperson"])
    assert do(actions.approved_on_paper, now.id, now.approval_hash, "Místostarosta", by=people["editor"])


@pytest.mark.usefixtures("two_needed")
def test_an_outsider_is_the_second_one(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    token = do(actions.review_link, now.id, "Jan Host", by=people["editor"])
    assert not do(actions.approve, now.id, now.approval_hash, by=people["spokesperson"])
    assert do(actions.verdict_by_link, token, approved=True)


@pytest.mark.usefixtures("two_needed")
def test_an_authors_own_links_are_no_second_person(in_review: Made, people: dict[str, User]) -> None:
    now, author = in_review(), people["spokesperson"]
    for reviewer in ("Vymyšlený Host", "Druhý Host"):
        token = do(actions.review_link, now.id, reviewer, by=author)
        assert not do(actions.verdict_by_link, token, approved=True)
    assert not do(actions.approve, now.id, now.approval_hash, by=author)
    assert not _is_approved(now.id, author)
    with store.read() as db:
        said = queries.approvals(db, now.id, by=author)
        (entry,) = (one for one in audit.history(db, f"story:{now.id}") if one["detail"].get("name") == "Druhý Host"
                    and one["what"] == "publishing.approve")  # fmt: skip
    assert (said[1].link_by_name, entry["detail"]["link_by"]) == (author.name, author.login)
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])


def test_a_return_ends_earlier_approvals(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    with pytest.raises(BadInput) as wrong:
        do(actions.return_to_writing, now.id, " ", by=people["head"])
    assert wrong.value.field == "reason"
    do(actions.return_to_writing, now.id, "Chybí cena.", by=people["head"])
    assert (_story(now.id, people["head"]).stage, _is_approved(now.id, people["head"])) == ("writing", False)
    do(actions.to_review, now.id, by=people["spokesperson"])
    assert not _is_approved(now.id, people["head"])
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])


def test_who_may_approve(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    for action, args in (
        (actions.approve, (now.approval_hash,)),
        (actions.return_to_writing, ("x",)),
        (actions.review_link, ("Jan Host",)),
        (actions.approved_on_paper, (now.approval_hash, "Starosta")),
    ):
        with pytest.raises(NotAllowed):
            do(action, now.id, *args, by=people["secretary"])


def test_a_withdrawn_post_is_not_handed_over(approved: Made, people: dict[str, User]) -> None:
    now = do(actions.publish, approved().id, by=people["spokesperson"])
    do(publishing_mending.withdraw_everywhere, now.id, "Zrušeno.", by=people["spokesperson"])
    for action, args in ((actions.to_review, ()), (actions.approve, (now.approval_hash,)),
                         (actions.return_to_writing, ("x",))):  # fmt: skip
        with pytest.raises(Refused, match="stažený"):
            do(action, now.id, *args, by=people["head"])


CHANGES = (
    lambda now: replace(now.content, title=now.title + "!"),
    lambda now: replace(now.content, perex="Přijďte."),
    lambda now: replace(now.content, body="Dlouhý text."),
    lambda now: replace(now.content, texts={**now.texts, "sms": "Jinak"}),
    lambda now: replace(now.content, alts={**now.content.alts, "1200x630": "Jiný popis"}),
    lambda now: replace(now.content, alts={}),
    lambda now: replace(now.content, price="50 Kč"),
    lambda now: replace(now.content, link="https://www.brazdov.example/trh"),
    lambda now: replace(now.content, author="Jana Tichá"),
    lambda now: replace(now.content, embargo_until="2026-11-25T07:00:00Z"),
)


@settings(max_examples=examples(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.sampled_from(CHANGES), min_size=1, max_size=2, unique=True))
def test_an_approval_never_outlives_an_edit(approved: Made, people: dict[str, User], changes: list[Any]) -> None:
    now = approved()
    for change in changes:
        do(actions.save, now.id, change(_story(now.id, people["editor"])), by=people["editor"])
    after = _story(now.id, people["editor"])
    assert after.approval_hash != now.approval_hash
    assert (after.stage, _is_approved(now.id, people["editor"])) == ("review", False)
    with pytest.raises(Conflict):
        do(actions.approve, now.id, now.approval_hash, by=people["editor"])


def test_a_save_that_changes_nothing_keeps_the_approval(approved: Made, people: dict[str, User]) -> None:
    now = approved()
    do(actions.save, now.id, now.content, by=people["editor"])
    do(actions.checked, now.id, dt.date(2026, 12, 1), dt.date(2026, 12, 31), by=people["editor"])
    assert _is_approved(now.id, people["editor"])


def test_cards_drawn_anew_from_a_moved_event_end_the_approval(approved: Made, people: dict[str, User]) -> None:
    now = approved()
    with store.write() as db:
        db.conn.execute("update event set starts_at = '10:00'")
        actions.make_cards(db, now.id, by=people["editor"])
    assert not _is_approved(now.id, people["editor"])


def test_a_photograph_described_otherwise_ends_the_approval(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    with store.write() as db:
        photo = photograph(db, by=people["editor"])
        actions.save(db, now.id, replace(now.content, photos={photo: ""}), by=people["editor"])
        now = queries.story(db, now.id, by=people["editor"])
        assert actions.approve(db, now.id, now.approval_hash, by=people["editor"])
        assert queries.is_approved(db, now.id, by=people["editor"])
        db.conn.execute("update photo set alt = 'Prázdné náměstí'")
        assert not queries.is_approved(db, now.id, by=people["editor"])


def test_a_link_shows_the_post_and_takes_one_answer(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    token = do(actions.review_link, now.id, " Jan  Host ", "jan@host.example", by=people["editor"])
    with store.read() as db:
        kept = db.conn.execute("select token_hash from review_link").fetchone()[0]
    assert token not in kept
    assert len(token) > 40
    shown = do(actions.open_link, token)
    assert (shown.story, shown.reviewer) == (now, "Jan Host")
    do(actions.open_link, token)
    assert do(actions.verdict_by_link, token, approved=True, note="Souhlasím.")
    for action in (actions.open_link, lambda db, word: actions.verdict_by_link(db, word, approved=True)):
        with pytest.raises(NotFound, match="už byl použit"):
            do(action, token)
    with store.read() as db:
        steps = [entry["what"] for entry in audit.history(db, f"story:{now.id}")][:3]
        (row,) = queries.links(db, now.id, by=people["editor"]).rows(named=True)
    assert steps == ["publishing.approve", "publishing.link_opened", "publishing.link"]
    assert row["opened_at"] == row["used_at"] == "2026-11-23T07:00:00Z"


def test_a_reviewer_returns_a_post_and_says_why(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    token = do(actions.review_link, now.id, "Jan Host", by=people["editor"])
    with pytest.raises(BadInput) as wrong:
        do(actions.verdict_by_link, token, approved=False, note=" ")
    assert wrong.value.field == "note"
    assert not do(actions.verdict_by_link, token, approved=False, note="Jméno je jinak.")
    assert _story(now.id, people["editor"]).stage == "writing"


def test_links_that_do_not_hold(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    with pytest.raises(NotFound):
        do(actions.open_link, "guessed")
    old = do(actions.review_link, now.id, "Jan Host", days=2, by=people["editor"])
    with clock.fixed("2026-11-25T08:00:00+01:00"), pytest.raises(NotFound):
        do(actions.open_link, old)
    revoked = do(actions.review_link, now.id, "Jan Host", by=people["editor"])
    do(actions.revoke_link, 2, by=people["editor"])
    with pytest.raises(NotFound):
        do(actions.open_link, revoked)
    with pytest.raises(Refused, match="použit nebo zrušen"):
        do(actions.revoke_link, 2, by=people["editor"])
    for wrong, field in ((("",), "reviewer"), (("Jan", "", 0), "days"), (("Jan", "", 61), "days")):
        with pytest.raises(BadInput) as refused:
            do(actions.review_link, now.id, *wrong, by=people["editor"])
        assert refused.value.field == field
    do(actions.save, now.id, replace(now.content, perex="Přijďte."), by=people["editor"])
    with pytest.raises(Refused, match="od odeslání odkazu změnil"):
        do(actions.verdict_by_link, old, approved=True)


def test_a_change_that_was_taken_back_is_approved_by_the_same_person(
    in_review: Callable[..., Story], people: dict[str, User]
) -> None:
    now, by = in_review(), people["editor"]
    with store.write() as db:
        actions.approve(db, now.id, now.approval_hash, by=by)
        actions.save(db, now.id, replace(now.content, perex="Jinak."), by=by)
        actions.save(db, now.id, now.content, by=by)
        assert queries.story(db, now.id, by=by).stage == "review"
        assert actions.approve(db, now.id, queries.story(db, now.id, by=by).approval_hash, by=by)
        assert queries.is_approved(db, now.id, by=by)
