"""Brings a spreadsheet's bytes: from the shared folder or an upload; keeps what came, dated; knows who has it open."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lib import clock, config
from lib.czech.sorting import fold
from lib.errors import BadInput, NotFound, Refused, Unavailable
from lib.i18n import N
from lib.sheets.problems import Note

READABLE = (".xlsx", ".xlsm", ".ods", ".csv", ".txt", ".ics")
OPEN_BY = N("{name} is open in Excel by {who}. The last saved version was read.")
OPEN_BY_SOMEBODY = N("{name} is open in Excel by somebody. The last saved version was read.")


@dataclass(frozen=True)
class Fetched:
    """A spreadsheet as it came: `modified` is the source's own mark of the version, `raw_path` lies under incoming."""

    name: str
    data: bytes
    content_hash: str
    modified: str | None
    raw_path: str | None
    notes: tuple[Note, ...] = ()


def content_hash(data: bytes) -> str:
    """What tells one content from another."""
    return hashlib.sha256(data).hexdigest()


def shared_path(location: str) -> Path:
    """The file inside the shared folder; BadInput for a path that leads out of it, links included."""
    root = config.current().shared.resolve()
    file = (root / location).resolve()
    if not file.is_relative_to(root) or file == root:
        raise BadInput("{location} lies outside the shared folder. Choose a file inside it.", location=location)
    return file


def shared_files() -> list[str]:
    """Spreadsheets in the shared folder and below, as locations; lock files and hidden files are not offered."""
    root = config.current().shared
    found = (file for file in root.rglob("*") if file.suffix.lower() in READABLE and file.is_file())
    return sorted(str(file.relative_to(root)) for file in found if not re.match(r"[.~]", file.name))


def from_folder(location: str) -> Fetched:
    """The last saved version of a file in the shared folder, with a note when somebody has it open."""
    file = shared_path(location)
    try:
        modified = _mark(file)
        data = file.read_bytes()
    except FileNotFoundError:
        raise NotFound(
            "{location} is not in the shared folder. Put it back, or change the source.", location=location
        ) from None
    except OSError as error:
        raise Unavailable(
            "{location} cannot be read now ({reason}). Try again later.", location=location, reason=str(error.strerror)
        ) from error
    notes = (_open_note(file),) if locked(file) else ()
    return Fetched(file.name, data, content_hash(data), modified, keep(file.name, data), notes)


def from_upload(name: str, data: bytes) -> Fetched:
    """An uploaded file."""
    return Fetched(name, data, content_hash(data), None, keep(name, data))


def modified(location: str) -> str:
    """The mark of the file's version (time and size), without reading it."""
    try:
        return _mark(shared_path(location))
    except OSError:
        raise NotFound(
            "{location} is not in the shared folder. Put it back, or change the source.", location=location
        ) from None


def _mark(file: Path) -> str:
    stat = file.stat()
    return f"{stat.st_mtime_ns}-{stat.st_size}"


def lock_file(file: Path) -> Path:
    """Where Excel says that it has the workbook open."""
    return file.with_name(f"~${file.name}")


def locked(file: Path) -> bool:
    """Whether somebody has the workbook open."""
    return lock_file(file).exists()


def owner(file: Path) -> str:
    """Who has it open, "" when the lock does not say: Excel writes the name with its length, and again in UTF-16."""
    try:
        data = lock_file(file).read_bytes()
    except OSError:
        return ""
    wide = data[55:]
    length = int.from_bytes(wide[:2], "little")
    if 0 < length <= 54 and len(wide) >= 2 + 2 * length:
        return wide[2 : 2 + 2 * length].decode("utf-16-le", errors="replace").strip()
    return data[1 : 1 + (data[0] if data else 0)].decode("cp1250", errors="replace").strip("\0 ")


def _open_note(file: Path) -> Note:
    who = owner(file)
    return Note(OPEN_BY, {"name": file.name, "who": who}) if who else Note(OPEN_BY_SOMEBODY, {"name": file.name})


def refuse_open(file: Path) -> None:
    """Refused while somebody has the workbook open: what would be written, Excel would overwrite."""
    if locked(file):
        raise Refused(
            "{name} is open in Excel by {who}. Nothing was written; try again when it is closed.",
            name=file.name,
            who=owner(file) or "?",
        )


def keep(name: str, data: bytes) -> str:
    """Keep the raw bytes under incoming, in a folder of the day, once per content; the path relative to incoming."""
    stem, _, suffix = name.rpartition(".")
    readable = re.sub(r"[^a-z0-9]+", "-", fold(stem or suffix)).strip("-")[:40] or "sheet"
    ending = re.sub(r"[^a-z0-9]", "", suffix.lower())[:5] if stem else "bin"
    relative = Path(clock.today().isoformat()) / f"{readable}-{content_hash(data)[:16]}.{ending or 'bin'}"
    file = config.current().incoming / relative
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(file.name + ".part")
        unfinished.write_bytes(data)
        unfinished.replace(file)
    return relative.as_posix()


def kept(raw_path: str) -> bytes:
    """The raw bytes of an earlier fetch."""
    return (config.current().incoming / raw_path).read_bytes()
