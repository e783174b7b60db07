"""Who holds an office on a day, and the secret links of their calendars."""

import datetime as dt

import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.contacts import actions, queries
from lib.contacts.rules import HolderCard
from lib.errors import BadInput, NotAllowed, NotFound

ELECTED = dt.date(2022, 10, 19)
MAYOR = HolderCard("Alena  Dvorská ", "starostka", ELECTED, rank=1, salutation="Vážená paní starostko")


def _add(card: HolderCard = MAYOR, **options: int) -> int:
    with store.write() as db:
        return actions.add_holder(db, card, by=SYSTEM, **options)


def _in_office(day: dt.date | None) -> list[str]:
    with store.read() as db:
        return queries.holders(db, day, by=SYSTEM)["name"].to_list()


def test_a_successor_ends_the_term_of_the_one_before(office: object) -> None:
    first = _add()
    _add(HolderCard("Petr Novotný", "starosta", dt.date(2026, 11, 2), rank=1), succeeds=first)
    assert _in_office(dt.date(2026, 11, 1)) == ["Alena Dvorská"]
    assert _in_office(dt.date(2026, 11, 2)) == ["Petr Novotný"]
    assert _in_office(dt.date(2022, 10, 18)) == []
    assert _in_office(None) == ["Petr Novotný", "Alena Dvorská"]


def test_a_term_cannot_end_before_it_began(office: object) -> None:
    holder_id = _add()
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.end_term(db, holder_id, dt.date(2022, 1, 1), by=SYSTEM)
    assert refused.value.field == "valid_to"


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (HolderCard(" ", "starosta", ELECTED), "name"),
        (HolderCard("Jan", "", ELECTED), "office"),
        (HolderCard("Jan", "starosta", ELECTED, dt.date(2020, 1, 1)), "valid_to"),
        (HolderCard("Jan", "starosta", ELECTED, rank=0), "rank"),
        (HolderCard("Jan", "starosta", ELECTED, login="nobody"), "login"),
    ],
)
def test_a_card_that_cannot_be_kept_names_its_field(office: object, card: HolderCard, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        _add(card)
    assert refused.value.field == field


def test_a_card_is_corrected(office: object) -> None:
    holder_id = _add()
    with store.write() as db:
        actions.change_holder(db, holder_id, HolderCard("Alena Malá", "starostka", ELECTED, phone="1"), by=SYSTEM)
        found = queries.holder(db, holder_id, by=SYSTEM)
    assert (found.name, found.phone, found.salutation) == ("Alena Malá", "1", "")
    with store.read() as db, pytest.raises(NotFound):
        queries.holder(db, 99, by=SYSTEM)


def test_a_new_link_kills_the_old_one_and_only_hashes_are_kept(office: object, people: dict[str, User]) -> None:
    holder_id = _add()
    with store.write() as db:
        old = actions.new_feed(db, holder_id, by=people["secretary"])
        new = actions.new_feed(db, holder_id, shows_private=True, by=people["secretary"])
        kept = store.rows(db, "select * from office_holder")[0]
        assert not {old, new} & set(kept.values())
        assert queries.holder_of_feed(db, actions.feed_hash(old)) is None
        assert queries.holder_of_feed(db, actions.feed_hash(new)).feed_private == 1  # type: ignore[union-attr]
        actions.close_feed(db, holder_id, by=people["secretary"])
        assert queries.holder_of_feed(db, actions.feed_hash(new)) is None


@pytest.mark.parametrize("role", ["reader", "editor", "spokesperson", "storekeeper"])
def test_only_those_who_keep_the_diary_make_links(office: object, people: dict[str, User], role: str) -> None:
    holder_id = _add()
    with store.write() as db, pytest.raises(NotAllowed):
        actions.new_feed(db, holder_id, by=people[role])
