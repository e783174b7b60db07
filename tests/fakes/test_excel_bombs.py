"""The bombs are what their names say."""

import io
import zipfile
import zlib

import polars as pl
import pytest

from tests.fakes.excel_bombs import BOMBS, STRINGS, workbook

SLOW = {"400 MB of shared strings", "two million shared strings"}


def test_an_honest_workbook_is_read_so_the_bombs_differ_only_in_their_fault() -> None:
    frame = pl.read_excel(io.BytesIO(workbook([["Předmět", "Kusů"], ["Hrnek", 12]])))
    assert frame.rows() == [("Hrnek", 12)]


def test_compound_files_are_marked_and_name_their_streams() -> None:
    for name, streams in (("encrypted xlsx", ["EncryptionInfo", "EncryptedPackage"]), ("old xls", ["Workbook"])):
        content = BOMBS[name]()
        assert content.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
        assert len(content) % 512 == 0
        assert all(stream.encode("utf-16-le") + b"\0\0" in content for stream in streams)


def test_the_large_ones_are_small_files() -> None:
    content = BOMBS["400 MB of shared strings"]()
    assert len(content) < 2_000_000
    assert zipfile.ZipFile(io.BytesIO(content)).getinfo(STRINGS).file_size > 400_000_000


@pytest.mark.parametrize("name", sorted(set(BOMBS) - SLOW))
def test_every_bomb_is_the_same_each_time_apart_from_the_clock(name: str) -> None:
    first, second = BOMBS[name](), BOMBS[name]()
    assert len(first) == len(second)
    assert len(first) < 100_000


@pytest.mark.parametrize("name", ["zip with no workbook", "workbook with no sheet", "broken sheet", "billion laughs"])
def test_zips_are_in_order_and_only_their_content_is_not(name: str) -> None:
    assert zipfile.ZipFile(io.BytesIO(BOMBS[name]())).testzip() is None


def test_damaged_zips_are_damaged() -> None:
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(BOMBS["truncated xlsx"]()))
    with pytest.raises(zlib.error):
        zipfile.ZipFile(io.BytesIO(BOMBS["flipped bits"]())).testzip()
