"""The store of an installation: made once, migrated at every start, refused when it is not what it should be."""

from pathlib import Path

from lib import access, audit, config, jobs, outbox, series, settings, store, upkeep, views
from lib.ads import schema as ads
from lib.bank import schema as bank
from lib.contacts import schema as contacts
from lib.coverage import schema as coverage
from lib.diary import schema as diary
from lib.errors import Unavailable
from lib.events import schema as events
from lib.flows import caldav_links
from lib.guests import schema as guests
from lib.invoices import schema as invoices
from lib.memorial import schema as memorial
from lib.newsletter import schema as newsletter
from lib.photos import schema as photos
from lib.press import schema as press
from lib.publishing import schema as publishing
from lib.reach import schema as reach
from lib.sheets import schema as sheets
from lib.stock import schema as stock
from lib.store import Migrations
from lib.tariffs import schema as tariffs
from lib.tasks import schema as tasks

HEADER = b"SQLite format 3\x00"


def migration_sets() -> list[Migrations]:
    """Every migration set in the order in which they are applied: ground floor, then the rooms."""
    return [
        audit.migrations,
        access.migrations,
        series.migrations,
        settings.migrations,
        views.migrations,
        jobs.migrations,
        outbox.migrations,
        sheets.migrations,
        contacts.migrations,
        tasks.migrations,
        events.migrations,
        coverage.migrations,
        guests.migrations,
        diary.migrations,
        memorial.migrations,
        stock.migrations,
        tariffs.migrations,
        ads.migrations,
        bank.migrations,
        invoices.migrations,
        photos.migrations,
        press.migrations,
        newsletter.migrations,
        publishing.migrations,
        reach.migrations,
        caldav_links.migrations,
    ]


def marker() -> Path:
    """A file that says that a database was installed here; a missing database beside it is a loss, not a new start."""
    return config.current().data / ".office-installed"


def open_store() -> bool:
    """Make or migrate the store. True when it was made now; Unavailable when the file must not be touched."""
    file = store.path()
    new = not file.exists() or (file.stat().st_size == 0 and not marker().exists())
    if new and marker().exists():
        raise Unavailable(
            "The database {file} is missing although it was installed here. Put it back from a backup,"
            " or delete {marker} to start anew.",
            file=file.name,
            marker=marker().name,
        )
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        upkeep.create(file)
    else:
        _refuse_foreign(file)
    upkeep.migrate(file, migration_sets())
    marker().touch()
    return new


def _refuse_foreign(file: Path) -> None:
    with file.open("rb") as opened:
        head = opened.read(100)
    if not head:
        raise Unavailable("The database {file} is empty (0 bytes). Put it back from a backup.", file=file.name)
    if config.current().key_file is not None:
        return
    if not head.startswith(HEADER):
        raise Unavailable(
            "The file {file} is not a database of Kancelář, or it is encrypted and the key is missing."
            " Put it back from a backup, or set the key file.",
            file=file.name,
        )
    expected, actual = _size_in_header(head), file.stat().st_size
    if actual < expected:
        raise Unavailable(
            "The database {file} is truncated: it has {actual} of {expected} bytes. Put it back from a backup.",
            file=file.name,
            actual=actual,
            expected=expected,
        )


def _size_in_header(head: bytes) -> int:
    """Page size × pages as SQLite's file format says in bytes 16–17 and 28–31."""
    page_size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    return pages * (65536 if page_size == 1 else page_size)
