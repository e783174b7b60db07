"""Entries of the diary: with private ones as “obsazeno” for everybody, in full for those who may see them.

Two questions instead of one whose answer depends on who asks: answers are shared in a cache, and what cannot carry a
private word cannot leak it.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.diary.rules import BUSY
from lib.store import Database

BLOCKS = {
    "id": pl.Int64,
    "holder_id": pl.Int64,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "title": pl.String,
    "kind": pl.String,
    "place": pl.String,
    "with_whom": pl.String,
    "prepares": pl.String,
    "note": pl.String,
    "private": pl.Boolean,
    "sequence": pl.Int64,
    "updated_at": pl.String,
}
_WORDS = ("place", "with_whom", "prepares", "note")
_MASKED = f"""
select id, holder_id, starts_on, ends_on, starts_at, ends_at, iif(private, '{BUSY}', title) as title,
    iif(private, 'private', kind) as kind, place, with_whom, prepares, note, private, sequence, updated_at
from diary_block b"""
_IN_FULL = f"""
select b.id, holder_id, starts_on, ends_on, starts_at, ends_at,
    coalesce(nullif(p.title, ''), iif(private, '{BUSY}', b.title)) as title, kind,
    {", ".join(f"coalesce(p.{word}, b.{word}) as {word}" for word in _WORDS)}, private, sequence, updated_at
from diary_block b left join diary_private p on p.block_id = b.id"""
_BETWEEN = " where starts_on <= ?2 and ends_on >= ?1"
_ORDER = " order by starts_on, starts_at nulls first, b.id"


@dataclass(frozen=True)
class Block:
    """One entry; days are ISO text, times `HH:MM` of the wall clock or None."""

    id: int
    holder_id: int
    starts_on: str
    ends_on: str
    starts_at: str | None
    ends_at: str | None
    title: str
    kind: str
    place: str
    with_whom: str
    prepares: str
    note: str
    private: int
    sequence: int
    updated_at: str


@needs("diary.read")
def blocks(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """Entries that touch the days from `first` to `last`; a private one is titled “obsazeno” whoever asks."""
    return store.frame(db, _MASKED + _BETWEEN + _ORDER, BLOCKS, (first.isoformat(), last.isoformat()))


@needs("diary.private")
def blocks_in_full(db: Database, first: dt.date, last: dt.date, *, by: User) -> pl.DataFrame:
    """`blocks` with the words of private entries."""
    return store.frame(db, _IN_FULL + _BETWEEN + _ORDER, BLOCKS, (first.isoformat(), last.isoformat()))


@needs("diary.read")
def block(db: Database, block_id: int, *, by: User) -> Block:
    """One entry, “obsazeno” when private; or NotFound."""
    return _existing(store.one(db, Block, _MASKED + " where id = ?", (block_id,)))


@needs("diary.private")
def block_in_full(db: Database, block_id: int, *, by: User) -> Block:
    """One entry with its words, private or not; or NotFound."""
    return _existing(store.one(db, Block, _IN_FULL + " where b.id = ?", (block_id,)))


def own_blocks(db: Database, holder_id: int, since: dt.date, *, in_full: bool) -> pl.DataFrame:
    """One person's entries since a day, for the calendar link: whoever has it was let in by it."""
    sql = (_IN_FULL if in_full else _MASKED) + " where holder_id = ? and ends_on >= ?" + _ORDER
    return store.frame(db, sql, BLOCKS, (holder_id, since.isoformat()))


def _existing(found: Block | None) -> Block:
    return store.existing(found, "This entry of the diary does not exist. Somebody may have removed it.")
