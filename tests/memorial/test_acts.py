"""Memorial acts: which anniversary, what must be right before signing off, what changes after it, and the papers."""

import dataclasses
import datetime as dt
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Conflict, NotAllowed, Refused
from lib.events import Entry
from lib.events import actions as events
from lib.events import queries as event_queries
from lib.memorial import actions, documents, queries, rules
from lib.memorial.documents import Script
from lib.memorial.rules import Act, Contact, Line, Speaker, Wreath
from lib.paper import Letterhead

DAY = dt.date(2027, 1, 26)
READY = Act(
    "Sedmidenní válka o Těšínsko", dt.date(1919, 1, 26), guard="Sokol, 6 osob", rain="Stan u brány",
    critical="Mikrofon",
    speakers=(Speaker("Mgr. Alena Dvorská", "starostka", 4), Speaker("Żaneta Wójcik", "konzulka", 3, "vujčik")),
    wreaths=(Wreath("Město Brázdov", "Padlým – město Brázdov"), Wreath("Sokol", "Bratřím – Sokol", bouquet=True)),
    script=(
        Line(0, "Zahájení", 1, "Jana Tichá", "+420 500 000 110"),
        Line(6, "Projevy", 12, "Jana Tichá", "+420 500 000 110"),
    ),
    contacts=(Contact("Petr Zvuk", "zvukař", "+420 500 000 120"),),
)  # fmt: skip


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["spokesperson"]


@pytest.fixture
def event(office: object, by: User) -> int:
    with store.write() as db:
        entry = Entry("Pietní akt, 108. výročí", DAY, kind="memorial", starts_at="11:00", venue="městský hřbitov")
        return events.add(db, entry, state="confirmed", by=by)


def save(event: int, act: Act, by: User, version: int = 0, reason: str = "") -> int:
    with store.write() as db:
        return actions.save(db, event, act, started_from=version, reason=reason, by=by)


def ready(event: int, by: User) -> None:
    save(event, READY, by)
    with store.write() as db:
        for place in range(2):
            actions.check_ribbon(db, event, place, by=by)


def signed(event: int, by: User) -> None:
    ready(event, by)
    with store.write() as db:
        actions.sign(db, event, by=by)


def now(event: int) -> queries.Kept:
    with store.read() as db:
        return queries.kept(db, event, by=SYSTEM)


@pytest.mark.parametrize(
    ("on", "years"), [((2024, 1, 26), 105), ((2027, 1, 26), 108), ((2027, 1, 22), 108), ((2015, 5, 3), 96)]
)
def test_which_anniversary_it_is(on: tuple[int, int, int], years: int) -> None:
    assert rules.anniversary(dt.date(1919, 1, 26), dt.date(*on)) == years


@pytest.mark.parametrize(
    ("title", "number"),
    [("105. výročí války", 105), ("108.výročí", 108), ("80 let od osvobození", 80), ("Den veteránů", None)],
)
def test_the_number_that_a_title_names(title: str, number: int | None) -> None:
    assert rules.named_anniversary(title) == number


def test_a_wrong_anniversary_is_not_signed(event: int, by: User) -> None:
    save(event, dataclasses.replace(READY, occurred_on=dt.date(1920, 1, 26)), by)
    with store.read() as db:
        assert any("107" in one.sentence for one in queries.missing(db, event, by=by))


def test_everything_that_is_missing_is_said_at_once(event: int, by: User) -> None:
    act = dataclasses.replace(READY, rain="", script=(Line(0, "Zahájení"),))
    save(event, act, by)
    with store.write() as db, pytest.raises(Refused) as refused:
        actions.sign(db, event, by=by)
    for part in ("Zahájení", "Město Brázdov", "Sokol", "déšť"):
        assert part in str(refused.value)


def test_signed_and_changed_afterwards(event: int, by: User) -> None:
    signed(event, by)
    kept = now(event)
    assert kept.lock is not None
    assert kept.lock.by_name == by.name
    changed = dataclasses.replace(kept.act, speakers=kept.act.speakers[:1], rain="Hala")
    with pytest.raises(BadInput) as refused:
        save(event, changed, by, kept.version)
    assert refused.value.field == "reason"
    save(event, changed, by, kept.version, "konzulka onemocněla")
    with store.read() as db:
        said = queries.changed_since_lock(db, event, by=by)
        assert queries.acts(db, by=by)["standing"].to_list() == ["changed"]
    assert any("Wójcik" in one for one in said)
    assert any("Stan u brány → Hala" in one for one in said)
    with store.write() as db:
        actions.sign(db, event, by=by)
        assert queries.changed_since_lock(db, event, by=by) == []
        with pytest.raises(Refused, match="už je v této podobě"):
            actions.sign(db, event, by=by)


def test_an_event_that_moves_after_signing_is_among_the_changes(event: int, by: User) -> None:
    signed(event, by)
    with store.write() as db:
        one = event_queries.event(db, event, by=by)
        events.move(db, event, starts_on=DAY, starts_at="10:00", reason="pohřeb", started_from=one.sequence, by=by)
        assert queries.changed_since_lock(db, event, by=by) == ["Začátek: 11:00 → 10:00"]
        actions.sign(db, event, by=by)
        assert queries.changed_since_lock(db, event, by=by) == []


def test_a_signature_is_taken_back(event: int, by: User) -> None:
    signed(event, by)
    with store.write() as db:
        with pytest.raises(BadInput):
            actions.unlock(db, event, " ", by=by)
        actions.unlock(db, event, "chyba na stuze", by=by)
        with pytest.raises(Refused):
            actions.unlock(db, event, "ještě jednou", by=by)
    assert now(event).lock is None


def test_another_text_of_a_ribbon_must_be_checked_again(event: int, by: User) -> None:
    ready(event, by)
    kept = now(event)
    wreaths = (dataclasses.replace(kept.act.wreaths[0], ribbon="Padlím – město Brázdov"), kept.act.wreaths[1])
    save(event, dataclasses.replace(kept.act, wreaths=wreaths), by, kept.version)
    assert [one.checked_by for one in now(event).act.wreaths] == ["", by.name]
    save(event, dataclasses.replace(kept.act, wreaths=(*kept.act.wreaths[::-1],)), by, now(event).version)
    assert now(event).act.wreaths[0].institution == "Sokol"


def test_the_second_of_two_people_hears_what_the_first_changed(event: int, by: User, people: dict[str, User]) -> None:
    save(event, READY, by)
    save(event, dataclasses.replace(READY, rain="Hala"), people["head"], 1)
    with pytest.raises(Conflict, match="Hala"):
        save(event, dataclasses.replace(READY, guard="nikdo"), by, 1)


def test_last_years_act_is_taken_over_without_its_checks(event: int, by: User) -> None:
    ready(event, by)
    with store.write() as db:
        entry = Entry("Pietní akt 2028", dt.date(2028, 1, 26), kind="memorial")
        again = events.add(db, entry, by=by)
        actions.copy(db, event, again, by=by)
        assert [one.checked_by for one in queries.kept(db, again, by=by).act.wreaths] == ["", ""]
        with pytest.raises(Refused, match="rozpracovaný"):
            actions.copy(db, event, again, by=by)


def test_the_usual_script(event: int, by: User) -> None:
    with store.write() as db:
        actions.begin_script(db, event, by=by)
        with pytest.raises(Refused):
            actions.begin_script(db, event, by=by)
    act = now(event).act
    assert [line.offset for line in act.script] == sorted(line.offset for line in act.script)
    assert rules.doubts(act) == []
    assert rules.doubts(dataclasses.replace(act, speakers=(Speaker("A", minutes=20),))) != []


def test_a_concert_is_no_memorial_act(office: object, by: User) -> None:
    with store.write() as db:
        concert = events.add(db, Entry("Koncert", DAY), by=by)
        with pytest.raises(Refused, match="není pietní akt"):
            actions.save(db, concert, READY, started_from=0, by=by)


def test_who_may_sign(event: int, by: User, people: dict[str, User]) -> None:
    ready(event, by)
    with store.write() as db, pytest.raises(NotAllowed):
        actions.sign(db, event, by=people["secretary"])


def test_an_act_of_tomorrow_that_is_not_signed_waits(event: int, by: User) -> None:
    with clock.fixed("2027-01-25T08:00:00+01:00"), store.read() as db:
        assert queries.unsigned(db, 2, by=SYSTEM)["id"].to_list() == [event]
    signed(event, by)
    with clock.fixed("2027-01-25T08:00:00+01:00"), store.read() as db:
        assert queries.unsigned(db, 2, by=SYSTEM).is_empty()


WORDS = st.text(max_size=20)
LETTERS = st.text(min_size=1, max_size=9).filter(str.strip)
ACTS = st.builds(
    Act, occasion=WORDS, occurred_on=st.none() | st.dates(), rain=WORDS,
    speakers=st.lists(st.builds(Speaker, WORDS, WORDS, st.integers(0, 60), WORDS), max_size=3).map(tuple),
    wreaths=st.lists(st.builds(Wreath, WORDS, WORDS), max_size=3).map(tuple),
    script=st.lists(st.builds(Line, st.integers(-60, 120), LETTERS), max_size=4).map(tuple),
)  # fmt: skip


@given(ACTS)
def test_an_act_is_kept_as_it_is_and_tidying_twice_is_tidying_once(act: Act) -> None:
    assert rules.from_json(rules.to_json(act)) == act
    once = rules.tidy(act, Act())
    assert rules.tidy(once, once) == once


def test_the_script_on_paper() -> None:
    head = Letterhead("Město Brázdov", "Kancelář starosty", "Náměstí 1, 739 99 Brázdov")
    said = Script("Pietní akt", "úterý 26. ledna 2027, 11:00", "městský hřbitov", "11:00", READY, DAY, head, DAY)
    pdf = documents.script(said)
    text = re.sub(r"\s+", " ", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    for part in ("11:06", "+420 500 000 110", "108. výročí", "Żaneta Wójcik", "[vujčik]", "Padlým – město Brázdov",
                 "Stan u brány", "Pracovní verze", "nezkontrolováno", "Petr Zvuk zvukař +420 500 000 120"):  # fmt: skip
        assert part in text
    assert pdf == documents.script(said)
    changed = documents.script(dataclasses.replace(said, signed="Podepsáno", changed=("Začátek: 11:00 → 10:00",)))
    first = re.sub(r"\s+", " ", PdfReader(io.BytesIO(changed)).pages[0].extract_text())
    assert "Změněno po podpisu: Začátek: 11:00, nově 10:00." in first
    (one,) = PdfReader(io.BytesIO(documents.contacts(said))).pages
    assert "Petr Zvuk" in one.extract_text()
    assert one.extract_text().count("+420 500 000 110") == 1, "one row a person"


def test_forty_contacts_stand_on_one_page_and_sixty_are_refused() -> None:
    head = Letterhead("Město Brázdov", "Kancelář starosty", "Náměstí 1, 739 99 Brázdov")

    def paper(people: int) -> bytes:
        known = tuple(Contact(f"Jméno {n}", "úloha, která je delší než jeden řádek papíru " * 2, f"777 000 {n:03}")
                      for n in range(people))  # fmt: skip
        return documents.contacts(Script("Pietní akt", "út", "hřbitov", "11:00", Act(contacts=known), DAY, head, DAY))

    (one,) = PdfReader(io.BytesIO(paper(40))).pages
    assert "777 000 039" in one.extract_text()
    for people, why in ((60, "se vejde"), (0, "Zatím tu nikdo není")):
        with pytest.raises(BadInput, match=why):
            paper(people)


def test_versions_say_briefly_what_changed(event: int, by: User) -> None:
    ready(event, by)
    with store.write() as db:
        actions.uncheck_ribbon(db, event, 1, by=by)
        said = [one["said"] for one in queries.versions(db, event, by=by)]
    assert said[0] == "Věnce: zkontrolováno 1 z 2", "a check is no other wreath"
    assert len(said[-1].splitlines()) > 3, "a line for each thing"


def test_an_act_of_the_past_that_nobody_prepared_is_no_duty(event: int) -> None:
    with clock.fixed("2027-02-01T08:00:00+01:00"), store.read() as db:
        assert queries.acts(db, by=SYSTEM)["standing"].to_list() == ["past"]
