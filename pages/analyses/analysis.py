"""One analysis: its parameters, its run in the worker, its answer with the day of the data."""

import streamlit as st

from lib import notebooks
from lib.flows import analyses
from lib.i18n import t
from lib.ui import analyses as look
from lib.ui import cached
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("analyses.read")
notebook = notebooks.find(st.query_params.get("rozbor", ""))
runs = cached.fresh(analyses.runs, notebook.name, by=user)
head(notebook.question, notebook.about, others=(Link(t("All analyses"), "pages/analyses/analyses.py"),))

if user.may("analyses.run"):
    form = Form(f"analysis.{notebook.name}")
    with form.body():
        given = look.parameters(form, notebook)
        if form.submit(t("Answer the question"), icon=":material/play_arrow:"):
            form.save(
                lambda db: analyses.ask(db, notebook.name, given, by=user),
                said=lambda _: t("The analysis was handed to the worker. You may leave; the answer waits here."),
                go="pages/analyses/analysis.py",
                query=lambda _: {"rozbor": notebook.name},
            )
look.progress(notebook.name, by=user)
job = look.chosen_run(runs)
if job:
    look.answer(cached.fresh(analyses.answer, job.id, by=user), job, notebook)
