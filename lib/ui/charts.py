"""A chart on the screen: the answer as its heading, the figure, and behind it the table with its export.

Figures are made by `lib.charts` and kept by `cached.made`:
    figure = cached.made("ads.months", lambda: charts.bars(…), year)
    show(figure, t("March earned {share} more than last year", share=…), table, columns, key="ads.months")
"""

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from lib.charts import Series, bars, lines, months, stacked
from lib.i18n import t
from lib.ui.columns import Column
from lib.ui.lists import draw_downloads, draw_table

__all__ = ["Series", "bars", "lines", "months", "show", "stacked"]


def show(
    figure: go.Figure, title: str, table: pl.DataFrame, columns: Sequence[Column], *, key: str, note: str = ""
) -> None:
    """Draw the chart. `title` is the answer, `note` what the figures are and of which day."""
    with st.container(key=f"chart-{key}", border=True, gap="small"):
        st.header(title, anchor=False)
        if note:
            st.caption(note)
        st.plotly_chart(figure, key=key, config={"displayModeBar": False, "responsive": True}, alt=title)
        behind = st.expander(t("Table"), icon=":material/table_rows:", key=f"{key}.behind", on_change="rerun")
        if behind.open:
            with behind:
                draw_table(f"{key}.table", title, table, columns)
                draw_downloads(f"{key}.files", title, table, columns)
