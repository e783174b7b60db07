"""Confirmed, undone, set aside, returned: nothing twice, nothing over, everything back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import store
from lib.access import SYSTEM, User
from lib.bank import actions, queries, rules
from lib.contacts import actions as contacts
from lib.errors import BadInput, Conflict, OfficeError, Refused
from lib.invoices import queries as invoices
from tests.bank.by_hand import gpc, head, item, statement
from tests.bank.conftest import Owing
from tests.laws import examples


def take(*items: tuple[int, dict[str, str]]) -> list[int]:
    """Ids of the movements of a new statement, in their order."""
    return take_file(statement(*items))


def take_file(data: bytes) -> list[int]:
    with store.write() as db:
        taken = actions.take_in(db, data, "vypis.gpc", by=SYSTEM)
        found = db.conn.execute("select id from bank_line where statement_id = ? order by id", (taken.statement_id,))
        return [row[0] for row in found]


def do(action: Any, *args: Any, by: User = SYSTEM) -> Any:
    with store.write() as db:
        return action(db, *args, by=by)


def line(line_id: int) -> queries.Line:
    with store.read() as db:
        return queries.line(db, line_id, by=SYSTEM)


def open_of(invoice: int) -> int:
    with store.read() as db:
        return invoices.invoice(db, invoice, by=SYSTEM).open


def suggested() -> dict[int, dict[int, int]]:
    """line → invoice → haléře, as the page offers them."""
    found: dict[int, dict[int, int]] = {}
    with store.read() as db:
        for row in queries.suggestions(db, by=SYSTEM).iter_rows(named=True):
            found.setdefault(row["id"], {})[row["invoice_id"]] = row["share"]
    return found


def test_a_suggestion_confirmed_pays_the_invoice_and_is_no_more_suggested(
    owing: Owing, people: dict[str, User]
) -> None:
    invoice = owing(121_000)
    (payment,) = take((121_000, {"vs": owing.vs[invoice]}))
    assert suggested() == {payment: {invoice: 121_000}}
    do(actions.confirm, payment, {invoice: 121_000}, by=people["editor"])
    assert (open_of(invoice), line(payment).state, suggested()) == (0, "matched", {})
    with store.read() as db:
        assert queries.paid(db, payment, by=SYSTEM)["number"].to_list() == [owing.vs[invoice]]
        assert queries.history(db, payment, by=SYSTEM)[0]["what"] == "bank.confirm"


def test_nothing_is_matched_twice(owing: Owing) -> None:
    invoice, other = owing(121_000), owing(121_000)
    payment, second = take((121_000, {"vs": owing.vs[invoice]}), (121_000, {"vs": owing.vs[invoice]}))
    do(actions.confirm, payment, {invoice: 121_000})
    with pytest.raises(Refused, match="matched already"):
        do(actions.confirm, payment, {other: 121_000})
    with pytest.raises(Refused, match="waits only for 0"):
        do(actions.confirm, second, {invoice: 121_000})
    with store.read() as db:
        (row,) = queries.unmatched(db, by=SYSTEM).rows(named=True)
    assert (row["id"], row["named"]) == (second, owing.vs[invoice]), "the list says whose symbol it is"


def test_undone_everything_is_as_before(owing: Owing) -> None:
    first, second = owing(121_000), owing(60_500)
    (payment,) = take((181_500, {"text": owing.vs[first], "vs": owing.vs[second]}))
    before = suggested()
    do(actions.confirm, payment, before[payment])
    assert (open_of(first), open_of(second)) == (0, 0)
    with pytest.raises(BadInput, match="Say why"):
        do(actions.undo, payment, " ")
    do(actions.undo, payment, "patří jinému")
    assert (open_of(first), open_of(second), line(payment).free) == (121_000, 60_500, 181_500)
    assert suggested() == before
    with pytest.raises(Refused, match="with no invoice"):
        do(actions.undo, payment, "znovu")


def test_a_part_and_what_is_over(owing: Owing) -> None:
    invoice = owing(100_000)
    part, rest = take((40_000, {"vs": owing.vs[invoice]}), (70_000, {"vs": owing.vs[invoice]}))
    assert suggested() == {part: {invoice: 40_000}, rest: {invoice: 60_000}}
    for payment, shares in suggested().items():
        do(actions.confirm, payment, shares)
    assert (open_of(invoice), line(part).state, line(rest).state, line(rest).free) == (0, "matched", "rest", 10_000)
    other = owing(10_000, "Kino")
    do(actions.confirm, rest, {other: 10_000})
    assert line(rest).state == "matched"


@pytest.mark.parametrize(("open_", "paid"), [(123_450, 123_400), (123_450, 123_500)])
def test_haléře_of_a_rounded_payment_wait_for_nobody(owing: Owing, open_: int, paid: int) -> None:
    invoice = owing(open_)
    (payment,) = take((paid, {"vs": owing.vs[invoice]}))
    do(actions.confirm, payment, suggested()[payment])
    assert (open_of(invoice), line(payment).state) == (0, "matched")
    do(actions.undo, payment, "omyl")
    assert (open_of(invoice), line(payment).free) == (open_, paid)


def test_more_than_is_there_is_refused(owing: Owing) -> None:
    invoice, other = owing(100_000), owing(100_000)
    (payment,) = take((120_000, {}))
    with pytest.raises(Refused, match="waits only for"):
        do(actions.confirm, payment, {invoice: 120_000})
    with pytest.raises(Refused, match="is left of this payment"):
        do(actions.confirm, payment, {invoice: 100_000, other: 100_000})
    for nothing in ({}, {invoice: 0}, {invoice: -5}):
        with pytest.raises(BadInput, match="at least one"):
            do(actions.confirm, payment, nothing)
    assert (open_of(invoice), line(payment).used) == (100_000, 0)


def test_only_money_in_koruny_that_came_pays(owing: Owing) -> None:
    invoice = owing(500)
    data = gpc(
        head(0, 300), item(500, code="1"), item(500, code="4", document="2"), item(300, kind="0978", document="3")
    )
    for movement, said in zip(take_file(data), ("money that came", "money that came", "EUR"), strict=True):
        with pytest.raises(Refused, match=said):
            do(actions.confirm, movement, {invoice: 300})
    assert suggested() == {}


def test_set_aside_and_back(owing: Owing) -> None:
    invoice = owing(500)
    (payment,) = take((500, {"vs": owing.vs[invoice]}))
    with pytest.raises(BadInput, match="Say why"):
        do(actions.set_aside, payment, "")
    do(actions.set_aside, payment, "patří do knihovny")
    assert (suggested(), line(payment).state) == ({}, "aside")
    with pytest.raises(Conflict, match="knihovny"):
        do(actions.set_aside, payment, "znovu")
    with pytest.raises(Refused, match="knihovny"):
        do(actions.confirm, payment, {invoice: 500})
    do(actions.bring_back, payment)
    assert suggested() == {payment: {invoice: 500}}


def test_many_at_once_leave_what_somebody_has_changed(owing: Owing, people: dict[str, User]) -> None:
    made = [owing(500 + n) for n in range(4)]
    take(*[(500 + n, {"vs": owing.vs[invoice]}) for n, invoice in enumerate(made)])
    shown = suggested()
    changed = next(iter(shown))
    do(actions.confirm, changed, shown[changed])
    done = do(actions.confirm_all, shown, by=people["editor"])
    assert (done.payments, done.left) == (3, 1)
    assert [open_of(invoice) for invoice in made] == [0] * 4


def test_one_that_fails_in_the_middle_leaves_no_part_of_itself(owing: Owing) -> None:
    first, second = owing(500), owing(700)
    (payment,) = take((1_300, {}))
    assert do(actions.confirm_all, {payment: {first: 500, second: 701}}).left == 1
    assert (open_of(first), line(payment).used) == (500, 0)


def test_money_that_went_back_is_shown_and_taken_back(owing: Owing) -> None:
    invoice = owing(500)
    who = {"vs": owing.vs[invoice], "counter": "0000002600001234", "bank": "2010"}
    payment, back = take_file(gpc(head(0, 0, number="002"), item(500, **who), item(500, code="5", document="2", **who)))
    do(actions.confirm, payment, {invoice: 500})
    with store.read() as db:
        (row,) = queries.returns(db, by=SYSTEM).rows(named=True)
    assert (row["id"], row["return_id"], row["used"]) == (payment, back, 500)
    do(actions.returned, payment, back, "banka platbu stornovala")
    assert (open_of(invoice), line(payment).state, suggested()) == (500, "aside", {})
    with store.read() as db:
        assert queries.returns(db, by=SYSTEM).is_empty()
    with pytest.raises(Conflict):
        do(actions.returned, payment, back, "znovu")


def test_what_does_not_exist(owing: Owing) -> None:
    for action, *args in ((actions.undo, 9, "x"), (actions.set_aside, 9, "x"), (actions.confirm, 9, {1: 5})):
        with pytest.raises(OfficeError, match="does not exist"):
            do(action, *args)


def test_an_account_that_paid_is_remembered(owing: Owing) -> None:
    first, who = owing(500), {"counter": "0000002600001234", "bank": "2010"}
    (payment,) = take((500, who | {"vs": owing.vs[first]}))
    do(actions.confirm, payment, {first: 500})
    second, _ = owing(700), owing(700, "Kino")
    (later,) = take((700, who))
    assert suggested() == {later: {second: 700}}


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 900), st.lists(st.tuples(st.integers(0, 4), st.integers(1, 700)), max_size=4)),
                min_size=1, max_size=4))  # fmt: skip
def test_whatever_is_tried_no_sum_is_exceeded_and_undo_restores(
    owing: Owing, tried: list[tuple[int, list[tuple[int, int]]]]
) -> None:
    made = [owing(total) for total in (100, 250, 333, 500, 700)]
    first = 10 * len(owing.vs)  # documents of their own: the examples share one office
    payments = take(*[(size, {"document": str(first + place)}) for place, (size, _) in enumerate(tried)])
    for payment, (_, wishes) in zip(payments, tried, strict=True):
        for place, amount in wishes:
            try:
                do(actions.confirm, payment, {made[place]: amount})
            except OfficeError:
                continue
    assert all(0 <= line(payment).used <= line(payment).amount for payment in payments)
    assert all(open_of(invoice) >= 0 for invoice in made)
    for payment in payments:
        if line(payment).used:
            do(actions.undo, payment, "zpět")
    assert [open_of(invoice) for invoice in made] == [100, 250, 333, 500, 700]
    assert all(line(payment).used == 0 for payment in payments)


def test_what_is_chosen_by_hand_is_shared_out_in_its_order() -> None:
    assert rules.shared_out(1_000, [(1, 700), (2, 700), (3, 5)]) == {1: 700, 2: 300}
    assert rules.shared_out(0, [(1, 700)]) == {}


def test_invoices_of_merged_cards_are_one_debtors(owing: Owing) -> None:
    who = {"counter": "0000002600001234", "bank": "2010"}
    old, new = owing(500_00, "Klas"), owing(700_00, "Pekařství Klas s.r.o.")
    (payment,) = take((500_00, {"vs": owing.vs[old], **who}))
    do(actions.confirm, payment, {old: 500_00})
    later = owing(300_00, "Klas")
    with store.write() as db:
        parties = [invoices.existing(db, one).party_id for one in (new, old)]
        contacts.merge(db, *parties, by=SYSTEM)
    (both,) = take((1_000_00, who))
    assert suggested() == {both: {new: 700_00, later: 300_00}}
