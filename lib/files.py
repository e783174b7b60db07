"""Photos, picture cards and frozen papers: files named by their content, so that a name never means other bytes."""

import hashlib
import re
from pathlib import Path

from lib import config
from lib.errors import NotFound, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")


def keep(content: bytes, suffix: str) -> str:
    """Keep the bytes and give their name `sha256.suffix`. Safe inside a transaction: a file of a deed that was rolled
    back lies there unused, and keeping it again changes nothing."""
    name = f"{hashlib.sha256(content).hexdigest()}.{suffix}"
    file = config.current().files / name
    if not file.exists():
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


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all: a reader never meets a half-written file."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{hashlib.sha256(content).hexdigest()[:8]}.part")
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        raise Unavailable("The file cannot be saved ({reason}). Check the disk.", reason=str(error.strerror)) from error
