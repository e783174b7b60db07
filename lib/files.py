"""Photos, picture cards and frozen papers: files named by their content, so that a name never means other bytes."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from lib import config
from lib.errors import NotFound, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")


def keep(content: bytes, suffix: str) -> str:
    """Keep the bytes and give their name `sha256.suffix`. Safe inside a transaction: a file of a deed that was rolled
    back lies there unused, and keeping it again changes nothing."""
    name = f"{hashlib.sha256(content).hexdigest()}.{suffix}"
    file = config.current().files / name
    if not (file.exists() and file.stat().st_size == len(content)):
        _write(file, content)
    return name


def path(name: str) -> Path:
    """Where the file of this name lies; NotFound when it is not there."""
    file = config.current().files / name
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NotFound("The file {name} is missing in the store of files. Put it back from a backup.", name=name)
    return file


def read(name: str) -> bytes:
    """The bytes of this name; NotFound when they are missing, Unavailable when they are not what they were."""
    content = path(name).read_bytes()
    if hashlib.sha256(content).hexdigest() != name.partition(".")[0]:
        raise Unavailable("The file {name} was damaged or replaced. Put it back from a backup.", name=name)
    return content


def forget(name: str) -> None:
    """Delete the file of this name for good, in the folder of copies too; nothing when it is not there. For what must
    not be kept: within a unit of change only by `store.afterwards`."""
    if not _NAME.fullmatch(name):
        raise KeyError(name)
    for folder in (config.current().files, config.current().backups / "files"):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(
                "The file {name} could not be deleted ({reason}). Delete it from the disk.",
                name=name, reason=str(error.strerror),
            ) from error  # fmt: skip


def _write(file: Path, content: bytes) -> None:
    """Whole and on the disk, or not at all: the store commits durably, so the paper that it names must be there too
    after a power cut. A draft of its own for each writer: nobody meets a half-written file."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem[:16], suffix=".part")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        _settle(file.parent)
    except OSError as error:
        raise Unavailable("The file cannot be saved ({reason}). Check the disk.", reason=str(error.strerror)) from error


def _settle(folder: Path) -> None:
    """Put the folder's own list of names on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
