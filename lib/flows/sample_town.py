"""The made-up town of the demo: its spreadsheets are written, then imported the way any office's would be."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from data.samples import make
from lib import accounts, clock, config, settings, store
from lib.access import SYSTEM
from lib.czech import numbers
from lib.errors import Refused
from lib.flows import installation, sample_desk, sheet_sync
from lib.i18n import N, t
from lib.sheets import runs, sources
from lib.store import Database

MARKER = ".sample-town"
LONG_AGO = dt.date(2000, 1, 1)
WHOLE = "whole"
"""What the marker says when the town was filled to the end."""
SOURCES = (
    (N("Event calendar of the office"), "events.office", "kalendar-akci.xlsx", ""),
    (N("Programme of the house of culture"), "events.culture_house", "program-dk.ods", ""),
    (N("Promotional items"), "stock.items", "sklad-predmetu.xlsx", "Předměty"),
    (N("Movements of promotional items"), "stock.movements", "sklad-predmetu.xlsx", "Pohyby"),
    (N("Ads of the paper"), "ads.ads", "inzerce-bn.xlsx", ""),
    (N("Ads of the paper, 2024"), "ads.ads", "inzerce-stare.csv", ""),
    (N("Reach kept by hand"), "reach.by_hand", "dosah-rucne.xlsx", ""),
    (N("Facebook posts, October"), "reach.facebook", "meta-facebook-obsah-2026-10.csv", ""),
    (N("Facebook posts, November"), "reach.facebook", "meta-facebook-obsah-2026-11.csv", ""),
    (N("Instagram posts"), "reach.instagram", "meta-instagram-obsah-2026-11.csv", ""),
    (N("Facebook followers"), "reach.page_series", "facebook-sledujici.csv", ""),
    (N("Web pages, September"), "reach.matomo", "matomo-stranky-2026-09.csv", ""),
    (N("Web pages, October"), "reach.matomo", "matomo-stranky-2026-10.csv", ""),
)
"""Name, kind, file in the shared folder, sheets."""


def marker() -> Path:
    """The file that tells the data folder of the made-up town from that of a real office."""
    return config.current().data / MARKER


def is_here() -> bool:
    """Whether the data folder holds the made-up town and not a real office."""
    return marker().exists()


def is_whole() -> bool:
    """Whether the town was filled to the end, not interrupted (a power cut, Ctrl+C)."""
    return is_here() and marker().read_text(encoding="utf-8") == WHOLE


def claim() -> None:
    """Mark the data folder before anything is put there, so that an interrupted start is known at the next one.

    Refused where a real office is, also one whose database has been lost: the demo would let anybody in.
    """
    if is_here():
        return
    if store.path().exists() or installation.marker().exists():
        raise Refused("This is a real office; the demo does not touch it.")
    config.current().data.mkdir(parents=True, exist_ok=True)
    marker().touch()


def build(say: Callable[[str], None]) -> None:
    """Write the town's spreadsheets as of today, open the demo accounts and import everything, saying what is done.

    What an interrupted start has imported already is left; the rest is done.
    """
    marker().touch()
    say(t("Writing the spreadsheets of the made-up town …"))
    make.make(clock.today(), config.current().shared)
    with store.write() as db:
        settings.change(db, "town.made_up", True, valid_from=LONG_AGO, by=SYSTEM)
        accounts.ensure_demo_accounts(db)
        imported = _imported(db)
    for name, kind, file, sheets in SOURCES:
        if t(name) not in imported:
            say(t("Importing {name} ({file}) …", name=t(name), file=file))
            say("  " + _import(t(name), kind, file, sheets))
    with store.write() as db:
        sample_desk.fill(db)
    marker().write_text(WHOLE, encoding="utf-8")


def _imported(db: Database) -> set[str]:
    """Names of the sources whose import was finished."""
    sql = "select name from source where id in (select source_id from import_run where state = 'applied')"
    return {row["name"] for row in store.rows(db, sql)}


def _import(name: str, kind: str, file: str, sheets: str) -> str:
    with store.write() as db:
        source_id = _source(db, name, kind, file, sheets)
    run_id = sheet_sync.import_source(source_id, by=SYSTEM)
    with store.read() as db:
        run = runs.load(db, run_id)
    return t(
        "{new} rows, {problems} problems to look at",
        new=numbers.number(run.new),
        problems=numbers.number(run.problems),
    )


def _source(db: Database, name: str, kind: str, file: str, sheets: str) -> int:
    """The source, added unless an interrupted start has added it."""
    known = store.scalar(db, "select id from source where name = ?", (name,))
    if known is not None:
        return int(known)
    master = "office" if kind == "events.culture_house" else "sheet"
    return sources.add(db, name, kind, "file", file, sheet_pattern=sheets, master=master, by=SYSTEM)
