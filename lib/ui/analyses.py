"""How analyses look: the card of a question, its parameters, the progress of a run, the answer."""

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.flows import analyses
from lib.flows.analyses import Answer
from lib.i18n import t
from lib.jobs import Job
from lib.notebooks import Notebook, Parameter
from lib.ui import badges, cached
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.plain import plain

PAGE = "pages/analyses/analysis.py"


def card(notebook: Notebook, runs: list[Job]) -> None:
    """A question with its last run and the way to it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{plain(notebook.question)}**")
            st.caption(plain(notebook.about))
            if runs:
                badges.show(_state(runs[0]))
        Link(t("Open"), PAGE, query={"rozbor": notebook.name}).draw("secondary", f"open.{notebook.name}")


def _state(job: Job) -> badges.State:
    at = dates.moment(job.finished_at or job.asked_at)
    if job.state == "done":
        return badges.state(t("answered {at}", at=at), "done")
    if job.state == "failed":
        return badges.state(t("failed {at}", at=at), "late")
    return badges.state(t("running"), "due")


def parameters(form: Form, notebook: Notebook) -> dict[str, Any]:
    """A field for each parameter: a choice where the notebook names choices, a text otherwise."""
    return {one.name: _field(form, one) for one in notebook.parameters}


def _field(form: Form, one: Parameter) -> Any:
    if one.choices:
        place = one.choices.index(one.default) if one.default in one.choices else 0
        return form.ask(one.name, st.selectbox, one.label, options=list(one.choices), index=place)
    if isinstance(one.default, bool):
        return form.ask(one.name, st.toggle, one.label, value=one.default)
    return form.ask(one.name, st.text_input, one.label, value=str(one.default))


def progress(name: str, *, by: User) -> None:
    """How far the newest run is; looks by itself every second and shows the page anew when it has ended."""
    newest = cached.fresh(analyses.runs, name, by=by)[:1]
    if not newest or newest[0].finished:
        return

    @st.fragment(run_every=1.0)
    def watch() -> None:
        job = cached.fresh(analyses.runs, name, by=by)[0]
        if job.finished:
            st.rerun()
        share = job.done / job.total if job.total else 0.0
        words = job.message or t("Waiting for the worker")
        st.progress(share, text=words)
        if job.state == "queued" and not cached.fresh(analyses.worker_alive):
            st.warning(t("The background worker does not run; the analysis waits for it."), icon=":material/schedule:")

    watch()


def chosen_run(runs: list[Job]) -> Job | None:
    """The run that the address names, else the newest that has ended."""
    ended = [job for job in runs if job.finished]
    asked = st.query_params.get("beh", "")
    return next((job for job in ended if str(job.id) == asked), ended[0] if ended else None)


def answer(said: Answer | None, job: Job, notebook: Notebook) -> None:
    """Charts, tables and words of a run, with the moment of its data and what was asked for."""
    if said is None:
        st.error(plain(job.message) or t("The analysis failed."), icon=":material/error:")
        return
    labels = {one.name: one.label for one in notebook.parameters}
    asked = [f"{labels.get(name, name)}: {value}" for name, value in said.values.items() if value != ""]
    values = " · ".join(asked)
    st.caption(plain(t("Data as of {at}", at=dates.moment(said.at)) + (f" · {values}" if values else "")))
    for place, part in enumerate(said.parts):
        _draw(part, f"part.{job.id}.{place}")


def _draw(part: dict[str, Any], key: str) -> None:
    if part["kind"] == "markdown":
        if not part["text"].lstrip().startswith("# "):
            st.markdown(part["text"])
    elif part["kind"] == "figure":
        st.plotly_chart(go.Figure(part["figure"]), key=key, config={"displayModeBar": False})
    elif part["kind"] == "table":
        rows = [dict(zip(part["columns"], row, strict=True)) for row in part["rows"]]
        st.dataframe(rows, hide_index=True, key=key)
    else:
        st.text(part["text"])
