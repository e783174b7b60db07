"""How shared spreadsheets look: states of sources, lists of problems and of imports."""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import SYSTEM, User
from lib.czech import dates
from lib.flows import sheet_sync
from lib.flows.sheet_kinds import KINDS, kind_of
from lib.i18n import N, t, tn
from lib.sheets import problems as found_problems
from lib.sheets import runs
from lib.sheets.runs import Run
from lib.sheets.sources import MASTERS, STORAGES, Source
from lib.ui import cached, forms
from lib.ui.badges import State
from lib.ui.columns import Column, Empty, Filter
from lib.ui.head import Link
from lib.ui.lists import show_list

SOURCES, SOURCE, ADD = "pages/sheets/sources.py", "pages/sheets/source.py", "pages/sheets/add.py"
PROBLEM_FILTERS = ("sheet", "heading", "blocks")
RUN_STATES = {
    "applied": (N("imported"), "done"),
    "undone": (N("taken back"), "planned"),
    "refused": (N("refused"), "late"),
    "failed": (N("not fetched"), "late"),
}


def kind_word(code: str) -> str:
    """The kind as people call it; a kind that no room reads any more keeps its code."""
    return t(KINDS[code].label) if code in KINDS else code


def state_code(state: str | None, problems: int | None, active: bool) -> str:
    """One word for the state of a source: off, new, broken, ok, or the number of its problems."""
    if not active:
        return "off"
    if state is None or state == "undone":
        return "new"
    if state in ("failed", "refused"):
        return "broken"
    return str(problems) if problems else "ok"


def state_of(code: str) -> State:
    """The pill of a `state_code`."""
    known = {
        "off": State(t("no longer read"), "planned"),
        "new": State(t("waits for an import"), "due"),
        "broken": State(t("cannot be read"), "late"),
        "ok": State(t("in order"), "done"),
    }
    return known[code] if code in known else State(tn("{n} problem", "{n} problems", int(code)), "due")


def for_list(found: pl.DataFrame) -> pl.DataFrame:
    """Sources with kind and place in words, the state as a code, what the last import said as a sentence."""
    lines = list(found.iter_rows(named=True))
    return found.with_columns(
        kind=pl.Series([kind_word(line["sheet_kind"]) for line in lines], dtype=pl.String),
        place=pl.Series([_place(line["storage"], line["location"]) for line in lines], dtype=pl.String),
        pill=pl.Series(
            [state_code(line["state"], line["problems"], line["active"]) for line in lines], dtype=pl.String
        ),
        said=pl.Series([_said(line) for line in lines], dtype=pl.String),
    )


def _said(line: Mapping[str, Any]) -> str:
    return found_problems.sentence(line["sentence"], json.loads(line["params"])) if line["sentence"] else ""


def _place(storage: str, location: str) -> str:
    return location if storage == "file" else t(STORAGES[storage])


def sources(found: pl.DataFrame, *, by: User) -> None:
    """Every source with its last import."""
    shown = _named(for_list(found))
    columns = [
        Column("name", t("Spreadsheet")),
        Column("pill", t("State"), "state", {code: state_of(code) for code in shown["pill"].unique()}),
        Column("at", t("Last import"), "moment"),
        Column("new", t("New"), "whole"),
        Column("changed", t("Changed"), "whole", on_phone=False),
        Column("unchanged", t("Unchanged"), "whole", shown=False),
        Column("missing", t("Missing"), "whole", shown=False),
        Column("problems", t("Problems"), "whole", on_phone=False),
        Column("kind", t("What it is"), shown=False),
        Column("place", t("Where it lies"), on_phone=False),
        Column("said", t("What happened"), shown=False),
        Column("by", t("Who"), shown=False),
        Column("looked_at", t("Looked at"), "moment", shown=False),
    ]
    nothing = t("No spreadsheet is shared with Kancelář yet. Add the first one; your file stays as it is.")
    add = Link(t("Add a shared spreadsheet"), ADD, ":material/add:") if by.may("sheets.manage") else None
    show_list("sheets.sources", shown, columns, search=("name", "kind", "place"), row_page=SOURCE, sort="name", by=by,
              filters=(Filter("pill", t("State")), Filter("kind", t("What it is"))),
              empty=Empty(nothing, add),
              count=lambda n: tn("{n} spreadsheet", "{n} spreadsheets", n), title=t("Shared spreadsheets"))  # fmt: skip


def _named(found: pl.DataFrame) -> pl.DataFrame:
    """What the worker did by itself is Kancelář's doing."""
    return found.with_columns(pl.col("by").replace(SYSTEM.login, SYSTEM.name))


def sources_sentence(found: pl.DataFrame) -> str:
    """The state of all sources in figures."""
    active = for_list(found).filter("active")
    broken = active.filter(pill="broken").height
    cells = int(active.filter(~pl.col("pill").is_in(["broken", "new"]))["problems"].sum())
    parts = [tn("{n} spreadsheet", "{n} spreadsheets", active.height)]
    if broken:
        parts.append(tn("{n} cannot be read", "{n} cannot be read", broken))
    parts.append(tn("{n} problem to mend", "{n} problems to mend", cells))
    return " · ".join(parts)


def source_sentence(source: Source, run: Run | None) -> str:
    """The state of one source in a sentence."""
    if run is None:
        return t("Nothing was imported from this spreadsheet yet.")
    at = dates.moment(run.at)
    if run.state in ("failed", "refused"):
        return t("On {at} it could not be read: {reason}", at=at, reason=run.text)
    if run.state == "undone":
        return t("The import of {at} was taken back.", at=at)
    rows = tn("{n} row", "{n} rows", run.new + run.changed + run.unchanged)
    if not run.problems:
        return t("Last imported on {at}: {rows}, everything was read.", at=at, rows=rows)
    problems = tn("{n} problem", "{n} problems", run.problems)
    return t("Last imported on {at}: {rows}, {problems}.", at=at, rows=rows, problems=problems)


def about(source: Source) -> dict[str, str | None]:
    """What is known of a source, for `facts`."""
    return {
        t("What it is"): kind_word(source.sheet_kind),
        t("Where it lies"): _place(source.storage, source.location),
        t("Who is right when both change"): t(MASTERS[source.master]),
        t("Sheets"): source.sheet_pattern or t("all that look alike"),
        t("Read by itself"): t("yes") if source.watch and source.storage != "upload" else t("no"),
        t("Looked at"): dates.moment(source.looked_at) if source.looked_at else None,
    }


def problems(name: str, found: pl.DataFrame, *, by: User) -> None:
    """Problems by sheet, row and column with what to do."""
    columns = [
        Column("sheet", t("Sheet")),
        Column("row", t("Row"), "whole"),
        Column("column_letter", t("Column")),
        Column("heading", t("Heading")),
        Column("value", t("The cell says")),
        Column("text", t("What to do")),
        Column("blocks", t("Row left out"), "yes_no"),
    ]
    show_list(name, found, columns, search=("sheet", "heading", "value", "text"), sort="row", id_column="row", by=by,
              filters=tuple(Filter(one.name, one.label) for one in columns if one.name in PROBLEM_FILTERS),
              empty=Empty(t("Every cell could be read.")), count=lambda n: tn("{n} problem", "{n} problems", n),
              title=t("Problems"))  # fmt: skip


def notes(said: list[str]) -> None:
    """What is worth knowing and is no problem."""
    if said:
        with st.expander(tn("{n} note", "{n} notes", len(said)), icon=":material/info:"):
            for note in said:
                st.text(note)


def history(found: pl.DataFrame, *, by: User) -> None:
    """The imports of a source: who, when, how many."""
    columns = [
        Column("at", t("When"), "moment"),
        Column("by", t("Who")),
        Column("state", t("State"), "state", {code: State(t(word), tone) for code, (word, tone) in RUN_STATES.items()}),  # type: ignore[arg-type]
        Column("new", t("New"), "whole"),
        Column("changed", t("Changed"), "whole"),
        Column("unchanged", t("Unchanged"), "whole"),
        Column("missing", t("Missing"), "whole"),
        Column("problems", t("Problems"), "whole"),
        Column("text", t("What happened")),
        Column("file_name", t("File"), shown=False),
        Column("undone_at", t("Taken back at"), "moment", shown=False),
        Column("undone_by", t("Taken back by"), shown=False),
    ]
    show_list("sheets.history", _named(found), columns, sort="-at", by=by, title=t("Imports"),
              empty=Empty(t("Nothing was imported from this spreadsheet yet.")),
              count=lambda n: tn("{n} import", "{n} imports", n))  # fmt: skip


def undo(run: Run, source: Source, *, by: User) -> None:
    """The button that takes a whole import back, and what will follow."""
    if run.state != "applied" or not by.may("sheets.sync") or not by.may(kind_of(source.sheet_kind).permission):
        return
    forms.confirm(
        t("Take the whole import back"),
        t("Take the import of {at} back?", at=dates.moment(run.at)),
        t(
            "{new} will go from Kancelář, {changed} will be as before. The file stays as it is.",
            new=tn("{n} added record", "{n} added records", run.new),
            changed=tn("{n} changed record", "{n} changed records", run.changed),
        ),
        lambda db: sheet_sync.undo(db, run.id, by=by),
        said=lambda _: t("The import of {at} was taken back.", at=dates.moment(run.at)),
        key=f"sheets.undo.{run.id}",
        icon=":material/undo:",
    )


def newest_run(source: Source, *, by: User) -> Run | None:
    """The newest import of a source, whatever became of it."""
    found = cached.fresh(runs.history, source.id, by=by, limit=1)
    return cached.fresh(runs.get, found["id"][0], by=by) if found.height else None
