"""What a notebook needs: the office's own queries over read-only data, and how its answers reach the app's page.

from lib import analysis
from lib.ads import queries as ads
revenue = analysis.ask(ads.by_issue, 2026)
"""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, TypeVar

import polars as pl

from lib import store
from lib.access import SYSTEM

Result = TypeVar("Result")
TABLE = "application/vnd.kancelar.table+json"
LARGEST = 2000


def ask(query: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """The answer of a room's query. The data are open for reading only, so the notebook asks for the whole office."""
    with store.read() as db:
        return query(db, *args, by=SYSTEM, **kwargs)


def show_in_app() -> None:
    """Called by the worker before a notebook runs: figures and tables leave it as data, not as pictures or HTML."""
    import plotly.io
    from IPython import get_ipython

    plotly.io.renderers.default = "plotly_mimetype"
    formatters = get_ipython().display_formatter
    formatters.ipython_display_formatter.for_type(pl.DataFrame, _display)


def _display(frame: pl.DataFrame) -> None:
    from IPython.display import display

    display({TABLE: table(frame)}, raw=True)


def table(frame: pl.DataFrame) -> dict[str, Any]:
    """A frame as plain data: columns, rows (at most 2 000), how many there were."""
    shown = frame.head(LARGEST)
    rows = [[_plain(value) for value in row] for row in shown.iter_rows()]
    return {"columns": frame.columns, "rows": json.loads(json.dumps(rows)), "height": frame.height}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value
