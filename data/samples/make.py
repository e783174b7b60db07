"""Makes the sample town: `python -m data.samples.make --as-of 2026-11-23 --to FOLDER`. Same day, same files."""

import argparse
import datetime as dt
from pathlib import Path
from random import Random

from data.samples import (
    ads,
    ads_sheet,
    book,
    events,
    events_sheet,
    house,
    photos,
    posts,
    reach,
    stock,
    stock_items,
    stock_sheet,
)
from data.samples.days import month_start

HERE = Path(__file__).parent
AS_OF = dt.date(2026, 11, 23)
SEED = 1926
LOCKED_BY = "Věra Malá"


def make(as_of: dt.date = AS_OF, to: Path = HERE) -> None:
    """Write all spreadsheets, exports and pictures of the town as they look on the morning of the as-of day."""
    to.mkdir(parents=True, exist_ok=True)
    known = calendars(as_of, to)
    cupboard(as_of, to, known)
    paper(as_of, to)
    exports(as_of, to, known)
    photos.draw_all(to / "fotky")


def calendars(as_of: dt.date, to: Path) -> list[events.Event]:
    """The office's calendar and the programme of the house of culture; returns the office's events."""
    rng = Random(SEED)
    office, diary = events.office_events(as_of, rng)
    shows = house.programme(as_of, office, diary, rng)
    book.xlsx(to / "kalendar-akci.xlsx", events_sheet.calendar(office, as_of, Random(SEED + 1)))
    book.ods(to / "program-dk.ods", events_sheet.house_programme(shows, Random(SEED + 2)))
    return office


def cupboard(as_of: dt.date, to: Path, known: list[events.Event]) -> None:
    """Cards and movements of the gift cupboard."""
    items = stock_items.items()
    moves = stock.movements(items, known, as_of, Random(SEED + 3))
    book.xlsx(to / "sklad-predmetu.xlsx", stock_sheet.book(items, moves, as_of, Random(SEED + 4)))


def paper(as_of: dt.date, to: Path) -> None:
    """Ads of the paper, the older export, and the lock file of the colleague who has the workbook open."""
    sold = ads.ads(as_of, Random(SEED + 5))
    book.xlsx(to / "inzerce-bn.xlsx", ads_sheet.book(sold, as_of, Random(SEED + 6)))
    ads_sheet.old_csv(to / "inzerce-stare.csv", sold, as_of, Random(SEED + 7))
    (to / "~$inzerce-bn.xlsx").write_bytes(lock_file(LOCKED_BY))


def lock_file(owner: str) -> bytes:
    """What Excel leaves beside an open workbook: 165 bytes, the owner's name in one-byte and in two-byte letters."""
    short = bytes([len(owner)]) + owner.encode("cp1250").ljust(54)
    wide = bytes([len(owner), 0]) + owner.ljust(54).encode("utf-16-le")
    return short + wide


def exports(as_of: dt.date, to: Path, known: list[events.Event]) -> None:
    """Reach: the hand-kept sheet and the exports of the last two months."""
    rng, (earlier, later) = Random(SEED + 8), posts.exports(as_of)
    first = month_start(as_of, -22)
    facebook = posts.channel("facebook", first, later, known, rng)
    instagram = posts.channel("instagram", first, later, known, rng)
    web = posts.channel("web", first, earlier, known, rng)
    book.xlsx(to / "dosah-rucne.xlsx", reach.by_hand(as_of, rng))
    old = [post for post in facebook if post.at.date() <= earlier]
    new = [post for post in facebook if post.at.date() >= month_start(as_of, -10)]
    reach.facebook_export(to / f"meta-facebook-obsah-{earlier:%Y-%m}.csv", old, earlier, newer=False)
    reach.facebook_export(to / f"meta-facebook-obsah-{as_of:%Y-%m}.csv", new, later, newer=True)
    reach.instagram_export(to / f"meta-instagram-obsah-{as_of:%Y-%m}.csv", instagram, later)
    reach.followers(to / "facebook-sledujici.csv", as_of, rng)
    last, before = month_start(earlier), month_start(earlier, -1)
    older = [post for post in web if post.at.date() < last and int(post.id) % 7]
    reach.matomo_month(to / f"matomo-stranky-{last:%Y-%m}.csv", web, last, "utf-16-le", rng)
    reach.matomo_month(to / f"matomo-stranky-{before:%Y-%m}.csv", older, before, "utf-8", rng)


def main() -> None:
    """Read the day and the folder from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=AS_OF, help="the day the town stands at")
    parser.add_argument("--to", type=Path, default=HERE, help="the folder to write into")
    chosen = parser.parse_args()
    make(chosen.as_of, chosen.to)


if __name__ == "__main__":
    main()
