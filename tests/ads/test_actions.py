"""What the editor mends in the app: the day of payment and the note, with every refusal and with the record of it."""

import datetime as dt
from pathlib import Path

import pytest

from lib import store
from lib.access import User
from lib.ads import actions, queries
from lib.errors import BadInput, NotAllowed, NotFound, OfficeError, Refused
from tests.ads.orders import add

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def ad_id(office: Path) -> int:
    return add({})[0]


@pytest.fixture
def editor(people: dict[str, User]) -> User:
    return people["editor"]


def _state(ad_id: int, by: User) -> tuple[str, dt.date | None, str]:
    with store.read() as db:
        one = queries.ad(db, ad_id, by=by)
    return one.state, one.paid_on, one.note


def _deeds(ad_id: int, by: User) -> list[tuple[str, object]]:
    with store.read() as db:
        return [(entry["what"], entry["detail"]) for entry in queries.history(db, ad_id, by=by)]


def test_a_payment_is_recorded_and_taken_back(ad_id: int, editor: User) -> None:
    assert _state(ad_id, editor) == ("overdue", None, "")
    with store.write() as db:
        actions.mark_paid(db, ad_id, DAY, by=editor)
    assert _state(ad_id, editor) == ("paid", DAY, "")
    with store.write() as db:
        actions.mark_unpaid(db, ad_id, by=editor)
    assert _state(ad_id, editor) == ("overdue", None, "")
    assert _deeds(ad_id, editor) == [
        ("ads.unpaid", {"before": "2026-11-20", "after": None}),
        ("ads.paid", {"before": None, "after": "2026-11-20"}),
    ]


def test_a_note_is_kept_and_the_word_storno_cancels_and_revives(ad_id: int, editor: User) -> None:
    for note, state in (("  volali ", "overdue"), ("STORNO, nevyšlo", "cancelled"), ("vyšlo v příštím", "overdue")):
        with store.write() as db:
            actions.set_note(db, ad_id, note, by=editor)
        assert _state(ad_id, editor) == (state, None, note.strip())
    assert _deeds(ad_id, editor)[0] == ("ads.note", {"before": "STORNO, nevyšlo", "after": "vyšlo v příštím"})


def test_a_row_edited_in_the_list_is_saved_as_a_whole_or_not_at_all(ad_id: int, editor: User) -> None:
    with store.write() as db:
        actions.change(db, ad_id, {"paid_on": "2026-11-20", "note": "hotově"}, by=editor)
    assert _state(ad_id, editor) == ("paid", DAY, "hotově")
    with pytest.raises(BadInput), store.write() as db:
        actions.change(db, ad_id, {"note": "zítra", "paid_on": "2026-11-24"}, by=editor)
    assert _state(ad_id, editor) == ("paid", DAY, "hotově")
    with store.write() as db:
        actions.change(db, ad_id, {"paid_on": None, "note": None}, by=editor)
    assert _state(ad_id, editor) == ("overdue", None, "")


@pytest.mark.parametrize(
    ("note", "day", "refusal"),
    [(None, dt.date(2026, 11, 24), BadInput), ("STORNO", DAY, Refused)],
)
def test_a_payment_that_cannot_be(
    office: Path, editor: User, note: str | None, day: dt.date, refusal: type[OfficeError]
) -> None:
    (ad_id,) = add({"note": note})
    with pytest.raises(refusal) as caught, store.write() as db:
        actions.mark_paid(db, ad_id, day, by=editor)
    assert caught.value.field == "paid_on"
    assert _deeds(ad_id, editor) == []


def test_only_the_payment_and_the_note_are_edited(ad_id: int, editor: User) -> None:
    with pytest.raises(BadInput), store.write() as db:
        actions.change(db, ad_id, {"price_without_vat": 1}, by=editor)


def test_an_ad_that_is_not_there(office: Path, editor: User) -> None:
    for deed in (
        lambda db: actions.mark_paid(db, 77, DAY, by=editor),
        lambda db: actions.mark_unpaid(db, 77, by=editor),
        lambda db: actions.set_note(db, 77, "x", by=editor),
    ):
        with pytest.raises(NotFound), store.write() as db:
            deed(db)


def test_who_may_not_edit_ads_is_refused(ad_id: int, people: dict[str, User]) -> None:
    for role in ("reader", "storekeeper", "spokesperson"):
        with pytest.raises(NotAllowed), store.write() as db:
            actions.mark_paid(db, ad_id, DAY, by=people[role])
        with pytest.raises(NotAllowed), store.write() as db:
            actions.set_note(db, ad_id, "x", by=people[role])
