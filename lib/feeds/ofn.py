"""An event as Czech open data: the open formal norm “Události” of 2020-07-01 (ofn.gov.cz) as JSON-LD.

An organiser without an IČO is no “Osoba” of the norm, so he stands among the contacts.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lib.clock import PRAGUE
from lib.feeds.published import Published, mail, phone, price

CONTEXT = "https://ofn.gov.cz/události/2020-07-01/kontexty/událost.jsonld"
CROWN = "http://publications.europa.eu/resource/authority/currency/CZK"
ACCESSIBLE = "https://data.mvcr.gov.cz/zdroj/číselníky/stupně-přístupnosti/položky/"


def events(found: Iterable[Published]) -> list[dict[str, Any]]:
    """A list of events as the norm has it: an array."""
    return [event(one) for one in found]


def event(one: Published) -> dict[str, Any]:
    """The event with the norm's names; what is not known is left out."""
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "typ": "Událost",
        "iri": one.url,
        "název": _text(one.title),
        "popis": _text(one.about),
        "vhodné_pro_děti": one.for_children,
        "pořadatel": _organiser(one),
        "umístění": _places(one),
        "bezbariérovost": _access(one),
        "doba_trvání": [{"typ": "Časová specifikace", "časový_interval": _interval(one)}],
        "vstupné": _admission(one),
        "kontakt": _contacts(one),
        "příloha": [{"typ": "Digitální objekt", "url": one.picture}] if one.picture else None,
        "vytvořeno": _moment(one.created),
        "aktualizováno": _moment(one.changed),
        "relevantní_do": _moment(one.last_day),
        "zneplatněno": _moment(one.changed) if one.state == "called off" else None,
    }
    return {name: value for name, value in said.items() if value is not None and value != []}


def _text(text: str) -> dict[str, str] | None:
    return {"cs": text} if text else None


def _moment(of: dt.date | None) -> dict[str, Any]:
    """A day, a moment with its offset, or the norm's word for one that nobody said."""
    if of is None:
        return {"typ": "Časový okamžik", "nespecifikovaný": True}
    if isinstance(of, dt.datetime):
        return {"typ": "Časový okamžik", "datum_a_čas": of.astimezone(PRAGUE).isoformat(timespec="seconds")}
    return {"typ": "Časový okamžik", "datum": of.isoformat()}


def _interval(one: Published) -> dict[str, Any]:
    return {"typ": "Časový interval", "začátek": _moment(one.begins), "konec": _moment(one.ends)}


def _organiser(one: Published) -> list[dict[str, Any]]:
    if not one.organiser_ico:
        return []
    return [{"typ": "Osoba", "ičo": one.organiser_ico, "název": _text(one.organiser)}]


def _places(one: Published) -> list[dict[str, Any]]:
    if not one.venue:
        return []
    address = ", ".join(dict.fromkeys(part for part in (one.address, one.town) if part))
    place: dict[str, Any] = {"typ": "Umístění", "název": _text(one.venue)}
    if address:
        place["adresa"] = {"typ": "Adresa", "název_obce": _text(one.town), "text": _text(address)}
    if one.geo:
        place["geometrie"] = {"type": "Point", "coordinates": [one.geo[1], one.geo[0]]}
    return [place]


def _access(one: Published) -> dict[str, Any] | None:
    if one.accessible is None:
        return None
    degree = "přístupný" if one.accessible else "nepřístupný"
    return {"typ": "Bezbariérovost", "tělesně_postižení_objekt_přístupnost": ACCESSIBLE + degree}


def _admission(one: Published) -> list[dict[str, Any]]:
    if not one.admission:
        return []
    said: dict[str, Any] = {"typ": "Vstupné", "název": _text(one.admission)}
    if (crowns := price(one.admission)) is not None:
        said["cena"] = {"typ": "Částka", "výše": crowns, "měna": CROWN}
    return [said]


def _contacts(one: Published) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    about = {
        "název": _text(one.contact),
        "email": f"mailto:{mail(one.contact)}" if mail(one.contact) else None,
        "telefon": f"tel:{phone(one.contact)}" if phone(one.contact) else None,
        "url": one.web or None,
    }
    told = {name: value for name, value in about.items() if value is not None}
    if told:
        found.append({"typ": "Kontakt", **told})
    if one.organiser and not one.organiser_ico:
        found.append({"typ": "Kontakt", "druh": _text("Pořadatel"), "název": _text(one.organiser)})
    return found
