"""The public feeds as independent readers see them: what is in, what never is, what one who asks again gets."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import icalendar
import pytest
import recurring_ical_events

from lib import clock, files, store
from lib.access import SYSTEM, User
from lib.events.rules import KINDS
from lib.flows import photo_uses, publishing_mending
from lib.i18n import t
from lib.publishing import Content, actions, queries
from tests.publishing.sample import from_event, keep, like

POSTS = ("/feeds/prispevky.rss", "/feeds/prispevky.atom")


@pytest.fixture
def anybody(site: str) -> Iterator[httpx.Client]:
    """A reader of feeds: no cookie, no origin."""
    with httpx.Client(base_url=site) as client:
        yield client


def _posted(content: Content | None = None, **changes: object) -> int:
    event_id = keep(like(**changes))
    with store.write() as db:
        if content is None:
            story_id = from_event(db, event_id, by=SYSTEM)
        else:
            story_id = actions.save(db, None, content, by=SYSTEM)
        return actions.publish(db, story_id, by=SYSTEM).id


def _parsed(anybody: httpx.Client, path: str) -> feedparser.FeedParserDict:
    answer = anybody.get(path)
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    assert parsed.bozo is False, parsed.get("bozo_exception")
    return parsed


@pytest.mark.parametrize("path", POSTS)
def test_a_published_post_is_in_the_feed(anybody: httpx.Client, path: str) -> None:
    story_id = _posted()
    parsed = _parsed(anybody, path)
    assert parsed.feed.title == "Brázdov: zprávy z radnice"
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [f"{anybody.base_url}{path}"]
    (entry,) = parsed.entries
    assert (entry.title, entry.id) == ("Farmářský trh", f"tag:www.brazdov.example,2026:prispevek-{story_id}")
    assert entry.published_parsed[:5] == (2026, 11, 23, 7, 0)
    html = entry.content[-1].value
    assert "Zveme vás na akci „Farmářský trh“." in html
    assert html.startswith("<p>")
    (picture,) = entry.enclosures
    assert picture.type == "image/png"
    drawn = anybody.get(picture.href)
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/png")
    assert len(drawn.content) == int(picture.length)


@pytest.mark.parametrize("path", POSTS)
def test_drafts_are_never_in_the_feed(anybody: httpx.Client, path: str) -> None:
    event_id = keep(like())
    with store.write() as db:
        story_id = from_event(db, event_id, by=SYSTEM)
        cards = queries.story(db, story_id, by=SYSTEM).cards
    assert _parsed(anybody, path).entries == []
    for card in cards:
        assert anybody.get(f"/feeds/karta/{card.file}").status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_a_withdrawn_post_and_its_picture_disappear(anybody: httpx.Client, path: str) -> None:
    story_id = _posted()
    picture = _parsed(anybody, path).entries[0].enclosures[0].href
    before = anybody.get(path)
    with clock.fixed("2026-11-23T08:20+01:00"), store.write() as db:
        publishing_mending.withdraw_everywhere(db, story_id, "chyba", by=SYSTEM)
    known = {"if-none-match": before.headers["etag"]}
    assert anybody.get(path, headers=known).status_code == 200
    assert anybody.get(path, headers={"if-modified-since": before.headers["last-modified"]}).status_code == 200
    parsed = _parsed(anybody, path)
    assert parsed.entries == []
    assert parsed.feed.updated_parsed[:5] == (2026, 11, 23, 7, 20)
    assert anybody.get(picture).status_code == 404


def test_a_withdrawn_photograph_disappears_at_once(anybody: httpx.Client, people: dict[str, User]) -> None:
    """From a post that a channel fetches, from the feeds and from the page of an event; no cached one is confirmed."""
    story_id, event_id = _posted(), keep(like(title="Ples"))
    made, file = files.keep(b"jako na Instagramu", "jpg"), files.keep(b"\x89PNG z registru", "png")
    with store.write() as db:
        _shown_everywhere(db, story_id, event_id, made, file)
    addresses = (f"/feeds/obrazek/{made}", f"/feeds/obrazek/{file}", f"/akce-verejne/{event_id}/obrazek")
    cached = {address: {"if-none-match": anybody.get(address).headers["etag"]} for address in addresses}
    assert [anybody.get(address, headers=cached[address]).status_code for address in addresses] == [304] * 3
    before = anybody.get(POSTS[0])
    assert file in before.text
    with clock.fixed("2026-11-23T08:20+01:00"), store.write() as db:
        photo_uses.withdraw(db, 7, "Rodiče odvolali souhlas", by=people["spokesperson"])
    for address in addresses:
        assert [anybody.get(address, headers=head).status_code for head in ({}, cached[address])] == [404, 404]
    for known in ({"if-none-match": before.headers["etag"]}, {"if-modified-since": before.headers["last-modified"]}):
        after = anybody.get(POSTS[0], headers=known)
        assert (after.status_code, file in after.text) == (200, False)


def _shown_everywhere(db: store.Database, story_id: int, event_id: int, made: str, file: str) -> None:
    """A photograph of the register in a post on Instagram (in its shape), in the feeds and on the page of an event."""
    for statement in (
        "insert into photo (id, file, original_name, original_hash, width, height, bytes, likeness, by_login, at)"
        f" values (7, '{file}', 'trh.jpg', '{'0' * 64}', 1, 1, 1, '{'0' * 16}', 'editor', '')",
        "insert into outbox (id, channel, key, payload, state, publish_at, next_try_at, created_by, created_at)"
        " values (1, 'instagram', 'k', '{}', 'published', '2026-11-23', 'x', 'x', 'x')",
        "insert into post (id, story_id, channel, content_hash, message_id, wall_time, by_login, at)"
        f" values (1, {story_id}, 'instagram', '{'a' * 64}', 1, 'x', 'x', 'x')",
        f"insert into post_picture values (1, '{made}', '{file}'), (1, '{file}', '{file}')",
        "insert into publication (story_id, guid, channel, step, at, by_login, title, perex, text, picture, alt,"
        " content_hash, reason) select story_id, guid, channel, 'corrected', at, by_login, title, perex, text,"
        f" '{file}', alt, content_hash, '' from publication where story_id = {story_id}",
        f"update event set picture = '{file}' where id = {event_id}",
    ):
        db.conn.execute(statement)


@pytest.mark.parametrize("path", POSTS)
def test_an_unfinished_correction_is_not_out(anybody: httpx.Client, path: str) -> None:
    story_id = _posted()
    with store.write() as db:
        actions.save(db, story_id, Content("Jiný titulek", "", {"web": "Jiný text"}), by=SYSTEM)
    assert _parsed(anybody, path).entries[0].title == "Farmářský trh"
    with clock.fixed("2026-11-23T08:20+01:00"), store.write() as db:
        actions.correct(db, story_id, by=SYSTEM)
    (entry,) = _parsed(anybody, path).entries
    assert entry.title == "Jiný titulek"
    assert entry.id.endswith(f"prispevek-{story_id}")


@pytest.mark.parametrize("path", POSTS)
def test_whatever_was_typed_is_text(anybody: httpx.Client, path: str) -> None:
    hostile = 'Trh <script>alert(1)</script> & "kašna"\x0b\x00 atom:link 🎄'
    _posted(Content(hostile, "Úvod <b>", {"web": f"{hostile}\n<img src=x onerror=alert(1)>\n\nDruhý odstavec"}))
    answer = anybody.get(path)
    parsed = _parsed(anybody, path)
    assert b"<script>" not in answer.content.replace(b"&lt;script&gt;", b"")
    assert "Druhý odstavec" in parsed.entries[0].content[-1].value
    assert "&lt;img" in parsed.entries[0].content[-1].value
    assert "atom:link 🎄" in answer.text


@pytest.mark.parametrize("path", [*POSTS, "/feeds/akce.ics"])
def test_who_has_it_already_gets_304(anybody: httpx.Client, path: str) -> None:
    _posted()
    first = anybody.get(path)
    etag, changed = first.headers["etag"], first.headers["last-modified"]
    for known in ({"if-none-match": etag}, {"if-none-match": f'"x", W/{etag}'}, {"if-modified-since": changed}):
        again = anybody.get(path, headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    for known in (
        {"if-none-match": '"x"'},
        {"if-none-match": '"x"', "if-modified-since": changed},
        {"if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"if-modified-since": "včera"},
    ):
        sent = {name: value.encode() for name, value in known.items()}
        assert anybody.get(path, headers=sent).status_code == 200


@pytest.mark.parametrize("path", POSTS)
def test_an_empty_feed_is_a_feed(anybody: httpx.Client, path: str) -> None:
    assert _parsed(anybody, path).entries == []


def test_a_lost_picture_does_not_stop_the_feed(anybody: httpx.Client, office: Path) -> None:
    _posted()
    for file in (office / "files").iterdir():
        file.unlink()
    assert _parsed(anybody, POSTS[0]).entries[0].get("enclosures", []) == []


def test_addresses_are_those_of_the_public_name(anybody: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_URL", "https://kancelar.brazdov.example/")
    _posted()
    parsed = _parsed(anybody, POSTS[0])
    assert parsed.feed.links[-1].href == "https://kancelar.brazdov.example/feeds/prispevky.rss"
    assert parsed.entries[0].enclosures[0].href.startswith("https://kancelar.brazdov.example/feeds/karta/")


@pytest.mark.parametrize("sha", ["../office", "a" * 64, "%2e%2e%2foffice.db", "x"])
def test_only_cards_of_posts_are_served(anybody: httpx.Client, sha: str) -> None:
    assert anybody.get(f"/feeds/karta/{sha}.png").status_code in (400, 404)


def _calendar(anybody: httpx.Client, path: str = "/feeds/akce.ics") -> icalendar.Calendar:
    answer = anybody.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    return icalendar.Calendar.from_ical(answer.content)


def test_events_are_where_and_when_they_are(anybody: httpx.Client) -> None:
    keep(like(title="Příliš žluťoučký kůň úpěl ďábelské ódy, aby se řádek zalomil uprostřed písmen ěščř"))
    keep(like(title="Výstava", starts_on="2026-11-30", ends_on="2026-12-02"))
    keep(like(title="Sbírka", starts_on="2026-12-05", ends_on="2026-12-05", starts_at=None, ends_at=None))
    keep(like(title="Ples", starts_on="2026-12-31", ends_on="2026-12-31", starts_at="20:00", ends_at="02:00"))
    keep(like(title="Koncert", starts_on="2027-07-01", ends_on="2027-07-01", starts_at="17:00", ends_at=None))
    calendar = _calendar(anybody)
    found = recurring_ical_events.of(calendar).between(dt.date(2026, 11, 1), dt.date(2027, 12, 31))
    spans = {str(event["summary"])[:7]: (event["dtstart"].dt, event["dtend"].dt) for event in found}
    prague = clock.PRAGUE
    assert spans == {
        "Příliš ": (dt.datetime(2026, 11, 28, 9, tzinfo=prague), dt.datetime(2026, 11, 28, 15, tzinfo=prague)),
        "Výstava": (dt.date(2026, 11, 30), dt.date(2026, 12, 3)),
        "Sbírka": (dt.date(2026, 12, 5), dt.date(2026, 12, 6)),
        "Ples": (dt.datetime(2026, 12, 31, 20, tzinfo=prague), dt.datetime(2027, 1, 1, 2, tzinfo=prague)),
        "Koncert": (dt.datetime(2027, 7, 1, 17, tzinfo=prague), dt.datetime(2027, 7, 1, 19, tzinfo=prague)),
    }
    market = found[0]
    assert (str(market["location"]), market["sequence"], str(market["status"])) == ("náměstí Svobody", 0, "CONFIRMED")
    assert market["dtstamp"].dt == market["last-modified"].dt == dt.datetime(2026, 11, 1, 7, tzinfo=dt.UTC)
    assert market.to_ical().decode().count("DTSTART;TZID=Europe/Prague:20261128T090000") == 1


def test_the_calendar_tells_its_zone_and_when_to_ask_again(anybody: httpx.Client) -> None:
    keep(like())
    calendar = _calendar(anybody)
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Prague"
    seasons = {part.name: part["tzoffsetto"].to_ical() for part in zone.subcomponents}
    assert seasons == {"DAYLIGHT": "+0200", "STANDARD": "+0100"}
    text = anybody.get("/feeds/akce.ics").text
    for line in ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "METHOD:PUBLISH", "VERSION:2.0",
                 "X-WR-CALNAME:Akce: Brázdov", f"CATEGORIES:{t(KINDS['town'])}"):  # fmt: skip
        assert line in text


def test_what_is_not_held_stays_and_says_so(anybody: httpx.Client) -> None:
    keep(like(state="cancelled", sequence=3, starts_on="2026-10-30", ends_on="2026-10-30"))
    keep(like(state="postponed"))
    keep(like(title="Dávno", starts_on="2026-10-01", ends_on="2026-10-01"))
    events = _calendar(anybody).walk("VEVENT")
    said = [(str(event["summary"]), str(event["status"]), event["sequence"]) for event in events]
    assert said == [("Zrušeno: Farmářský trh", "CANCELLED", 3), ("Přesunuto: Farmářský trh", "CANCELLED", 0)]


def test_what_is_not_public_is_not_there(anybody: httpx.Client) -> None:
    for kind in ("visit", "ceremony", "council"):
        event_id = keep(like(kind=kind, title="Gratulace paní Novákové"))
        assert anybody.get(f"/feeds/akce/{event_id}.ics").status_code == 404
    keep(like(state="proposed"))
    market = keep(like())
    text = anybody.get("/feeds/akce.ics").text
    assert "Gratulace" not in text
    assert "fotografie" not in text  # a note for colleagues
    assert text.count("BEGIN:VEVENT") == 1
    (event,) = _calendar(anybody, f"/feeds/akce/{market}.ics").walk("VEVENT")
    assert str(event["uid"]).startswith("akce-1@kancelar")


def test_one_event_however_old(anybody: httpx.Client) -> None:
    event_id = keep(like(starts_on="2024-05-01", ends_on="2024-05-01"))
    assert len(_calendar(anybody, f"/feeds/akce/{event_id}.ics").walk("VEVENT")) == 1
    assert anybody.get("/feeds/akce/77.ics").status_code == 404
    assert anybody.get("/feeds/akce/x.ics").status_code == 404


def test_a_removed_event_is_noticed_by_who_asks_by_date(anybody: httpx.Client) -> None:
    from lib.events import actions as events

    kept, gone = keep(like()), keep(like(title="Omyl"))
    before = anybody.get("/feeds/akce.ics")
    with clock.fixed("2026-11-23T08:20+01:00"), store.write() as db:
        events.remove_imported(db, [gone], by=SYSTEM)
        events.set_note(db, kept, "import vzat zpět", by=SYSTEM)  # stands for the record of the import
    known = {"if-modified-since": before.headers["last-modified"]}
    assert anybody.get("/feeds/akce.ics", headers=known).status_code == 200
