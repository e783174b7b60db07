"""The board, its days, what comes again and what is missing for the weekend."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from lib import audit, clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Refused
from lib.flows import publishing_mending, publishing_sending
from lib.publishing import Content, Story, actions, queries, schema
from lib.ui import facts, story_card
from tests.laws import examples
from tests.publishing.sample import do, keep, like

Made = Callable[..., Story]
MONDAY, SUNDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 29)


def _board(first: dt.date = MONDAY, last: dt.date = SUNDAY) -> dict[str, str]:
    with store.read() as db:
        found = queries.board(db, first, last, by=SYSTEM)
    return dict(zip(found["title"], found["stage"], strict=True))


def _listed() -> dict[str, str]:
    """Where each post stands as the list says, which every post says of itself too."""
    with store.read() as db:
        found = queries.posts(db, by=SYSTEM)
        assert [queries.stage_of(db, number, by=SYSTEM) for number in found["id"]] == found["stage"].to_list()
    return dict(zip(found["title"], found["stage"], strict=True))


def _story(story_id: int) -> Story:
    with store.read() as db:
        return queries.story(db, story_id, by=SYSTEM)


@pytest.mark.usefixtures("channels")
def test_every_stage_stands_on_the_board(
    approved: Made, in_review: Made, drafted: Callable[..., int], people: dict[str, User]
) -> None:
    by = people["spokesperson"]
    do(actions.add_idea, "Nápad", by=by)
    do(actions.add_idea, "Plán", plan_on=SUNDAY, by=by)
    drafted(title="Psaný")
    in_review(title="Ke schválení", venue="A")
    approved(title="Schválený", venue="B")
    queued, out, gone = (approved(title=name, venue=name) for name in ("Čeká", "Venku", "Stažený"))
    do(publishing_sending.schedule, queued.id, "facebook", dt.datetime(2026, 11, 27, 9, 0), by=by)
    for one in (out, gone):
        do(actions.publish, one.id, by=by)
    do(publishing_mending.withdraw_everywhere, gone.id, "Chyba", by=by)
    assert _board() == {
        "Nápad": "idea", "Plán": "planned", "Psaný": "writing", "Ke schválení": "review", "Schválený": "approved",
        "Čeká": "queued", "Venku": "out", "Stažený": "withdrawn",
    }  # fmt: skip
    assert set(_board(dt.date(2026, 12, 7), dt.date(2026, 12, 13))) == {
        "Nápad", "Psaný", "Ke schválení", "Schválený",
    }  # fmt: skip
    assert _listed() == _board()
    with store.read() as db:
        planned = queries.posts(db, by=SYSTEM).drop_nulls("plan_on").select("title", "plan_on").rows()
    assert planned == [("Plán", SUNDAY)]
    with store.write() as db:
        db.conn.execute("update outbox set state = 'unknown'")
    assert (_listed()["Čeká"], _listed()["Stažený"]) == ("trouble", "withdrawn")
    with store.write() as db:
        db.conn.execute("update outbox set state = 'queued'")
    with store.read() as db:
        row = next(
            row for row in queries.board(db, MONDAY, SUNDAY, by=SYSTEM).rows(named=True) if row["title"] == "Čeká"
        )
    assert (row["publish_at"], row["channels"], row["owner_name"], row["event"]) == (
        "2026-11-27T09:00", "facebook", "Jana Tichá", "Čeká",
    )  # fmt: skip


def test_a_plan_is_laid_and_taken_back(office: object, spokesperson: User) -> None:
    idea = do(actions.add_idea, " Nápad ", by=spokesperson)
    do(actions.plan, idea, SUNDAY, by=spokesperson)
    assert (_story(idea).stage, _story(idea).plan_on) == ("planned", "2026-11-29")
    do(actions.plan, idea, None, by=spokesperson)
    assert (_story(idea).stage, _story(idea).plan_on) == ("idea", None)
    do(actions.save, idea, replace(_story(idea).content, body="Text"), by=spokesperson)
    assert _story(idea).stage == "writing"
    with pytest.raises(BadInput):
        do(actions.add_idea, " ", by=spokesperson)


DAYS = some.sampled_from([None, MONDAY, SUNDAY])
MOVES = some.lists(some.tuples(some.integers(0, 5), some.integers(0, 5), some.booleans()), max_size=6)


@given(some.lists(DAYS, min_size=6, max_size=6), MOVES)
@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_moved_post_stands_beside_the_other_and_the_rest_keep_their_order(
    office: object, spokesperson: User, days: list[dt.date | None], moves: list[tuple[int, int, bool]]
) -> None:
    """Of each day the order stays a permutation; posts of two days are not mixed, and nothing is changed by trying."""
    with store.write() as db:
        db.conn.execute("update story set plan_on = '2026-01-01'")  # what an earlier example left is of another day
        ids = [actions.add_idea(db, f"Námět {n}", plan_on=day, by=spokesperson) for n, day in enumerate(days)]
        expected = {day: [one for one, its in zip(ids, days, strict=True) if its == day] for day in days}
        for moved, beside, after in moves:
            if moved == beside or days[moved] != days[beside]:
                with pytest.raises(Refused, match="stejný den"):
                    actions.arrange(db, ids[moved], ids[beside], after=after, by=spokesperson)
                continue
            actions.arrange(db, ids[moved], ids[beside], after=after, by=spokesperson)
            order = expected[days[moved]]
            order.remove(ids[moved])
            order.insert(order.index(ids[beside]) + after, ids[moved])
        found = queries.board(db, MONDAY, SUNDAY, by=SYSTEM)
    for day, order in expected.items():
        assert found.filter(pl.col("plan_on").eq_missing(day))["id"].to_list() == order


@pytest.mark.usefixtures("channels")
def test_what_comes_to_a_day_stands_last_and_what_has_its_hour_is_not_moved_among_the_others(
    approved: Made, spokesperson: User
) -> None:
    first, second, third = (do(actions.add_idea, name, plan_on=SUNDAY, by=spokesperson) for name in "ABC")
    do(actions.arrange, third, first, by=spokesperson)
    do(actions.plan, third, SUNDAY, by=spokesperson)
    late = do(actions.add_idea, "D", by=spokesperson)
    do(actions.plan, late, SUNDAY, by=spokesperson)
    assert [name for name in _board() if name in "ABCD"] == ["C", "A", "B", "D"]
    do(actions.plan, third, MONDAY, by=spokesperson)
    do(actions.plan, third, SUNDAY, by=spokesperson)
    assert [name for name in _board() if name in "ABCD"] == ["A", "B", "C", "D"]
    sent = approved()
    do(actions.plan, sent.id, SUNDAY, by=spokesperson)
    do(actions.arrange, sent.id, second, by=spokesperson)
    do(publishing_sending.schedule, sent.id, "facebook", dt.datetime(2026, 11, 29, 9, 0), by=spokesperson)
    for one, other in ((sent.id, first), (first, sent.id)):
        with pytest.raises(Refused, match="svůj čas"):
            do(actions.arrange, one, other, by=spokesperson)


def test_a_move_that_changes_nothing_is_not_written_down(office: object, spokesperson: User) -> None:
    first, second = (do(actions.add_idea, name, by=spokesperson) for name in "AB")
    before = audit.version()
    do(actions.arrange, first, second, by=spokesperson)
    assert audit.version() == before
    do(actions.arrange, first, second, after=True, by=spokesperson)
    assert audit.version() != before


def test_a_post_is_given_to_somebody(office: object, people: dict[str, User]) -> None:
    idea = do(actions.add_idea, "Nápad", by=people["spokesperson"])
    do(actions.give_to, idea, "editor", by=people["spokesperson"])
    assert _story(idea).owner == "editor"
    with pytest.raises(BadInput):
        do(actions.give_to, idea, "nobody", by=people["spokesperson"])
    do(actions.give_to, idea, None, by=people["spokesperson"])
    assert _story(idea).owner is None


def test_what_holds_no_more_is_told(approved: Made, spokesperson: User) -> None:
    now = do(actions.publish, approved().id, by=spokesperson)
    do(actions.checked, now.id, dt.date(2026, 12, 1), dt.date(2026, 12, 10), by=spokesperson)

    def told(day: dt.date) -> list[int]:
        with store.read() as db:
            return queries.to_check(db, day, by=spokesperson)["id"].to_list()

    assert told(dt.date(2026, 11, 30)) == []
    assert told(dt.date(2026, 12, 1)) == [now.id]
    do(actions.checked, now.id, None, dt.date(2026, 12, 10), by=spokesperson)
    assert told(dt.date(2026, 12, 10)) == []
    assert told(dt.date(2026, 12, 11)) == [now.id]


def test_what_is_missing_for_the_weekend(approved: Made, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    silent = keep(like(title="Bez příspěvku"))
    for changes in ({"kind": "visit"}, {"state": "cancelled"}, {"starts_on": "2026-11-30", "ends_on": "2026-11-30"},
                    {"kind": "council", "title": "Rada města"}):  # fmt: skip
        keep(like(**changes))
    told = approved(title="Zveřejněný", venue="A")
    do(actions.publish, told.id, by=by)
    waits = approved(title="Jen schválený", venue="B")
    planned = do(actions.add_idea, "Na víkend", plan_on=SUNDAY, by=by)
    do(actions.add_idea, "Příště", plan_on=dt.date(2026, 11, 30), by=by)
    with store.read() as db:
        found = queries.missing_for_weekend(db, MONDAY, by=people["reader"])
        on_sunday = queries.missing_for_weekend(db, SUNDAY, by=people["reader"])
    assert (found.saturday, found.sunday, on_sunday.saturday) == (dt.date(2026, 11, 28), SUNDAY, dt.date(2026, 11, 28))
    assert [(row["id"], row["stage"]) for row in found.events.rows(named=True)] == [
        (silent, None), (waits.event_id, "approved"),
    ]  # fmt: skip
    assert found.stories["id"].to_list() == [planned]


def test_a_post_comes_again(office: object, spokesperson: User) -> None:
    content = Content("Svoz odpadu", texts={"web": "V pondělí se sváží odpad."})
    story_id = do(actions.save, None, content, by=spokesperson)
    do(actions.repeat, story_id, "month", dt.date(2026, 12, 31), dt.date(2027, 3, 1), by=spokesperson)
    made = []
    for day in ("2026-12-23", "2026-12-24", "2026-12-25", "2027-01-25", "2027-02-25", "2027-03-30"):
        with clock.fixed(f"{day}T06:00:00+01:00"):
            made.append(do(actions.come_again, by=SYSTEM))
    assert made == [0, 1, 0, 1, 1, 0]
    with store.read() as db:
        rows = db.conn.execute("select plan_on, stage, origin_id from story where origin = 'story' order by id")
        assert rows.fetchall() == [
            ("2026-12-31", "planned", story_id),
            ("2027-01-31", "planned", story_id),
            ("2027-02-28", "planned", story_id),
        ]
        assert _story(story_id + 1).content == content
    with pytest.raises(Refused, match="neopakuje"):
        do(actions.stop_repeat, story_id, by=spokesperson)


def test_days_that_nobody_ran_the_office_are_left_out(office: object, spokesperson: User) -> None:
    story_id = do(actions.add_idea, "Týdenní", by=spokesperson)
    do(actions.repeat, story_id, "week", dt.date(2026, 11, 30), by=spokesperson)
    with clock.fixed("2027-01-04T06:00:00+01:00"):
        assert do(actions.come_again, by=SYSTEM) == 2
    do(actions.stop_repeat, story_id, by=spokesperson)


def test_repeats_that_cannot_be(office: object, spokesperson: User) -> None:
    story_id = do(actions.add_idea, "Týdenní", by=spokesperson)
    for next_on, until, field in (
        (MONDAY, None, "next_on"),
        (dt.date(2026, 12, 1), dt.date(2026, 11, 30), "until"),
    ):
        with pytest.raises(BadInput) as wrong:
            do(actions.repeat, story_id, "week", next_on, until, by=spokesperson)
        assert wrong.value.field == field


def test_versions_are_kept(drafted: Callable[..., int], people: dict[str, User]) -> None:
    now = _story(drafted())
    do(actions.save, now.id, replace(now.content, title="Druhý"), by=people["editor"])
    with store.read() as db:
        found = queries.versions(db, now.id, by=people["reader"])
    assert [(one.version, one.name, one.content.title) for one in found] == [
        (2, "Petra Dlouhá", "Druhý"),
        (1, "Jana Tichá", "Farmářský trh"),
    ]


def test_words_of_two_people_are_both_kept(drafted: Callable[..., int], people: dict[str, User]) -> None:
    now = _story(drafted())
    do(actions.save, now.id, replace(now.content, body="Trh začíná ráno."), by=people["editor"])
    read = _story(now.id)
    theirs = replace(read.content, body="Velký trh začíná ráno.", price="50 Kč")
    mine = replace(read.content, body="Trh začíná ráno. Přijďte!", perex="Už v sobotu")
    do(actions.save, now.id, theirs, started_from=read.version, by=people["editor"])
    do(actions.save, now.id, mine, started_from=read.version, by=people["spokesperson"])
    after = _story(now.id)
    assert (after.body, after.price, after.perex) == ("Velký trh začíná ráno. Přijďte!", "50 Kč", "Už v sobotu")


def test_what_was_written_before_versions_were_kept_is_the_first_one(drafted: Callable[..., int]) -> None:
    now = _story(drafted())
    idea = do(actions.add_idea, "Bez textů", by=SYSTEM)
    with store.write() as db:
        db.conn.execute("delete from story_version")
        schema._first_versions(db)
        found = {number: queries.version(db, number, 1) for number in (now.id, idea)}
    assert found == {now.id: now.content, idea: Content("Bez textů")}


def test_the_history_of_a_post_says_who_moved_it_from_which_day_to_which(people: dict[str, User]) -> None:
    by = people["editor"]
    number = do(actions.add_idea, "Trh", by=by)
    for day in (MONDAY, SUNDAY, None):
        do(actions.plan, number, day, by=by)
    with store.read() as db:
        told = [facts.told(entry, story_card.DETAILED) for entry in queries.history(db, number, by=by)]
    assert {who for _, who, *_ in told} == {"Petra Dlouhá"}
    moves = [[word.replace("\N{NO-BREAK SPACE}", " ") for word in detail] for _, _, _, *detail in told]
    assert moves == [["Den: 29. 11. 2026 → —"], ["Den: 23. 11. 2026 → 29. 11. 2026"], ["Den: — → 23. 11. 2026"], []]
