"""Lists of guests: cards in the order of the protocol, confirmed salutations, invitations, answers, who came."""

import dataclasses
import datetime as dt

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, NotAllowed, Refused
from lib.events import Entry, outlets
from lib.events import actions as events
from lib.guests import actions, queries
from lib.guests.rules import Card

MAYOR = Card("Jana Nováková", "mayors", office="starostka", organisation="Obec Lhota", companions=1)
WITNESS = Card("Josef Němec", "veterans", title_before="Ing.", diet="bez lepku", zip="735 14")


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["secretary"]


@pytest.fixture
def event(office: object, by: User) -> int:
    with store.write() as db:
        return events.add(db, Entry("Den veteránů", dt.date(2026, 12, 12)), state="confirmed", by=by)


def put(event: int, by: User, *cards: Card) -> list[int]:
    with store.write() as db:
        return [actions.add(db, event, card, by=by) for card in cards]


def invited(event: int, by: User, *cards: Card) -> list[int]:
    ids = put(event, by, *cards)
    with store.write() as db:
        for one in ids:
            actions.confirm_salutation(db, one, queries.guest(db, one, by=by).salutation, by=by)
        actions.invite(db, ids, "post", by=by)
    return ids


def test_guests_stand_in_the_order_of_the_protocol(event: int, by: User) -> None:
    put(event, by, MAYOR, WITNESS, Card("Alena Chytrá", "veterans"), Card("Petr První", "others", rank=1))
    with store.read() as db:
        found = queries.of(db, event, by=by)
    assert found["name"].to_list() == ["Petr První", "Alena Chytrá", "Josef Němec", "Jana Nováková"]
    assert found.filter(name="Josef Němec")["zip"].item() == "73514"


def test_nobody_is_addressed_by_a_guess(event: int, by: User) -> None:
    (one,) = put(event, by, MAYOR)
    with store.write() as db:
        assert queries.guest(db, one, by=by).salutation == "Vážená paní starostko"
        with pytest.raises(Refused, match="Jana Nováková"):
            actions.invite(db, [one], "post", by=by)
        actions.confirm_salutation(db, one, "Vážená paní starostko,", by=by)
        assert actions.invite(db, [one], "post", by=by) == 1
        assert actions.invite(db, [one], "email", by=by) == 0, "a second letter is no second invitation"
        now = queries.guest(db, one, by=by)
        assert (now.state, now.salutation, now.salutation_by) == ("invited", "Vážená paní starostko", by.name)
        assert outlets.of(db, event, by=by)["outlet"].to_list() == ["guests"]


def test_a_confirmed_salutation_is_known_next_year_until_the_office_changes(event: int, by: User) -> None:
    invited(event, by, MAYOR)
    with store.write() as db:
        again = events.add(db, Entry("Den veteránů 2027", dt.date(2027, 11, 11)), by=by)
        assert actions.copy_list(db, event, again, by=by) == 1
        assert actions.copy_list(db, event, again, by=by) == 0
        (one,) = queries.of(db, again, by=by)["id"]
        now = queries.guest(db, one, by=by)
        assert (now.state, now.salutation_by) == ("listed", by.name)
        actions.change(db, one, dataclasses.replace(MAYOR, office="poslankyně"), by=by)
        now = queries.guest(db, one, by=by)
        assert (now.salutation, now.salutation_by) == ("Vážená paní poslankyně", None)


def test_answers_and_the_number_for_catering(event: int, by: User) -> None:
    mayor, witness = invited(event, by, MAYOR, WITNESS)
    with store.write() as db:
        actions.answer(db, mayor, "accepted", by=by)
        actions.answer(db, witness, "accepted", coming=1, by=by)
        counts = queries.counts(db, event, by=by)
        assert (counts.accepted, counts.coming, counts.waiting) == (2, 3, 0)
        assert queries.catering(db, event, by=by).rows() == [("", 2), ("bez lepku", 1)]
        with pytest.raises(BadInput, match="na pozvánce: 1"):
            actions.answer(db, witness, "accepted", coming=2, by=by)
        actions.answer(db, mayor, "excused", by=by)
        assert queries.counts(db, event, by=by).coming == 1
        actions.take_answer_back(db, mayor, by=by)
        with pytest.raises(Refused):
            actions.take_answer_back(db, mayor, by=by)


def test_who_came(event: int, by: User) -> None:
    mayor, witness = invited(event, by, MAYOR, WITNESS)
    (late,) = put(event, by, Card("Eva Pozdní"))
    with store.write() as db:
        actions.answer(db, mayor, "excused", by=by)
        actions.attended(db, event, [witness], by=by)
        states = dict(queries.of(db, event, by=by).select("id", "state").rows())
    assert states == {mayor: "excused", witness: "came", late: "listed"}


def test_a_change_of_the_event_has_to_be_told_to_whoever_was_invited(event: int, by: User) -> None:
    mayor, witness = invited(event, by, MAYOR, WITNESS)
    put(event, by, Card("Eva Nepozvaná"))
    with store.write() as db:
        actions.answer(db, mayor, "excused", by=by)
        assert actions.to_tell_count(db, event, by=by) == 1
        assert actions.to_be_told(db, event, "přesunuto", by=by) == 1
        assert queries.counts(db, event, by=by).to_tell == 1
        actions.told(db, event, [witness], by=by)
        assert queries.counts(db, event, by=by).to_tell == 0


def test_refusals_say_where(event: int, by: User) -> None:
    (one,) = put(event, by, MAYOR)
    bad = {"name": Card(" "), "zip": Card("A", zip="1234"), "email": Card("A", email="a@b"), "rank": Card("A", rank=0)}
    with store.write() as db:
        for field, card in bad.items():
            with pytest.raises(BadInput) as refused:
                actions.add(db, event, card, by=by)
            assert refused.value.field == field
        with pytest.raises(Refused, match="už v seznamu"):
            actions.add(db, event, MAYOR, by=by)
        with pytest.raises(Refused, match="zatím pozvánku"):
            actions.answer(db, one, "accepted", by=by)
        with pytest.raises(BadInput):
            actions.invite(db, [], "post", by=by)
        with pytest.raises(BadInput):
            actions.confirm_salutation(db, one, " ", by=by)
        actions.remove(db, one, by=by)
    (again,) = invited(event, by, MAYOR)
    with store.write() as db, pytest.raises(Refused, match="už dostal"):
        actions.remove(db, again, by=by)


def test_the_list_is_not_for_everybody(event: int, by: User, people: dict[str, User]) -> None:
    put(event, by, MAYOR)
    with store.read() as db:
        for role in ("reader", "storekeeper", "editor"):
            with pytest.raises(NotAllowed):
                queries.of(db, event, by=people[role])


PASTED = """Jméno;Organizace;Funkce;E-mail
Ing. Jana Nová, Ph.D.;ZŠ Školní;ředitelka;nova@zs.example

"JUDr. Petr Sova"\tnic
;Sokol Brázdov;;
Jan Malý, Sokol;;;
Eva Bílá;Sokol;starostka;eva(zavináč)sokol.example
Karel Vaňhara;a;b;c@d.example;navíc
"""


def test_lines_of_a_spreadsheet_are_read_or_each_says_why_not(event: int, by: User) -> None:
    with store.write() as db, pytest.raises(BadInput) as said:
        actions.add_many(db, event, PASTED, by=by)
    whole = str(said.value)
    assert said.value.field == "lines"
    for number, why in ((5, "chybí jméno"), (6, "„Sokol“ za jménem"), (7, "e-mailová adresa"), (8, "údajů je víc")):
        assert f"Řádek {number} (" in whole, whole
        assert why in whole
    with store.write() as db:
        assert queries.of(db, event, by=by).is_empty(), "all or nobody"
        with pytest.raises(BadInput, match="aspoň jeden řádek"):
            actions.add_many(db, event, " \n;;\n", by=by)


def test_a_hundred_and_fifty_guests_are_pasted_at_once(event: int, by: User) -> None:
    put(event, by, Card("Host Č7", organisation="Spolek 7"))
    lines = "\n".join(f"Host Č{n}\tSpolek {n}\tpředseda\th{n}@spolek.example\t777\tLipová {n}" for n in range(150))
    with store.write() as db:
        assert actions.add_many(db, event, lines, category="clubs", by=by) == actions.Added(149, ("Host Č7",))
        found = queries.of(db, event, by=by)
        assert found.height == 150
        assert found.filter(name="Host Č9").select("email", "street", "category", "office").row(0) == (
            "h9@spolek.example", "Lipová 9", "clubs", "předseda",
        )  # fmt: skip
        titled = "Skupina;Příjmení a jméno\nškoly;Mgr. et Mgr. Eva Bílá, DiS., MBA\n"
        assert actions.add_many(db, event, titled, by=by).added == 1
        assert queries.of(db, event, by=by).filter(name="Eva Bílá").select(
            "title_before", "title_after", "category"
        ).row(0) == ("Mgr. et Mgr.", "DiS., MBA", "schools")
        assert actions.confirm_salutations(db, dict(found.select("id", "salutation").iter_rows()), by=by) == 150


def test_after_a_year_nobody_knows_who_the_guests_were_but_how_many(event: int, by: User) -> None:
    came, _ = invited(event, by, dataclasses.replace(MAYOR, email="a@b.cz", phone="1", seat="A", note="n"), WITNESS)
    with store.write() as db:
        actions.attended(db, event, [came], by=by)
        with clock.fixed("2027-12-12T08:00:00+01:00"):
            assert actions.forget_old(db, by=SYSTEM) == 0, "the last day of the promise"
        later = events.add(db, Entry("Den veteránů 2027", dt.date(2027, 11, 11)), by=by)
        actions.add(db, later, WITNESS, by=by)
        with clock.fixed("2027-12-13T08:00:00+01:00"):
            before = queries.lists(db, by=SYSTEM).filter(id=event)
            assert actions.forget_old(db, by=SYSTEM) == 2
            assert actions.forget_old(db, by=SYSTEM) == 0
            assert queries.lists(db, by=SYSTEM).filter(id=event).equals(before)
        found = queries.of(db, event, by=by)
        assert found["state"].to_list() == ["absent", "came"]
        stored = repr(db.conn.execute("select * from guest where event_id = ?", (event,)).fetchall())
        assert not [one for one in ("Nováková", "Lhota", "a@b.cz", "Němec", "bez lepku", "73514") if one in stored]
        assert [row["folded"] for row in store.rows(db, "select folded from known_salutation")] == ["josef nemec||ing."]
        assert actions.copy_list(db, event, later, by=by) == 0, "nobody is invited as a guest without a name"


def test_an_invitation_recorded_by_mistake_is_taken_back(event: int, by: User) -> None:
    (one,) = invited(event, by, MAYOR)
    with store.write() as db:
        actions.answer(db, one, "excused", by=by)
        with pytest.raises(Refused, match="vezměte odpověď zpět"):
            actions.take_invitation_back(db, one, by=by)
        actions.take_answer_back(db, one, by=by)
        actions.take_invitation_back(db, one, by=by)
        assert queries.guest(db, one, by=by).state == "listed"
        actions.remove(db, one, by=by)
