"""Small exports as the channels write them, and imports of them and of the sample town's."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from lib import store
from lib.access import SYSTEM
from lib.flows import sheet_sync
from lib.sheets import runs, sources
from lib.sheets.runs import Run

SAMPLES = Path(__file__).resolve().parent.parent.parent / "data" / "samples"
SAMPLE_FILES = (
    ("reach.by_hand", "dosah-rucne.xlsx"),
    ("reach.facebook", "meta-facebook-obsah-2026-10.csv"),
    ("reach.facebook", "meta-facebook-obsah-2026-11.csv"),
    ("reach.instagram", "meta-instagram-obsah-2026-11.csv"),
    ("reach.page_series", "facebook-sledujici.csv"),
    ("reach.matomo", "matomo-stranky-2026-09.csv"),
    ("reach.matomo", "matomo-stranky-2026-10.csv"),
)
META = "Post ID,Title,Description,Publish time,Permalink,Post type,Views,Reach,Reactions,Comments,Shares"
HAND = "Měsíc;Kanál;Metrika;Hodnota;Zdroj;Zjištěno dne;Poznámka"


def source(kind: str) -> int:
    """A new source of uploaded files."""
    with store.write() as db:
        name = f"zdroj {store.scalar(db, 'select count(*) from source')}"
        return sources.add(db, name, kind, "upload", "", by=SYSTEM)


def take(source_id: int, name: str, data: bytes) -> Run:
    """Import a file; how it went."""
    run_id = sheet_sync.import_source(source_id, by=SYSTEM, upload=(name, data))
    with store.read() as db:
        return runs.load(db, run_id)


def sample(kind: str, name: str) -> tuple[int, Run]:
    """Import a file of the sample town as a source of its own."""
    source_id = source(kind)
    return source_id, take(source_id, name, (SAMPLES / name).read_bytes())


def meta(rows: Sequence[Sequence[object]], header: str = META) -> bytes:
    """An export of Meta: UTF-8 with BOM, commas, line breaks inside captions."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue().encode("utf-8-sig")


def post(number: str, reach: object, caption: str = "Den dětí", at: str = "10/31/2026 18:05") -> list[object]:
    """One row of `meta`: its other numbers follow from the reach."""
    return [number, "", caption, at, f"https://fb.example/{number}", "Photos", 2 * int(str(reach)), reach, 5, 2, 1]


def hand(*lines: str) -> bytes:
    """The hand-kept sheet as csv."""
    return "\n".join([HAND, *lines]).encode("utf-8-sig")


def scalar(sql: str, *params: object) -> object:
    with store.read() as db:
        return store.scalar(db, sql, params)
