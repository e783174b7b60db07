"""Editing, moving and steps: the ledger, ghosts, two people at once, steps that follow and steps taken back."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from lib import audit, clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from lib.events import Attendee, actions, queries
from lib.events.rules import BACK, STATES, STEPS
from tests.events.sample import SATURDAY, entered, entry, holder, ledger, one

SUNDAY = SATURDAY + dt.timedelta(days=1)


def test_an_edit_is_kept_with_who_and_what(people: dict[str, User]) -> None:
    mayor = holder()
    event_id = entered(by=people["editor"], state="confirmed")
    with store.write() as db:
        wanted = dataclasses.replace(
            entry(event_id), venue="Lipový park", public=False, attendees=(Attendee(mayor, "confirmed", True),)
        )
        actions.edit(db, event_id, wanted, started_from=0, reason=" prší ", by=people["secretary"])
    assert (one(event_id).sequence, one(event_id).venue) == (1, "Lipový park")
    newest, first = ledger(event_id)
    assert (newest["name"], newest["what"], newest["reason"], newest["sequence"]) == ("Hana Bílá", "edited", "prší", 1)
    assert newest["said"] == (
        "Místo konání: náměstí Svobody → Lipový park; Účast vedení: — → Jana Nová (potvrzeno, promluví);"
        " Ve veřejném kalendáři: ano → ne"
    )
    assert (first["what"], first["name"], first["said"]) == ("added", "Petra Dlouhá", "")
    with store.read() as db:
        detail = audit.history(db, f"event:{event_id}")[0]
    assert (detail["who"], detail["what"], detail["detail"]["reason"]) == ("secretary", "events.edit", "prší")


def test_saving_what_is_there_changes_nothing(people: dict[str, User]) -> None:
    event_id = entered()
    with store.write() as db:
        actions.edit(db, event_id, entry(event_id), started_from=0, by=SYSTEM)
    assert one(event_id).sequence == 0
    assert len(ledger(event_id)) == 1


def test_an_unchanged_organiser_stays_the_same_record(office: Path) -> None:
    event_id = entered()
    with store.write() as db:  # somebody of the same name whose IČO is known: a search by name would find this one
        db.conn.execute(
            "insert into party (name, folded, ico, created_at) select name, folded, '99000016', created_at from party"
        )
    with store.write() as db:
        actions.edit(db, event_id, dataclasses.replace(entry(event_id), title="Strom"), started_from=0, by=SYSTEM)
    assert one(event_id).organiser_id == 1


def test_two_people_move_one_event_at_once(people: dict[str, User]) -> None:
    event_id = entered(state="confirmed")
    seen = one(event_id).sequence
    with store.write() as db:
        actions.move(db, event_id, starts_on=SUNDAY, starts_at="18:00", reason="ples", started_from=seen,
                     by=people["editor"])  # fmt: skip
    with store.write() as db, pytest.raises(Conflict) as refused:
        actions.move(db, event_id, starts_on=SATURDAY - dt.timedelta(days=1), reason="sníh", started_from=seen,
                     by=people["secretary"])  # fmt: skip
    said = str(refused.value).replace("\u00a0", " ")
    assert "Petra Dlouhá" in said
    assert "První den: 12. 12. 2026 → 13. 12. 2026" in said
    assert "Začátek: 17:00 → 18:00" in said
    assert one(event_id).starts_on == "2026-12-13"


def test_a_moved_event_is_one_record_with_a_ghost_on_its_old_day(office: Path) -> None:
    event_id = entered(state="confirmed", ends_on=SUNDAY, starts_at="20:00", ends_at="02:00")
    with store.write() as db:
        actions.move(db, event_id, starts_on=SATURDAY + dt.timedelta(days=7), reason="déšť", started_from=0, by=SYSTEM)
    moved = one(event_id)
    assert (moved.starts_on, moved.ends_on, moved.starts_at, moved.ends_at) == (
        "2026-12-19", "2026-12-20", "20:00", "02:00",
    )  # fmt: skip
    assert (moved.state, moved.uid, moved.sequence) == ("confirmed", f"akce-{event_id}@brazdov.example", 1)
    assert (ledger(event_id)[0]["what"], ledger(event_id)[0]["moved_from"]) == ("moved", SATURDAY)
    with store.read() as db:
        ghosts = queries.ghosts(db, SATURDAY, SATURDAY, by=SYSTEM)
        assert ghosts.rows() == [(event_id, "Rozsvícení stromu", SATURDAY, dt.date(2026, 12, 19))]
    with store.write() as db:
        actions.move(db, event_id, starts_on=SATURDAY, reason="omyl", started_from=1, by=SYSTEM)
    with store.read() as db:
        assert queries.ghosts(db, SATURDAY, SATURDAY, by=SYSTEM).is_empty()


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"starts_at": "14:00"}, ("2026-12-12", "14:00", "15:30")),
        ({"starts_at": "23:00"}, ("2026-12-13", "23:00", "00:30")),
        ({"starts_at": "14:00", "ends_at": "14:15"}, ("2026-12-12", "14:00", "14:15")),
        ({"ends_at": "19:00"}, ("2026-12-12", "17:00", "19:00")),
        ({"ends_on": SUNDAY}, ("2026-12-13", "17:00", "18:30")),
    ],
)
def test_an_event_lasts_as_long_as_it_did(office: Path, asked: dict[str, object], wanted: tuple[str, ...]) -> None:
    event_id = entered()
    with store.write() as db:
        actions.move(db, event_id, starts_on=SATURDAY, reason="", started_from=0, by=SYSTEM, **asked)  # type: ignore[arg-type]
    moved = one(event_id)
    assert (moved.ends_on, moved.starts_at, moved.ends_at) == wanted


def test_why_a_public_event_moves_must_be_said(office: Path) -> None:
    event_id = entered(state="confirmed")
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.move(db, event_id, starts_on=SUNDAY, reason="  ", started_from=0, by=SYSTEM)
    assert refused.value.field == "reason"
    proposal = entered()
    with store.write() as db:
        actions.move(db, proposal, starts_on=SUNDAY, venue="Lipový park", reason="", started_from=0, by=SYSTEM)
    assert (one(proposal).starts_on, one(proposal).venue) == ("2026-12-13", "Lipový park")


def test_a_new_day_of_a_postponed_event_confirms_it(office: Path) -> None:
    event_id = entered(state="confirmed")
    with store.write() as db:
        actions.step(db, event_id, "postponed", "nemoc", by=SYSTEM)
        actions.edit(db, event_id, dataclasses.replace(entry(event_id), note="hledáme den"), started_from=1, by=SYSTEM)
    assert one(event_id).state == "postponed"
    with store.write() as db:
        actions.move(db, event_id, starts_on=SUNDAY, reason="nový termín", started_from=2, by=SYSTEM)
    assert one(event_id).state == "confirmed"


def test_what_was_called_off_is_not_moved(office: Path) -> None:
    event_id = entered(state="confirmed")
    with store.write() as db:
        actions.step(db, event_id, "cancelled", "málo lidí", by=SYSTEM)
    with store.write() as db, pytest.raises(Refused, match="zrušeno"):
        actions.move(db, event_id, starts_on=SUNDAY, reason="x", started_from=1, by=SYSTEM)


def test_the_whole_way_of_an_event(people: dict[str, User]) -> None:
    event_id = entered(by=people["editor"], starts_on=dt.date(2026, 11, 23))
    with store.write() as db:
        for to in ("confirmed", "held", "documented", "closed"):
            actions.step(db, event_id, to, "", by=people["editor"])
    assert [line["said"] for line in reversed(ledger(event_id))][1:] == [
        "Stav: navrženo → potvrzeno", "Stav: potvrzeno → proběhlo", "Stav: proběhlo → zdokumentováno",
        "Stav: zdokumentováno → uzavřeno",
    ]  # fmt: skip
    with store.read() as db:
        (back,) = queries.steps(db, event_id, by=SYSTEM)
    assert (back.to, back.back, back.needs_reason) == ("documented", True, True)


@pytest.mark.parametrize("state", STATES)
def test_only_steps_that_follow_are_taken(office: Path, state: str) -> None:
    event_id = entered(starts_on=dt.date(2026, 11, 20))
    with store.write() as db:
        db.conn.execute("update event set state = ?", (state,))
    allowed = {*STEPS[state], BACK.get(state, "confirmed" if state == "cancelled" else state)} - {state}
    for to in STATES:
        with store.write() as db:
            if to in allowed:
                actions.step(db, event_id, to, "proto", by=SYSTEM)
                db.conn.execute("update event set state = ?", (state,))
            else:
                with pytest.raises(Refused):
                    actions.step(db, event_id, to, "proto", by=SYSTEM)
    with store.read() as db:
        assert {step.to for step in queries.steps(db, event_id, by=SYSTEM)} == allowed


def test_calling_off_and_taking_back_need_a_reason(office: Path) -> None:
    event_id = entered()
    for to in ("cancelled", "postponed"):
        with store.write() as db, pytest.raises(BadInput) as refused:
            db.conn.execute("update event set state = 'confirmed'")
            actions.step(db, event_id, to, "", by=SYSTEM)
        assert refused.value.field == "reason"
    with store.write() as db, pytest.raises(BadInput):
        actions.step(db, event_id, "proposed", " ", by=SYSTEM)
    with store.write() as db:
        actions.step(db, event_id, "proposed", "překlik", by=SYSTEM)
    assert one(event_id).state == "proposed"


def test_what_was_called_off_by_mistake_is_what_it_was(office: Path) -> None:
    event_id = entered()
    with store.write() as db:
        actions.step(db, event_id, "cancelled", "omyl", by=SYSTEM)
    with store.write() as db, pytest.raises(Refused):
        actions.step(db, event_id, "confirmed", "omyl", by=SYSTEM)
    with store.write() as db:
        actions.step(db, event_id, "proposed", "nebylo to tak", by=SYSTEM)
    assert one(event_id).state == "proposed"


def test_nothing_is_held_before_its_day(office: Path) -> None:
    event_id = entered(state="confirmed")
    with store.write() as db, pytest.raises(Refused, match=r"12\."):
        actions.step(db, event_id, "held", "", by=SYSTEM)
    with clock.fixed("2026-12-12T20:00+01:00"), store.write() as db:
        actions.step(db, event_id, "held", "", by=SYSTEM)


def test_a_note_stays_although_somebody_had_the_form_open(people: dict[str, User]) -> None:
    event_id = entered(state="confirmed")
    mine = entry(event_id)
    with store.write() as db:
        actions.set_note(db, event_id, "ozvučení objednáno", by=people["editor"])
    assert one(event_id).sequence == 0
    assert ledger(event_id)[0]["said"] == "Poznámka: — → ozvučení objednáno"
    with store.write() as db:
        changed = dataclasses.replace(mine, title="Strom")
        actions.edit(db, event_id, changed, started_from=0, by=people["secretary"])
    assert (one(event_id).title, one(event_id).note) == ("Strom", "ozvučení objednáno")
    mine = entry(event_id)
    with store.write() as db:
        actions.set_note(db, event_id, "a světla", by=people["editor"])
    with store.write() as db:
        changed = dataclasses.replace(mine, title="Stromek")
        actions.edit(db, event_id, changed, started_from=1, by=people["secretary"])
    assert (one(event_id).title, one(event_id).note) == ("Stromek", "a světla")


def test_a_note_that_somebody_takes_back_is_taken_back(people: dict[str, User]) -> None:
    event_id = entered(state="confirmed")
    for note, by in [("klíče", "editor"), ("", "secretary")]:
        wanted = dataclasses.replace(entry(event_id), note=note)
        with store.write() as db:
            actions.edit(db, event_id, wanted, started_from=one(event_id).sequence, by=people[by])
    assert one(event_id).note == ""


def test_who_may_not_edit_changes_nothing(people: dict[str, User]) -> None:
    event_id = entered()
    with store.write() as db, pytest.raises(NotAllowed):
        actions.edit(db, event_id, entry(event_id), started_from=0, by=people["reader"])
    with store.write() as db, pytest.raises(NotFound):
        actions.step(db, 77, "confirmed", "", by=people["editor"])
