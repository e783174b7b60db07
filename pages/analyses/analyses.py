"""Every analysis by its question, with its last answer."""

import streamlit as st

from lib.flows import analyses
from lib.i18n import t, tn
from lib.ui import analyses as look
from lib.ui import cached
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("analyses.read")
notebooks = cached.fresh(analyses.listing, by=user)
head(
    t("Analyses"), tn("{n} question that the data can answer", "{n} questions that the data can answer", len(notebooks))
)
if not notebooks:
    st.info(t("There is no analysis yet. Put a Jupyter notebook into the folder notebooks and it appears here."))
for notebook in notebooks:
    look.card(notebook, cached.fresh(analyses.runs, notebook.name, by=user))
