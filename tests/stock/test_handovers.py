"""Handing out with a protocol: numbers, the frozen paper, limits, returns, cancelling, and two people at once."""

import dataclasses
import datetime as dt
import threading

import pytest

from lib import audit, clock, contacts, files, store
from lib.access import SYSTEM
from lib.errors import BadInput, NotFound, Refused, Unavailable
from lib.stock import actions, queries
from lib.stock.actions import Order
from lib.stock.rules import Line
from tests.paper import printed
from tests.stock.cupboard import INFO, STORE, Cupboard

TODAY = dt.date(2026, 11, 23)


def handover(cupboard: Cupboard, handover_id: int) -> queries.Handover:
    with store.read() as db:
        return queries.handover(db, handover_id, by=cupboard.by)


def test_several_items_go_out_on_one_numbered_protocol(cupboard: Cupboard) -> None:
    first = cupboard.hand_out(
        Line(cupboard.mug, 20),
        Line(cupboard.bag, 2),
        Line(cupboard.mug, 5),
        ico="00990116",
        represented_by="Petr Zelinka, starosta sboru",
        event="Hasičská soutěž",
        condition="nové",
    )
    second = cupboard.hand_out(Line(cupboard.bag, 1))
    with store.read() as db:
        lines = queries.handover_lines(db, first, by=cupboard.by)
        paper = queries.paper(db, first, by=cupboard.by)
        entry = audit.history(db, f"handover:{first}")[0]
    assert [handover(cupboard, one).number for one in (first, second)] == ["PP-2026-001", "PP-2026-002"]
    assert lines.select("code", "quantity", "unit_price").rows() == [("KER-01", 25, 12000), ("TAS-01", 2, 4550)]
    text = "\n".join(printed.pages(paper))
    for said in ("PP-2026-001", "SDH Brázdov", "00990116", "Petr Zelinka", "Hasičská soutěž", "Věra Malá", "3 091,00"):
        assert said in text, said
    assert entry["what"] == "stock.hand_out"
    assert (cupboard.balance(cupboard.mug), cupboard.balance(cupboard.bag)) == (25, 7)


def test_the_number_belongs_to_the_year_of_the_day(cupboard: Cupboard) -> None:
    # Sessions of the storekeeper have long run out by then; what is tested here is the number.
    cupboard = dataclasses.replace(cupboard, by=SYSTEM)
    with clock.fixed("2027-01-04T08:00+01:00"):
        last_year = cupboard.hand_out(Line(cupboard.mug, 1), day=dt.date(2026, 12, 30))
        this_year = cupboard.hand_out(Line(cupboard.mug, 1))
    assert [handover(cupboard, one).number for one in (last_year, this_year)] == ["PP-2026-001", "PP-2027-001"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"receiver": " "}, "receiver"),
        ({"purpose": " "}, "purpose"),
        ({"lines": ()}, "lines"),
        ({"day": TODAY + dt.timedelta(1)}, "day"),
        ({"return_by": TODAY - dt.timedelta(1)}, "return_by"),
        ({"ico": "99000017"}, "ico"),
    ],
)
def test_what_is_missing_is_said_and_takes_no_number(cupboard: Cupboard, more: dict[str, object], field: str) -> None:
    order = {
        "lines": [Line(cupboard.mug, 1)],
        "place_id": STORE,
        "purpose": "Den města",
        "receiver": "SDH Brázdov",
        **more,
    }
    with pytest.raises(BadInput) as refused, store.write() as db:
        actions.hand_out(db, Order(**order), by=cupboard.by)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert handover(cupboard, cupboard.hand_out(Line(cupboard.mug, 1))).number == "PP-2026-001"


def test_more_than_there_is_cannot_go_and_nothing_of_it_stays(cupboard: Cupboard) -> None:
    with pytest.raises(Refused, match="zbývá jen 10\u00a0ks"):
        cupboard.hand_out(Line(cupboard.mug, 5), Line(cupboard.bag, 11))
    assert cupboard.balance(cupboard.mug) == 50
    with store.read() as db:
        assert queries.handovers(db, by=cupboard.by).is_empty()


def test_a_known_receiver_is_not_doubled(cupboard: Cupboard) -> None:
    with store.write() as db:
        known = contacts.find_or_add(db, "ZŠ Školní", "99001004", by=cupboard.by)
    one = cupboard.hand_out(Line(cupboard.mug, 1), receiver="", party_id=known)
    other = cupboard.hand_out(Line(cupboard.mug, 1), receiver="Zš  školní ")
    assert handover(cupboard, one).party_id == handover(cupboard, other).party_id == known
    assert handover(cupboard, other).receiver == "ZŠ Školní"


def test_over_the_yearly_limit_a_person_decides_and_it_is_remembered(cupboard: Cupboard) -> None:
    within = [cupboard.hand_out(Line(cupboard.bag, 1)) for _ in range(3)]
    fourth = cupboard.hand_out(Line(cupboard.bag, 1), decision="schválila starostka")
    assert [handover(cupboard, one).over_limit for one in (*within, fourth)] == [False, False, False, True]
    assert handover(cupboard, fourth).decision == "schválila starostka"
    dear = cupboard.hand_out(Line(cupboard.mug, 50), receiver="HC Brázdov")
    assert not handover(cupboard, dear).over_limit
    with store.write() as db:
        actions.receive(db, cupboard.mug, 1, to_place=STORE, by=cupboard.by)
    assert handover(cupboard, cupboard.hand_out(Line(cupboard.mug, 1), receiver="HC Brázdov")).over_limit


def test_goods_come_back_on_their_protocol_at_their_price(cupboard: Cupboard) -> None:
    by = cupboard.by
    lent = cupboard.hand_out(Line(cupboard.mug, 10), return_by=TODAY + dt.timedelta(5))
    with store.write() as db:
        actions.return_(db, lent, [Line(cupboard.mug, 4)], by=by)
        actions.return_(db, lent, [Line(cupboard.mug, 1)], to_place=INFO, by=by)
        with pytest.raises(Refused, match="jen 5\u00a0ks"):
            actions.return_(db, lent, [Line(cupboard.mug, 6)], by=by)
        with pytest.raises(Refused, match="Taška"):
            actions.return_(db, lent, [Line(cupboard.bag, 1)], by=by)
        with pytest.raises(BadInput) as early:
            actions.return_(db, lent, [Line(cupboard.mug, 1)], day=TODAY - dt.timedelta(1), by=by)
        with pytest.raises(NotFound):
            actions.return_(db, 999, [Line(cupboard.mug, 1)], by=by)
        assert queries.handover_lines(db, lent, by=by)["returned"].item() == 5
        party = queries.handover(db, lent, by=by).party_id
        assert queries.of_receiver(db, party, by=by) == queries.OfYear(1, 5 * 12000)
    assert early.value.field == "day"
    assert (cupboard.balance(cupboard.mug), cupboard.balance(cupboard.mug, INFO)) == (44, 1)


def test_a_cancelled_protocol_gives_everything_back_and_keeps_its_number(cupboard: Cupboard) -> None:
    by = cupboard.by
    wrong = cupboard.hand_out(Line(cupboard.mug, 10), Line(cupboard.bag, 3))
    with store.write() as db:
        actions.return_(db, wrong, [Line(cupboard.mug, 4)], by=by)
        with pytest.raises(BadInput):
            actions.cancel_handover(db, wrong, reason=" ", by=by)
        actions.cancel_handover(db, wrong, reason="jiný příjemce", by=by)
        with pytest.raises(Refused, match="PP-2026-001"):
            actions.cancel_handover(db, wrong, reason="znovu", by=by)
        with pytest.raises(Refused):
            actions.return_(db, wrong, [Line(cupboard.mug, 1)], by=by)
        assert queries.of_receiver(db, queries.handover(db, wrong, by=by).party_id, by=by) == queries.OfYear(0, 0)
        assert queries.handovers(db, by=by)["state"].item() == "cancelled"
    assert handover(cupboard, wrong).cancelled
    assert (cupboard.balance(cupboard.mug), cupboard.balance(cupboard.bag)) == (50, 10)
    assert handover(cupboard, cupboard.hand_out(Line(cupboard.mug, 1))).number == "PP-2026-002"


def test_a_line_of_a_protocol_is_not_taken_back_alone(cupboard: Cupboard) -> None:
    cupboard.hand_out(Line(cupboard.mug, 10))
    with store.write() as db:
        line = queries.movements_of(db, cupboard.mug, by=cupboard.by).row(0, named=True)
        assert not line["reversible"]
        with pytest.raises(Refused, match="protokol"):
            actions.reverse(db, line["id"], by=cupboard.by)


@pytest.mark.parametrize(
    ("days", "back", "state"),
    [(None, 0, "given"), (1, 0, "lent"), (-1, 0, "late"), (-1, 10, "returned"), (1, 4, "lent")],
)
def test_states_of_protocols(cupboard: Cupboard, days: int | None, back: int, state: str) -> None:
    with clock.fixed("2026-11-20T08:00+01:00"), store.write() as db:
        actions.receive(db, cupboard.mug, 10, to_place=STORE, by=cupboard.by)
    until = TODAY + dt.timedelta(days) if days else None
    one = cupboard.hand_out(Line(cupboard.mug, 10), day=dt.date(2026, 11, 20), return_by=until)
    with store.write() as db:
        if back:
            actions.return_(db, one, [Line(cupboard.mug, back)], by=cupboard.by)
        assert queries.handovers(db, by=cupboard.by)["state"].item() == state


def test_an_issued_paper_stays_as_it_was_and_a_forged_one_is_noticed(cupboard: Cupboard) -> None:
    one = handover(cupboard, cupboard.hand_out(Line(cupboard.mug, 1)))
    before = files.read(one.paper)
    with store.write() as db:
        db.conn.execute("update item set name = 'Jiný hrnek'")
    with store.read() as db:
        assert queries.paper(db, one.id, by=cupboard.by) == before
    assert one.paper == f"{one.paper_sha256}.pdf"
    files.path(one.paper).write_bytes(before + b" ")
    with store.read() as db, pytest.raises(Unavailable):
        queries.paper(db, one.id, by=cupboard.by)
    with pytest.raises(Exception, match="append-only"), store.write() as db:
        db.conn.execute("delete from handover")


def test_two_people_hand_out_the_last_piece_and_exactly_one_succeeds(cupboard: Cupboard) -> None:
    cupboard.hand_out(Line(cupboard.bag, 9))
    start, outcomes = threading.Barrier(2), []

    def hand_out() -> None:
        start.wait()
        try:
            outcomes.append(cupboard.hand_out(Line(cupboard.bag, 1), receiver="HC Brázdov"))
        except Refused as refused:
            outcomes.append(str(refused))

    people = [threading.Thread(target=hand_out) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    (sentence,) = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert sentence == "Předmětu Taška zbývá jen 0\u00a0ks (Sklad kanceláře)."
    assert cupboard.balance(cupboard.bag) == 0
    with store.read() as db:
        assert queries.handovers(db, by=cupboard.by)["number"].to_list() == ["PP-2026-002", "PP-2026-001"]
