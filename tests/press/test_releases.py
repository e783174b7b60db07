"""Media contacts and press releases: written, numbered when released, frozen, handed over, corrected, taken back."""

import dataclasses
import datetime as dt
import io

import pytest
import sqlcipher3
from pypdf import PdfReader

from lib import clock, store
from lib.access import User
from lib.errors import BadInput, Conflict, Refused
from lib.events import Entry, outlets
from lib.events import actions as events
from lib.flows import press_sources
from lib.press.actions import contacts as book
from lib.press.actions import releases as actions
from lib.press.queries import contacts, releases
from lib.press.rules import releases as rules
from lib.press.rules.contacts import Card
from lib.press.rules.releases import Release

BODY = "\n".join(["Odstavec o tom, co se stane. " * 20] * 3 + ["„Těšíme se na všechny,“ uvedla starostka."])
WHOLE = Release("Město otevře nový park", perex="V sobotu se otevře park.", body=BODY, place="Brázdov",
                contact="Jana Tichá, 500 000 101")  # fmt: skip


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u00a0", " ")


def test_a_release_gets_its_number_when_it_is_released(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        first = actions.draft(db, WHOLE, by=by)
        second = actions.draft(db, WHOLE, by=by)
        assert "koncept" in text(actions.paper(db, second, by=by))
        assert actions.issue(db, second, 1, by=by) == "TZ 1/2026"
        assert actions.issue(db, first, 1, by=by) == "TZ 2/2026"
        frozen = actions.paper(db, first, by=by)
        assert "BRÁZDOV, 23. 11. 2026 – V sobotu" in text(frozen)
        assert "TZ 2/2026" in text(frozen)
        with pytest.raises(Refused):
            actions.save(db, first, WHOLE, 2, by=by)
        with pytest.raises(Refused):
            actions.issue(db, first, 2, by=by)
        with pytest.raises(Refused):
            actions.remove(db, first, by=by)
        with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
            db.conn.execute("update press_release set title = 'jiný' where id = ?", (first,))
    with store.write() as db:
        db.conn.execute("insert into setting values ('press.boilerplate', '2020-01-01', '\"O městě\"', null)")
        assert actions.paper(db, first, by=by) == frozen, "what was released stays as it was"
        assert "O městě" in text(actions.paper(db, actions.draft(db, WHOLE, by=by), by=by))


def test_what_is_missing_stops_it_and_what_is_short_does_not(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        with pytest.raises(BadInput, match="90"):
            actions.draft(db, Release("x" * 91), by=by)
        empty = actions.draft(db, Release("Titulek"), by=by)
        with pytest.raises(Refused) as refused:
            actions.issue(db, empty, 1, by=by)
        assert refused.value.field == "perex"
        with pytest.raises(Conflict):
            actions.save(db, empty, WHOLE, 7, by=by)
        actions.save(db, empty, WHOLE, 1, by=by)
        actions.remove(db, empty, by=by)
    assert rules.warnings(WHOLE) == []
    bare = Release("Titulek", body="Krátký text bez citace.")
    assert len(rules.warnings(bare)) == 3
    assert len(rules.warnings(Release("Titulek", body="„Dost dlouhá citace,“ řekl.\n" * 200))) == 2
    assert rules.warnings(Release("Pozvánka", kind="invitation"))


def test_who_got_it_when_and_by_which_way(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        kept = [book.add(db, Card(f"Deník {n}", email=f"{n}@denik.example"), by=by) for n in range(3)]
        old = book.add(db, Card("Zaniklý týdeník", phone="500", valid_to=dt.date(2026, 1, 1)), by=by)
        one = actions.draft(db, WHOLE, by=by)
        with pytest.raises(Refused):
            actions.hand_over(db, one, kept, "mail", by=by)
        actions.issue(db, one, 1, by=by)
        assert old not in releases.not_sent(db, one, by=by)["id"].to_list()
        assert actions.hand_over(db, one, kept[:2], "mail", by=by) == 2
        assert actions.hand_over(db, one, kept[:1], "mail", by=by) == 0, "said twice is once"
        with pytest.raises(BadInput):
            actions.hand_over(db, one, [], "mail", by=by)
        with pytest.raises(BadInput):
            actions.hand_over(db, one, kept, "pigeon", by=by)
        assert releases.not_sent(db, one, by=by)["id"].to_list() == [kept[2]]
        assert releases.sent(db, one, by=by)["by_name"].to_list() == ["Jana Tichá"] * 2
        assert releases.releases(db, by=by)["sent"].to_list() == [2]


def test_a_correction_names_what_it_corrects(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        old = actions.draft(db, WHOLE, by=by)
        with pytest.raises(Refused):
            actions.correction_of(db, old, by=by)
        actions.issue(db, old, 1, by=by)
        new = actions.correction_of(db, old, by=by)
        actions.issue(db, new, 1, by=by)
        assert "Oprava zprávy TZ 1/2026" in text(actions.paper(db, new, by=by))
        assert "Oprava zprávy TZ 1/2026" in actions.mail_text(db, new, by=by)
        assert releases.release(db, old, by=by).corrected_by == "TZ 2/2026"
        with pytest.raises(BadInput):
            actions.withdraw(db, old, " ", by=by)
        actions.withdraw(db, old, "chybné datum", by=by)
        with pytest.raises(Refused):
            actions.withdraw(db, old, "znovu", by=by)
        with pytest.raises(Refused):
            actions.hand_over(db, old, [1], "mail", by=by)


def test_from_an_event_to_an_invitation_with_an_embargo(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    entry = Entry("Otevření parku", dt.date(2026, 12, 12), starts_at="10:00", venue="Lipový park", summary="Nový park.")
    with store.write() as db:
        event = events.add(db, entry, state="confirmed", by=by)
        suggested = press_sources.release(db, event, "invitation", by=by)
        assert suggested.happens == "sobota 12.\u00a0prosince 2026, 10:00"
        assert suggested.venue == "Lipový park"
        until = clock.stamp(dt.datetime(2026, 12, 1, 7, tzinfo=dt.UTC))
        one = actions.draft(db, dataclasses.replace(suggested, embargo_until=until), by=by)
        assert actions.issue(db, one, 1, by=by) == "PN 1/2026"
        said = actions.mail_text(db, one, by=by)
        assert said.startswith("EMBARGO do úterý 1. prosince 2026, 8:00")
        assert "Kdy: sobota 12. prosince 2026, 10:00" in said
        assert outlets.of(db, event, by=by)["label"].to_list() == ["Pozvánka pro novináře PN 1/2026"]
        plain = press_sources.release(db, event, "release", by=by)
        assert plain.place == "Brázdov"
        assert "Jana Tichá" in plain.contact
        empty = press_sources.release(db, None, "release", by=by)
        assert (empty.title, empty.place) == ("", "Brázdov")


def test_contacts_are_pasted_from_a_spreadsheet(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    lines = (
        "Redakce;Jméno;E-mail;Telefon\nRádio Brázda;Eva Nová;nova@radio.example;500\nDenik.cz;;denik@denik.example\n\n"
    )
    with store.write() as db:
        assert book.paste(db, lines, by=by) == 2
        assert book.paste(db, lines, by=by) == 0, "known by their e-mail"
        assert contacts.contacts(db, by=by).select("kind", "name").rows() == [("web", ""), ("radio", "Eva Nová")]
        with pytest.raises(BadInput, match="Řádek 1"):
            book.paste(db, "Deník; Jan; redaktor; není mail", by=by)
        with pytest.raises(BadInput):
            book.paste(db, "  ", by=by)
        with pytest.raises(Refused):
            book.add(db, Card("Jiný", email="NOVA@radio.example"), by=by)
        with pytest.raises(BadInput, match="médium"):
            book.add(db, Card(" ", email="a@b.cz"), by=by)
        with pytest.raises(BadInput):
            book.add(db, Card("Deník"), by=by)
        kept = contacts.contact(db, 1, by=by)
        book.correct(db, 1, dataclasses.replace(kept.card, phone="501"), kept.version, by=by)
        with pytest.raises(Conflict):
            book.correct(db, 1, kept.card, kept.version, by=by)
