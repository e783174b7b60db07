"""The watched folder of bank statements: what is put there is read by the worker, what cannot be read says why."""

import hashlib
import traceback
from pathlib import Path

from lib import config, store
from lib.access import SYSTEM
from lib.bank import actions, queries
from lib.errors import OfficeError

FOLDER = "vypisy"
READABLE = (".gpc", ".abo", ".xml", ".txt")
_hashes: dict[Path, tuple[str, str]] = {}
"""File → its time and size, and the hash it had then, so that only what has changed is read again."""


def folder() -> Path:
    """Where statements are put, inside the shared folder."""
    return config.current().shared / FOLDER


def look() -> int:
    """Read what is new in the folder and give how many statements were taken in. One bad file stops no other."""
    files = [file for file in sorted(folder().glob("*")) if _readable(file)]
    with store.read() as db:
        read, refused = queries.known_files(db)
    if gone := refused.keys() - {file.name for file in files}:
        with store.write() as db:
            actions.forget_refused(db, gone)
    return sum(_taken(file, read, refused) for file in files)


def _readable(file: Path) -> bool:
    return file.suffix.lower() in READABLE and file.name[0] not in ".~" and file.is_file()


def _taken(file: Path, read: set[str], refused: dict[str, str]) -> bool:
    try:
        file_hash = _hash(file)
        return file_hash not in read and refused.get(file.name) != file_hash and _take(file)
    except Exception:
        traceback.print_exc()
        return False


def _hash(file: Path) -> str:
    stat = file.stat()
    mark = f"{stat.st_mtime_ns}-{stat.st_size}"
    if _hashes.get(file, ("", ""))[0] != mark:
        _hashes[file] = mark, hashlib.sha256(file.read_bytes()).hexdigest()
    return _hashes[file][1]


def _take(file: Path) -> bool:
    data = file.read_bytes()
    try:
        with store.write() as db:
            actions.take_in(db, data, file.name, by=SYSTEM)
    except OfficeError as error:
        with store.write() as db:
            actions.refuse(db, data, file.name, error)
        return False
    return True
