"""Number series of documents: taken inside the transaction that issues, never on a draft, without gaps."""

from lib.store import Database, Migrations

migrations = Migrations("series")


@migrations()
def m001_series(db: Database) -> None:
    db.conn.execute(
        """create table number_series (
            code text not null,
            year integer not null check (year between 1990 and 2200),
            last integer not null check (last > 0),
            primary key (code, year)
        ) strict, without rowid"""
    )


def take(db: Database, code: str, year: int) -> int:
    """The next number of a series in a year, from 1. It is given back when the transaction rolls back."""
    row = db.conn.execute(
        "insert into number_series values (?, ?, 1)"
        " on conflict (code, year) do update set last = last + 1 returning last",
        (code, year),
    ).fetchone()
    return int(row[0])


def raise_to(db: Database, code: str, year: int, number: int) -> None:
    """Continue a series after numbers that were given elsewhere (an imported spreadsheet)."""
    db.conn.execute(
        "insert into number_series values (?, ?, ?)"
        " on conflict (code, year) do update set last = max(last, excluded.last)",
        (code, year, number),
    )
