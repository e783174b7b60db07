"""The poster and the pictures of an event: what the calendar knows of it, a photograph that may serve promotion."""

import datetime as dt
from dataclasses import dataclass, replace

import polars as pl

from lib import clock, config, photos, settings
from lib.access import User, needs
from lib.errors import Refused
from lib.events import Event, event
from lib.events.rules import NOT_HELD
from lib.paper import A4
from lib.paper.coloured import A3, pdf, png
from lib.photos import sizes
from lib.publishing.documents import KIND_LABELS, Picture, Poster, picture_card, picture_of, poster_of, poster_sheet
from lib.publishing.documents.colours import palette
from lib.publishing.documents.posters import FORMATS
from lib.publishing.rules import FORMATS as CARDS
from lib.store import Database

PAPERS = {"a4": A4, "a3": A3}


@dataclass(frozen=True)
class Drawn:
    """Everything that is drawn from one event."""

    poster: Poster
    card: Picture
    colour: str
    town: str
    day: dt.date


@needs("events.read")
def drawn(db: Database, event_id: int, photo_id: int | None = None, *, by: User) -> Drawn:
    """What the pictures of an event say. Refused for an event that is called off or postponed, and for a photograph
    that must not serve promotion."""
    one = event(db, event_id, by=by)
    if one.state in NOT_HELD:
        raise Refused("The event is called off or postponed. A poster would invite people in vain.")
    town, web = str(settings.value(db, "town.name")), str(settings.value(db, "town.web"))
    host = web.partition("//")[2].strip("/") or web
    label, name = KIND_LABELS.get(one.kind, ""), f"Město {town}"
    poster = poster_of(one, label, name, host, public_address(one))
    if photo_id is not None:
        poster = _with_photo(db, poster, photo_id, by)
    card = picture_of(one.title, one, label, name, host)
    return Drawn(poster, card, str(settings.value(db, "town.colour")), name, clock.today())


def public_address(one: Event) -> str:
    """Where citizens find the event: its own page when Kancelář has an address on the internet, else the page that
    somebody wrote to it; "" when neither is there, for a code that leads nowhere is worse than none."""
    base = config.current().public_url
    if base and one.public and one.state != "proposed":
        return f"{base.rstrip('/')}/akce-verejne/{one.id}"
    return one.web if one.web.startswith(("https://", "http://")) else ""


def _with_photo(db: Database, poster: Poster, photo_id: int, by: User) -> Poster:
    photo = photos.photo(db, photo_id, by=by)
    if obstacle := photo.obstacle(promotion=True):
        raise Refused(obstacle)
    if not photo.credit:
        raise Refused("The author of the photograph is not known. Write him down first, his name must stand by it.")
    content = sizes.sized(photo, sizes.FULL)
    return replace(poster, photo=content, photo_alt=photo.alt, credit=photo.credit_line)


@needs("photos.read")
def backgrounds(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """Photographs that may stand on a poster (consent that holds, author known), those of the event first."""
    found = photos.photos(db, by=by)
    may = (pl.col("licence") == "consent") & (pl.col("credit") != "")
    usable = found.filter(may & pl.col("standing").is_in(["ready", "no_alt"]))
    return usable.sort((pl.col("event_id") == event_id).fill_null(False), descending=True, maintain_order=True)


def as_png(one: Drawn, form: str) -> bytes:
    """A poster or a picture card as PNG; `form` is a key of `FORMATS` or of `CARDS`."""
    if form in CARDS:
        return picture_card(one.card, form, one.colour)
    return png(poster_sheet(one.poster, form, palette(one.colour)))


def as_pdf(one: Drawn, paper: str) -> bytes:
    """The poster for print; `paper` is a4 or a3."""
    return pdf(poster_sheet(one.poster, paper, palette(one.colour)), PAPERS[paper], author=one.town, day=one.day)


__all__ = ["CARDS", "FORMATS", "PAPERS", "Drawn", "as_pdf", "as_png", "backgrounds", "drawn", "public_address"]
