"""Content exports of Meta Business Suite: posts of Facebook and Instagram with their lifetime totals on one day."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User
from lib.i18n import N
from lib.reach import actions, rules
from lib.reach.actions import ledger
from lib.reach.sheet import prepared
from lib.sheets.kind import Field, RawSheets, SheetKind
from lib.store import Database

SOURCE = "Meta Business Suite"
ID = Field("remote_id", N("Number of the post"), synonyms=("Post ID", "ID příspěvku", "Media ID"), required=True)
DAY = Field("snapshot_on", N("As of"), "date", ("Stav k", "Datum exportu", "Snapshot"), required=True)
TIME = Field(
    "published_at",
    N("Published"),
    synonyms=("Publish time", "Čas zveřejnění", "Datum zveřejnění", "Zveřejněno"),
    required=True,
)
TEXTS = (
    Field("title", N("Title of the post"), synonyms=("Title", "Název", "Nadpis")),
    Field("caption", N("Text of the post"), synonyms=("Description", "Popis", "Popisek", "Text")),
    Field("permalink", N("Address"), synonyms=("Permalink", "Trvalý odkaz", "Odkaz")),
    Field("kind", N("Kind of post"), synonyms=("Post type", "Typ příspěvku", "Typ")),
)
REACH = Field("reach", N("Reach"), "whole", ("Dosah", "Reach", "Oslovené účty"))
VIEWS = Field("views", N("Views"), "whole", ("Zobrazení", "Views", "Impressions", "Zhlédnutí"))
COMMENTS = Field("comments", N("Comments"), "whole", ("Komentáře",))
SHARES = Field("shares", N("Shares"), "whole", ("Sdílení",))
FACEBOOK = (
    VIEWS,
    REACH,
    Field(
        "interactions",
        N("Interactions"),
        "whole",
        ("Reactions, Comments and Shares", "Reakce, komentáře a sdílení", "Interakce"),
    ),
    Field("reactions", N("Reactions"), "whole", ("Reakce",)),
    COMMENTS,
    SHARES,
    Field("clicks", N("Clicks"), "whole", ("Total clicks", "Kliknutí celkem", "Celkem kliknutí")),
)
INSTAGRAM = (
    VIEWS,
    REACH,
    Field("reactions", N("Reactions"), "whole", ("Likes", "To se mi líbí", "Reakce")),
    COMMENTS,
    SHARES,
    Field("saves", N("Saves"), "whole", ("Uložení", "Uloženo")),
)
NO_NUMBER = N("The row has no number at all. Check the columns of the export.")
NO_TIME = N("The time of publication cannot be read. Write it like 10/31/2026 18:05 or 2026-10-31T18:05:00.")
_POST = """
select distinct entry as record_id, remote_id, published_at, title, caption, permalink, kind, snapshot_on
from reading join media_post on media_post.id = post_id where entry in (select value from json_each(?))
"""
_SCHEMA = {
    "record_id": pl.Int64, "remote_id": pl.String, "published_at": pl.String, "title": pl.String,
    "caption": pl.String, "permalink": pl.String, "kind": pl.String, "snapshot_on": pl.Date,
}  # fmt: skip


@dataclass(frozen=True)
class Export:
    """The export of one channel: which metrics it has, and how it calls them."""

    channel: str
    metrics: tuple[Field, ...]

    @property
    def named(self) -> dict[str, str]:
        return {field.name: _named(field) for field in self.metrics}

    def current(self, db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
        """The entries as the store has them: a column per field."""
        ids = list(record_ids)
        told = store.frame(db, _POST, _SCHEMA, (ledger.as_json(ids),))
        texts = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in ("title", "caption", "permalink", "kind")]
        numbers = ledger.current(db, ids).pivot("metric", index="entry", values="known")
        return told.with_columns(texts).join(numbers, left_on="record_id", right_on="entry", how="left")

    def insert(self, db: Database, rows: pl.DataFrame, by: User) -> list[int]:
        return actions.insert_posts(db, _stored(rows), self.channel, self.named, SOURCE, by=by)

    def update(self, db: Database, rows: pl.DataFrame, by: User) -> None:
        actions.update_posts(db, _stored(rows), self.channel, self.named, SOURCE, by=by)

    def check(self, db: Database, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows without a number, or without a time that can be read, are left out."""
        nothing = pl.all_horizontal(pl.col(field.name).is_null() for field in self.metrics)
        untimed = ~pl.col("published_at").str.ends_with("Z").fill_null(False)
        return pl.concat(
            [told(rows, nothing, "reach", NO_NUMBER, None), told(rows, untimed, "published_at", NO_TIME)]
        ).unique("position", maintain_order=True)


def _named(field: Field) -> str:
    """The heading of Meta's English export; that is how the metric is named in its documentation."""
    english = {"interactions": "Reactions, comments and shares", "clicks": "Total clicks", "saves": "Saves"}
    if field.name == "reactions":
        return field.synonyms[0] if field.synonyms[0] == "Likes" else "Reactions"
    return english.get(field.name, field.name.capitalize())


def told(rows: pl.DataFrame, wrong: pl.Expr, field: str, sentence: str, value: str | None = "same") -> pl.DataFrame:
    """Problems that leave their rows out; `value` None where no single cell is to blame."""
    said = pl.col(field).cast(pl.String) if value == "same" else pl.lit(None, pl.String)
    found = rows.with_columns(position=pl.int_range(pl.len(), dtype=pl.Int64)).filter(wrong)
    return found.select("position", field=pl.lit(field), value=said, sentence=pl.lit(sentence), blocks=pl.lit(True))


def _stored(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the day of publication in Prague; what a content export says has no period."""
    at = pl.col("published_at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_zone="UTC")
    return rows.with_columns(
        published_on=at.dt.convert_time_zone("Europe/Prague").dt.date(),
        period_from=pl.lit(None, pl.Date),
        period_to=pl.lit(None, pl.Date),
    )


def refine(rows: pl.DataFrame) -> pl.DataFrame:
    """The longer of title and caption in plain letters, its first line as the title, times as UTC stamps."""
    captions = [rules.caption(title, text) for title, text in rows.select("title", "caption").iter_rows()]
    titles = [rules.title(text) or None for text in captions]
    return rows.with_columns(
        title=pl.Series(titles, dtype=pl.String),
        caption=pl.Series([text or None for text in captions], dtype=pl.String),
        permalink=pl.col("permalink").str.strip_chars(),
        kind=pl.col("kind").str.strip_chars(),
        published_at=pl.coalesce(_stamp(pl.col("published_at")), pl.col("published_at")),
    )


def _stamp(said: pl.Expr) -> pl.Expr:
    """The wall clock of Prague as a UTC stamp; an hour that the spring change skips is the one after it."""
    wall = prepared.moment(said)
    zoned = [
        moment.dt.replace_time_zone("Europe/Prague", ambiguous="earliest", non_existent="null")
        for moment in (wall, wall + pl.duration(hours=1))
    ]
    return pl.coalesce(zoned).dt.convert_time_zone("UTC").dt.to_string("%Y-%m-%dT%H:%M:%SZ")


def prepare(raw: RawSheets, name: str) -> RawSheets:
    """The export with the day of which it is."""
    return prepared.with_snapshot_day(raw, name, ID, DAY, TIME)


def kind(code: str, label: str, export: Export) -> SheetKind:
    """The kind of spreadsheet of one channel's export."""
    return SheetKind(
        code=code,
        label=label,
        permission="reach.edit",
        fields=(ID, TIME, *TEXTS, *export.metrics, DAY),
        key=("remote_id", "snapshot_on"),
        current=export.current,
        insert=export.insert,
        update=export.update,
        remove=lambda db, ids, by: actions.remove_entries(db, ids, by=by),
        check=export.check,
        prepare=prepare,
        refine=refine,
    )
