"""Spelling by the system's dictionary, or said not to be checked; whatever happens, nobody waits."""

import shutil
import stat
import time
from pathlib import Path

import pytest

from lib.czech import spelling

pytestmark = pytest.mark.slow

needs_dictionary = pytest.mark.skipif(
    not (shutil.which("hunspell") and Path("/usr/share/hunspell/cs_CZ.dic").exists()), reason="hunspell-cs is not here"
)


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_MEMORY", spelling._Memory())


def _program(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> Path:
    """A program in place of Hunspell; gives the file in which it counts its runs."""
    file, runs = folder / "slovnik", folder / "runs"
    file.write_text(f"#!/bin/sh\necho x >> {runs}\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(spelling, "PROGRAM", str(file))
    runs.touch()
    return runs


@needs_dictionary
def test_slips_are_found_with_their_places_and_suggestions() -> None:
    text = "Přijdte na náměstí, hasyči předvedou techniku."
    found = spelling.check(text, seconds=20)
    assert found is not None
    assert [(one.word, text[one.start : one.end]) for one in found] == [("Přijdte", "Přijdte"), ("hasyči", "hasyči")]
    assert found[1].suggestions[0] == "hasiči"


@needs_dictionary
def test_the_offices_words_are_known_in_every_case() -> None:
    text = "Brázdov, v Brázdově, brázdovských, Raštice z Raštic, Dům kultury Brázdov"
    assert spelling.check(text, {"město Brázdov", "Raštice"}, seconds=20) == ()
    assert spelling.check("Brázdov", seconds=20) != ()


@needs_dictionary
def test_links_mails_hashtags_capitals_and_shortenings_are_left_alone() -> None:
    text = (
        "https://wwwx.brazdovv.example/clanekk www.xyzzyx.cz pisstee@brazdovv.example #BrázdovŽijee @xyzzyx ROPXY 3. B"
        " Mgr. sv. tel. II/475 5krát dkxyz.cz {titullek}"
    )
    assert spelling.check(text, seconds=20) == ()


@needs_dictionary
def test_several_texts_are_read_in_one_run() -> None:
    found = spelling.check_all({"web": "hasyči jedou", "facebook": "hasiči jedou", "": ""}, seconds=20)
    assert {name: [one.word for one in some or ()] for name, some in found.items()} == {
        "web": ["hasyči"], "facebook": [], "": [],
    }  # fmt: skip


def test_no_dictionary_means_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "PROGRAM", "hunspell-that-is-not-here")
    assert spelling.check("hasyči") is None
    assert spelling.check_all({"web": "hasyči"}) == {"web": None}
    assert spelling.check("") == ()


def test_a_broken_dictionary_means_not_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(monkeypatch, tmp_path, "exit 1")
    assert spelling.check("hasyči") is None


def test_a_slow_dictionary_means_not_checked_and_nobody_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(monkeypatch, tmp_path, "exec sleep 5")
    begun = time.monotonic()
    assert spelling.check("hasyči", seconds=0.1) is None
    assert time.monotonic() - begun < 3


def test_slow_suggestions_leave_the_slips_and_are_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = 'case "$*" in *-l*) cat;; *) echo "& hasyči 1 0: hasiči"; exec sleep 5;; esac'
    runs = _program(monkeypatch, tmp_path, script)
    found = spelling.check("hasyči techynika", seconds=0.5)
    assert found is not None
    assert [(one.word, one.suggestions) for one in found] == [("hasyči", ("hasiči",)), ("techynika", ())]
    assert spelling.check("hasyči techynika", seconds=0.5) == found
    assert len(runs.read_text().splitlines()) == 2


def test_words_are_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    runs = _program(monkeypatch, tmp_path, "exit 0")
    assert spelling.check("trh na návsi") == ()
    assert spelling.check("na návsi trh") == ()
    assert len(runs.read_text().splitlines()) == 1


def test_suggestions_that_differ_in_diacritics_come_first() -> None:
    assert spelling._best("namesti", ["namést", "náměstí", "na místě"])[0] == "náměstí"
