"""The made-up town of the demo: its spreadsheets are written, then imported the way any office's would be."""

from collections.abc import Callable

from data.samples import make
from lib import accounts, clock, config, store
from lib.access import SYSTEM
from lib.czech import numbers
from lib.flows import sheet_sync
from lib.flows.sheet_plan import KINDS
from lib.i18n import N, t
from lib.sheets import runs, sources

MARKER = ".sample-town"
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


def is_here() -> bool:
    """Whether the data folder holds the made-up town and not a real office."""
    return (config.current().data / MARKER).exists()


def build(say: Callable[[str], None]) -> None:
    """Write the town's spreadsheets as of today, open the demo accounts and import everything, saying what is done."""
    (config.current().data / MARKER).touch()
    say(t("Writing the spreadsheets of the made-up town …"))
    make.make(clock.today(), config.current().shared)
    with store.write() as db:
        accounts.ensure_demo_accounts(db)
    for name, kind, file, sheets in known_sources():
        say(t("Importing {name} ({file}) …", name=t(name), file=file))
        say("  " + _import(t(name), kind, file, sheets))


def _import(name: str, kind: str, file: str, sheets: str) -> str:
    with store.write() as db:
        master = "office" if kind == "events.culture_house" else "sheet"
        source_id = sources.add(db, name, kind, "file", file, sheet_pattern=sheets, master=master, by=SYSTEM)
    run_id = sheet_sync.import_source(source_id, by=SYSTEM)
    with store.read() as db:
        run = runs.load(db, run_id)
    return t(
        "{new} rows, {problems} problems to look at",
        new=numbers.number(run.new),
        problems=numbers.number(run.problems),
    )


def known_sources() -> tuple[tuple[str, str, str, str], ...]:
    """The sources whose kind a room reads."""
    return tuple(source for source in SOURCES if source[1] in KINDS)
