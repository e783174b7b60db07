"""Copies of the store made while people work: one a day, verified, the oldest thrown away; and of the files.

To go back: stop the app, put `backups/office-<day>.db` in place of `office.db` and `backups/files/*` into `files/`.
"""

import shutil
from pathlib import Path

from lib import clock, config, upkeep
from lib.errors import Unavailable

KEPT = 14


def make() -> Path:
    """Copy the store online into the folder of backups and check the copy, then new files; gives the copy."""
    folder = config.current().backups
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"office-{clock.today().isoformat()}.db"
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    upkeep.copy_to(unfinished)
    if not upkeep.sound(unfinished):
        unfinished.unlink()
        raise Unavailable("The copy {file} is damaged and was thrown away. Check the disk.", file=target.name)
    unfinished.replace(target)
    _copy_files()
    for old in sorted(folder.glob("office-*.db"))[:-KEPT]:
        old.unlink()
    return target


def _copy_files() -> None:
    """Photos and papers are named by their content: only what is new needs copying, and nothing ever changes."""
    kept = config.current().backups / "files"
    kept.mkdir(exist_ok=True)
    present = {path.name for path in kept.iterdir()}
    stored = config.current().files
    for file in stored.iterdir() if stored.exists() else ():
        if file.name not in present:
            unfinished = kept / f".{file.name}"
            shutil.copy2(file, unfinished)
            unfinished.replace(kept / file.name)


def newest() -> Path | None:
    """The latest copy, if there is one."""
    copies = sorted(config.current().backups.glob("office-*.db"))
    return copies[-1] if copies else None


def due() -> bool:
    """Whether today's copy is still to be made."""
    copy = newest()
    return copy is None or copy.name != f"office-{clock.today().isoformat()}.db"
