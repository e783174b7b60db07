"""The public page of an event: what a citizen reads, what search engines read, what is never there."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from lib import files, store
from lib.access import SYSTEM
from lib.events import actions, queries
from lib.events.entry import Entry
from lib.feeds.published import mail, phone, price

DAY = dt.date(2026, 11, 28)


@pytest.fixture
def anybody(site: str) -> Iterator[httpx.Client]:
    """A citizen: no cookie, no origin, a browser."""
    with httpx.Client(base_url=site, headers={"accept": "text/html"}) as client:
        yield client


def added(title: str = "Farmářský trh", day: dt.date = DAY, state: str = "confirmed", **words: Any) -> int:
    said = {"starts_at": "09:00", "ends_at": "15:00", "venue": "náměstí Svobody", **words}
    with store.write() as db:
        return actions.add(db, Entry(title, day, **said), state=state, by=SYSTEM)  # type: ignore[arg-type]


def page(anybody: httpx.Client, event_id: int) -> str:
    answer = anybody.get(f"/akce-verejne/{event_id}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text.replace("\u00a0", " ")


def machine(text: str) -> dict[str, Any]:
    """What search engines read."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return dict(json.loads(found))


def test_a_citizen_reads_what_he_needs(anybody: httpx.Client) -> None:
    event_id = added(
        summary="Sýry, med & víno", organiser="Technické služby", admission="vstup volný", audience="veřejnost",
        contact="trhy@brazdov.example", web="https://www.brazdov.example/trh", patronage="starostka města",
        description="vzkaz kolegům", note="tajné",
    )  # fmt: skip
    with store.write() as db:
        db.conn.execute("update venue set address = 'Svobody 1', accessible = 1")
    text = page(anybody, event_id)
    for said in ("<h1>Farmářský trh</h1>", "so 28. 11. 2026, 9:00–15:00", "náměstí Svobody, Svobody 1", "vstup volný",
                 "Sýry, med &amp; víno", "Technické služby", "starostka města", "Místo je bezbariérové.",
                 "Přidat do kalendáře", f'href="/feeds/akce/{event_id}.ics"', "Více na webu"):  # fmt: skip
        assert said in text
    for hidden in ("vzkaz kolegům", "tajné", "noindex"):
        assert hidden not in text


def test_search_engines_read_the_same(anybody: httpx.Client) -> None:
    event_id = added(summary="Sýry", organiser="Technické služby", admission="60 Kč")
    with store.write() as db:
        db.conn.execute("update venue set latitude = 49.85, longitude = 18.43")
    said = machine(page(anybody, event_id))
    assert said["@type"] == "Event"
    assert (said["startDate"], said["endDate"]) == ("2026-11-28T09:00:00+01:00", "2026-11-28T15:00:00+01:00")
    assert said["eventStatus"] == "https://schema.org/EventScheduled"
    assert said["location"]["name"] == "náměstí Svobody"
    assert said["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 49.85, "longitude": 18.43}
    assert (said["offers"]["price"], said["offers"]["priceCurrency"]) == ("60.00", "CZK")
    assert said["isAccessibleForFree"] is False
    assert said["organizer"]["name"] == "Technické služby"
    assert said["url"] == f"{anybody.base_url}/akce-verejne/{event_id}"


@pytest.mark.parametrize(
    ("words", "when", "start", "end"),
    [
        ({"all_day": True, "starts_at": None, "ends_at": None}, "so 28. 11. 2026, celý den",
         "2026-11-28", "2026-11-28"),
        ({"starts_at": None, "ends_at": None}, "so 28. 11. 2026", "2026-11-28", "2026-11-28"),
        ({"ends_at": None}, "so 28. 11. 2026, 9:00", "2026-11-28T09:00:00+01:00", None),
        ({"starts_at": "20:00", "ends_at": "02:00", "ends_on": DAY + dt.timedelta(days=1)},
         "so 28. 11. 2026, 20:00–2:00", "2026-11-28T20:00:00+01:00", "2026-11-29T02:00:00+01:00"),
        ({"ends_on": DAY + dt.timedelta(days=2)}, "28.–30. 11. 2026, 9:00–15:00",
         "2026-11-28T09:00:00+01:00", "2026-11-30T15:00:00+01:00"),
        ({"day": dt.date(2026, 7, 1)}, "st 1. 7. 2026, 9:00–15:00",
         "2026-07-01T09:00:00+02:00", "2026-07-01T15:00:00+02:00"),
    ],
)  # fmt: skip
def test_when_it_is_for_people_and_machines(
    anybody: httpx.Client, words: dict[str, Any], when: str, start: str, end: str | None
) -> None:
    text = page(anybody, added(**words))
    said = machine(text)
    assert f"<dd>{when}</dd>" in text
    assert (said["startDate"], said.get("endDate")) == (start, end)


def test_a_cancelled_event_says_so_and_is_not_offered_to_calendars(anybody: httpx.Client) -> None:
    event_id = added()
    with store.write() as db:
        actions.step(db, event_id, "cancelled", "mráz", by=SYSTEM)
    text = page(anybody, event_id)
    assert "Akce je zrušena." in text
    assert "Přidat do kalendáře" not in text
    assert "mráz" not in text
    assert machine(text)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_moved_event_says_where_it_was(anybody: httpx.Client) -> None:
    event_id = added()
    with store.write() as db:
        seen = queries.event(db, event_id, by=SYSTEM).sequence
        actions.move(db, event_id, starts_on=DAY + dt.timedelta(days=7), reason="mráz", started_from=seen, by=SYSTEM)
    text = page(anybody, event_id)
    assert "Akce je přesunuta. Původně se měla konat so 28. 11. 2026, 9:00." in text
    said = machine(text)
    assert said["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (said["previousStartDate"], said["startDate"][:10]) == ("2026-11-28T09:00:00+01:00", "2026-12-05")


def test_a_move_of_a_proposal_is_nobody_s_business(anybody: httpx.Client) -> None:
    event_id = added(state="proposed")
    with store.write() as db:
        seen = queries.event(db, event_id, by=SYSTEM).sequence
        actions.move(db, event_id, starts_on=DAY + dt.timedelta(days=7), reason="", started_from=seen, by=SYSTEM)
        actions.step(db, event_id, "confirmed", "", by=SYSTEM)
    text = page(anybody, event_id)
    assert "přesunuta" not in text
    assert machine(text)["eventStatus"] == "https://schema.org/EventScheduled"


def test_only_public_events_have_a_page(anybody: httpx.Client) -> None:
    hidden = [added(state="proposed"), added(kind="visit"), added(public=False), added("Rada města", kind="council")]
    for path in [*(f"/akce-verejne/{event_id}" for event_id in hidden), "/akce-verejne/99", "/akce-verejne/x",
                 "/akce-verejne/1/obrazek", f"/akce-verejne/{10**19}", f"/akce-verejne/{'9' * 5000}",
                 f"/akce-verejne/{10**19}/obrazek", f"/feeds/akce/{10**19}.ics",
                 f"/feeds/ofn/akce/{10**19}.jsonld"]:  # fmt: skip
        assert anybody.get(path).status_code == 404
    assert anybody.get(f"/akce-verejne/{added('Zastupitelstvo', kind='council')}").status_code == 200
    assert anybody.get(f"/akce-verejne/{added('Zlatá svatba', kind='ceremony', public=True)}").status_code == 200


def test_a_proposal_that_was_called_off_was_never_public(anybody: httpx.Client) -> None:
    with store.write() as db:
        never = actions.add(db, Entry("Tajný záměr", DAY), by=SYSTEM)
        actions.step(db, never, "cancelled", "neprošlo", by=SYSTEM)
    once = added("Jarmark")
    with store.write() as db:
        actions.step(db, once, "proposed", "omyl", by=SYSTEM)
        actions.step(db, once, "cancelled", "mráz", by=SYSTEM)
    assert anybody.get(f"/akce-verejne/{never}").status_code == 404
    for path in ("/feeds/akce.ics", "/feeds/akce.rss", "/feeds/ofn/akce.jsonld"):
        told = anybody.get(path).text
        assert "Tajný záměr" not in told
        assert "Jarmark" in told


def test_whatever_was_typed_is_text_on_a_page_without_scripts(anybody: httpx.Client) -> None:
    hostile = "</script><script>alert(1)</script><!-- & \" ' {{ 7*7 }}"
    answer = anybody.get(f"/akce-verejne/{added(hostile, summary=hostile, venue=hostile)}")
    assert answer.text.count("<script") == 1
    assert answer.text.count("</script>") == 1
    assert machine(answer.text)["name"] == " ".join(hostile.split())
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "script-src" not in policy
    assert "unsafe" not in policy


def test_the_picture_of_a_public_event_is_public(anybody: httpx.Client, office: Path) -> None:
    content = b"\x89PNG\r\n\x1a\n obrazek"
    name = files.keep(content, "png")
    event_id = added(picture=name, picture_alt="Stánek se sýry", picture_credit="Foto: Jana Tichá")
    text = page(anybody, event_id)
    assert f'<img src="/akce-verejne/{event_id}/obrazek" alt="Stánek se sýry">' in text
    assert machine(text)["image"] == [f"{anybody.base_url}/akce-verejne/{event_id}/obrazek"]
    shown = anybody.get(f"/akce-verejne/{event_id}/obrazek")
    assert (shown.content, shown.headers["content-type"]) == (content, "image/png")
    (office / "files" / name).unlink()
    assert "<img" not in page(anybody, event_id)
    assert anybody.get(f"/akce-verejne/{event_id}/obrazek").status_code == 404


@pytest.mark.parametrize(
    ("said", "crowns"),
    [("120 Kč", 120), ("1 250,50 Kč", 1250.5), ("90,- Kč", 90), ("zdarma", 0), ("vstup volný", 0), ("dobrovolné", 0),
     ("dospělí 120 Kč, děti 60 Kč", None), ("děti zdarma, dospělí 80 Kč", None), ("dle ceníku", None), ("", None)],
)  # fmt: skip
def test_what_an_admission_costs(said: str, crowns: float | None) -> None:
    assert price(said) == crowns


def test_contacts_for_machines() -> None:
    said = "Jana Tichá, akce@brazdov.example, tel. 500 000 100"
    assert (mail(said), phone(said)) == ("akce@brazdov.example", "+420500000100")
    assert (mail("přijďte osobně"), phone("00420 500 000 100"), phone("dveře 12")) == ("", "+420500000100", "")
