"""What an import would do, before it does anything: rows, problems, differences of one source, all for showing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from lib import access
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.flows.sheet_fetch import fetch_from, raw_sheets
from lib.flows.sheet_kinds import KINDS, kind_of
from lib.i18n import N
from lib.sheets import checks, diff, memory, parse, problems, runs, showing, sources
from lib.sheets.diff import Diff, Side
from lib.sheets.fetch import Fetched
from lib.sheets.kind import SheetKind
from lib.sheets.parse import Parsed
from lib.sheets.sources import Source
from lib.store import Database

EMPTIED = N(
    "The sheet “{sheet}” had {count} rows at the last import and has none now. Its records stay; look at the file."
)


@dataclass(frozen=True)
class Plan:
    """A dry run. `after_run` is the source's newest import then: a plan is for that state only."""

    source: Source
    fetched: Fetched
    parsed: Parsed
    diff: Diff
    after_run: int | None

    @property
    def kind(self) -> SheetKind:
        return KINDS[self.source.sheet_kind]

    @property
    def counts(self) -> dict[str, int]:
        """new, changed, unchanged, missing rows; problems (cells); conflicts (records)."""
        changed = self.diff.changed.height
        conflicts = self.diff.conflicts["record_id"].n_unique() + self.diff.gone.height
        rest = self.diff.unchanged.height + self.diff.touched.height - changed
        numbers = (
            self.diff.new.height,
            changed,
            rest,
            self.diff.missing.height,
            self.parsed.problems.height,
            conflicts,
        )
        return dict(zip(runs.COUNTS, numbers, strict=True))

    @property
    def nothing_to_do(self) -> bool:
        return not (self.diff.new.height or self.diff.touched.height or self.diff.gone.height)

    @property
    def notes(self) -> list[str]:
        """What is worth knowing and is no problem, in the reader's language."""
        return [str(note) for note in (*self.fetched.notes, *self.parsed.notes)]

    def problems(self) -> pl.DataFrame:
        """sheet, row, column_letter, heading, value, text (what to do), blocks (the row is left out)."""
        return problems.shown(self.parsed.problems).drop("field", "sentence", "params")

    def new(self, limit: int = 200) -> pl.DataFrame:
        """Rows that would be added, under the reader's headings."""
        return showing.rows(self.diff.new, self.diff, self.kind, limit)

    def changes(self) -> pl.DataFrame:
        """Cells that would change: record_id, sheet, row, key, label, said, before, after, conflict."""
        return showing.changes(self.diff, self.kind)

    def missing(self, limit: int = 200) -> pl.DataFrame:
        """Rows that the sheet has no more; their records stay."""
        return showing.fields(self.diff.missing.head(limit), self.kind)

    def default(self) -> Side:
        """Whose value a conflict takes when nobody chooses."""
        return "sheet" if self.source.master == "sheet" else "office"


@needs("sheets.sync")
def plan(
    db: Database,
    source_id: int,
    *,
    by: User,
    upload: tuple[str, bytes] | None = None,
    fetched: Fetched | None = None,
    remembered: Mapping[str, str | None] | None = None,
) -> Plan:
    """Fetch, read and compare a source; nothing is changed. `remembered` tries another mapping than the source's own.

    BadInput when the spreadsheet cannot be read or a required column is missing, Refused when it turned empty,
    NotFound and Unavailable when it cannot be fetched.
    """
    source = sources.load(db, source_id)
    access.require(db, by, kind_of(source.sheet_kind).permission)
    if remembered is not None:
        source = replace(source, mapping=dict(remembered))
    return compared(db, source, fetched or fetch_from(source.storage, source.location, upload))


def compared(db: Database, source: Source, came: Fetched) -> Plan:
    """A source as it came, read, checked and compared, for callers that have checked the permission."""
    kind = kind_of(source.sheet_kind)
    parsed = parse.parse(raw_sheets(source.storage, came), kind, source.mapping, source.sheet_pattern, came.name)
    if kind.check:
        parsed = checks.checked(parsed, kind.check(db, parsed.rows.select(*memory.fields_schema(kind))))
    before = memory.base(db, source.id, kind)
    if not parsed.rows.height and not parsed.problems.height:
        _refuse_empty(before.said.height, source, came)
    tied = _tied(db, kind, parsed, before)
    found = diff.compare(parsed, before, tied, lambda ids: memory.current(db, kind, ids), kind)
    parsed = replace(parsed, problems=pl.concat([parsed.problems, _emptied(found, parsed)]))
    return Plan(source, came, parsed, found, runs.last(db, source.id))


def _refuse_empty(rows_before: int, source: Source, came: Fetched) -> None:
    if rows_before:
        raise Refused(
            "“{source}” had {count} rows at the last import and has none now. Nothing was changed; look at the file.",
            source=source.name,
            count=rows_before,
        )
    raise BadInput("{name} has no rows. Check that the right file was saved.", name=came.name)


def _tied(db: Database, kind: SheetKind, parsed: Parsed, before: memory.Memory) -> pl.DataFrame:
    """Rows that are new to the source but that the office has already, as the room finds them."""
    nobody = pl.DataFrame(schema={"position": pl.Int64, "record_id": pl.Int64})
    unknown = parsed.rows.join(before.said, on="key", how="anti", maintain_order="left")
    if kind.find is None or not unknown.height:
        return nobody
    found = kind.find(db, unknown.select(*memory.fields_schema(kind)))
    free = found.join(before.said, on="record_id", how="anti")
    return free.select(
        unknown["position"].gather(free["position"]).alias("position"), pl.col("record_id").cast(pl.Int64)
    )


def _emptied(found: Diff, parsed: Parsed) -> pl.DataFrame:
    """A problem for every sheet whose rows all vanished while other sheets have theirs."""
    there = parsed.rows["sheet"].unique()
    lost = found.missing.filter(~pl.col("sheet").is_in(there.implode())).group_by("sheet", maintain_order=True).len()
    return problems.of(
        [
            {"sheet": sheet, "sentence": EMPTIED, "params": {"sheet": sheet, "count": count}, "blocks": False}
            for sheet, count in lost.iter_rows()
        ]
    )
