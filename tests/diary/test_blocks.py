"""Entries of the diary: what is refused, and that nobody reads a private word who may not."""

import datetime as dt

import pytest

from lib import audit, store
from lib.access import ROLES, SYSTEM, User
from lib.diary import actions, queries
from lib.diary.rules import Card, Entry
from lib.errors import BadInput, NotAllowed, NotFound
from lib.flows import day_sheet

DAY = dt.date(2026, 11, 24)
SECRET = "Kardiologie"
WHOLE_YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def _private(holder_id: int, **changes: object) -> Entry:
    words = {
        "kind": "private",
        "title": SECRET,
        "place": SECRET,
        "with_whom": SECRET,
        "prepares": SECRET,
        "note": SECRET,
    }
    return Entry(holder_id, DAY, starts_at="09:00", ends_at="10:00", **{**words, **changes})  # type: ignore[arg-type]


def _add(entry: Entry, by: User = SYSTEM) -> int:
    with store.write() as db:
        return actions.add_block(db, entry, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_a_private_entry_is_obsazeno_to_whoever_may_not_see_it(mayor: int, people: dict[str, User], role: str) -> None:
    block_id, by = _add(_private(mayor)), people[role]
    with store.read() as db:
        seen = [*queries.blocks(db, *WHOLE_YEAR, by=by).rows(), str(queries.block(db, block_id, by=by))]
        assert SECRET not in str(seen)
        assert "obsazeno" in str(seen)
        if by.may("diary.private"):
            assert queries.block_in_full(db, block_id, by=by).title == SECRET
            assert queries.blocks_in_full(db, *WHOLE_YEAR, by=by)["note"].to_list() == [SECRET]
        else:
            for query, given in ((queries.block_in_full, (block_id,)), (queries.blocks_in_full, WHOLE_YEAR)):
                with pytest.raises(NotAllowed):
                    query(db, *given, by=by)  # type: ignore[operator]
        assert SECRET not in str(audit.history(db, f"block:{block_id}"))


def test_only_the_private_table_holds_private_words(mayor: int) -> None:
    block_id = _add(_private(mayor))
    with store.write() as db:
        assert SECRET not in str(store.rows(db, "select * from diary_block"))
        actions.change_block(db, block_id, _private(mayor, kind="meeting", private=False), by=SYSTEM)
        assert store.rows(db, "select * from diary_private") == []
        assert queries.block(db, block_id, by=SYSTEM).title == SECRET
        actions.change_block(db, block_id, _private(mayor), by=SYSTEM)
        assert SECRET not in str(store.rows(db, "select * from diary_block"))
        actions.remove_block(db, block_id, by=SYSTEM)
        assert store.rows(db, "select * from diary_private") == []
        with pytest.raises(NotFound):
            queries.block(db, block_id, by=SYSTEM)


def test_what_was_prepared_for_an_entry_is_private_with_it(mayor: int, people: dict[str, User]) -> None:
    block_id = _add(Entry(mayor, DAY, title="Porada"))
    with store.write() as db:
        actions.brief(db, queries.Briefing(None, mayor, block_id=block_id, meets="prim. Tichý", says=SECRET), by=SYSTEM)
        actions.change_block(db, block_id, _private(mayor, note="vzít zprávu"), by=SYSTEM)
        assert SECRET not in str(store.rows(db, "select * from diary_briefing"))
        sheet = day_sheet.gather(db, mayor, DAY, by=people["reader"])
        assert "Tichý" not in str(sheet)
        assert SECRET not in str(sheet)
        assert queries.block_in_full(db, block_id, by=SYSTEM).note == f"vzít zprávu\nprim. Tichý\n{SECRET}"


def test_an_invitation_that_is_corrected_leaves_its_private_entry_private(mayor: int) -> None:
    card = Card("Nemocnice", "Prohlídka", DAY, DAY, gift=SECRET)
    with store.write() as db:
        came = actions.record(db, card, holder_id=mayor, by=SYSTEM)
        actions.decide(db, came, "accepted", by=SYSTEM)
        block_id = queries.invitation(db, came, by=SYSTEM).block_id
        assert block_id is not None
        actions.change_block(db, block_id, _private(mayor), by=SYSTEM)
        assert queries.wanted_gifts(db, mayor, DAY, by=SYSTEM) == {}
        actions.correct(db, came, card, by=SYSTEM)
        assert queries.blocks(db, *WHOLE_YEAR, by=SYSTEM)["title"].to_list() == ["obsazeno"]


def test_a_change_raises_the_sequence(mayor: int) -> None:
    block_id = _add(Entry(mayor, DAY, title="Porada"))
    with store.write() as db:
        actions.change_block(db, block_id, Entry(mayor, DAY, title="Porada", starts_at="09:00"), by=SYSTEM)
        found = queries.block(db, block_id, by=SYSTEM)
    assert (found.sequence, found.starts_at, found.ends_on) == (1, "09:00", "2026-11-24")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "party"}, "kind"),
        ({"ends_on": dt.date(2026, 11, 23)}, "ends_on"),
        ({"starts_at": "10:00", "ends_at": "09:00"}, "ends_at"),
        ({"ends_at": "09:00"}, "starts_at"),
        ({"starts_at": "24:10"}, "starts_at"),
    ],
)
def test_what_cannot_be_entered_names_its_field(mayor: int, changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        _add(Entry(mayor, DAY, **{"title": "Porada", **changes}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_nobody_who_is_not_in_the_books_has_a_diary(office: object) -> None:
    with pytest.raises(NotFound):
        _add(Entry(7, DAY, title="Porada"))
