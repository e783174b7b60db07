"""The store of files: what was kept is on the disk and whole, whatever happened around it."""

import os
import stat
from pathlib import Path

import pytest

from lib import config, files
from lib.errors import Unavailable


def test_a_kept_file_is_on_the_disk_before_its_name_is_given(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    whole = os.fsync

    def noted(handle: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        whole(handle)

    monkeypatch.setattr(os, "fsync", noted)
    name = files.keep("Předávací protokol".encode(), "pdf")
    assert synced == ["file", "folder"]
    assert files.read(name) == "Předávací protokol".encode()


def test_a_file_cut_short_is_mended_when_it_is_kept_again(office: Path) -> None:
    name = files.keep(b"the whole paper", "pdf")
    files.path(name).write_bytes(b"")
    with pytest.raises(Unavailable):
        files.read(name)
    assert files.keep(b"the whole paper", "pdf") == name
    assert files.read(name) == b"the whole paper"


def test_a_full_disk_is_said_and_leaves_nothing_behind(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable):
        files.keep(b"a photo", "jpg")
    assert list(config.current().files.iterdir()) == []
