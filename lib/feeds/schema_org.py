"""An event for search engines: schema.org/Event as JSON-LD."""

import datetime as dt
from typing import Any

from lib.feeds.published import Published, price

STATES = {"held": "EventScheduled", "called off": "EventCancelled", "postponed": "EventPostponed"}


def event(one: Published) -> dict[str, Any]:
    """The event; a day is a date, a time carries the offset of its day."""
    state = "EventRescheduled" if one.before and one.state == "held" else STATES[one.state]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": one.url,
        "url": one.url,
        "name": one.title,
        "description": one.about,
        "startDate": moment(one.begins),
        "endDate": moment(one.ends),
        "previousStartDate": moment(one.before),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(one),
        "organizer": {"@type": "Organization", "name": one.organiser} if one.organiser else None,
        "audience": {"@type": "Audience", "audienceType": one.audience} if one.audience else None,
        "image": [one.picture] if one.picture else None,
        "isAccessibleForFree": price(one.admission) == 0 if price(one.admission) is not None else None,
        "offers": _offer(one),
        "sameAs": one.web,
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def moment(of: dt.date | None) -> str | None:
    """`2026-11-28`, or `2026-11-28T17:00:00+01:00`."""
    return of.isoformat() if of else None


def _place(one: Published) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": one.town, "addressCountry": "CZ"}
    if one.address:
        address["streetAddress"] = one.address
    place: dict[str, Any] = {"@type": "Place", "name": one.venue or one.town, "address": address}
    if one.geo:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": one.geo[0], "longitude": one.geo[1]}
    return place


def _offer(one: Published) -> dict[str, Any] | None:
    if not one.admission:
        return None
    crowns = price(one.admission)
    offer = {"@type": "Offer", "url": one.url, "name": one.admission}
    return offer if crowns is None else {**offer, "price": f"{crowns:.2f}", "priceCurrency": "CZK"}
