"""One handover protocol: the paper as it was issued, what came back, and how to take it back or cancel it."""

import streamlit as st

from lib.czech import dates
from lib.i18n import t
from lib.stock import actions, queries
from lib.ui import badges, cached
from lib.ui import stock as look
from lib.ui import stock_forms as ask
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("stock.read")
handover = cached.read(queries.handover, chosen_id() or 0, by=user)
lines = cached.read(queries.handover_lines, handover.id, by=user)
paper = cached.read(queries.paper, handover.id, by=user)
day = dates.date(dates.parse_date(handover.day))

head(
    t("Protocol {number}", number=handover.number),
    f"{handover.receiver} · {day}",
    others=(Link(t("Handover protocols"), "pages/stock/handovers.py"),),
)
paper_button = {"mime": "application/pdf", "type": "primary", "icon": ":material/print:", "on_click": "ignore"}
st.download_button(t("Download and print"), paper, f"{handover.number}.pdf", **paper_button)
left, right = st.columns([3, 2])
with right:
    if handover.cancelled:
        badges.show(look.handover_states()["cancelled"])
    facts(look.handover_facts(handover))
    for line in lines.iter_rows(named=True):
        st.text(look.handover_line(line))
with left:
    st.pdf(paper, height=640, key="paper", alt=t("Protocol {number}", number=handover.number))
if user.may("stock.move") and not handover.cancelled:
    with right, st.expander(t("Take goods back"), icon=":material/undo:"):
        form = Form(f"stock.return.{handover.id}")
        with form.body():
            back_lines = ask.returned(form, lines)
            if form.submit(t("Take goods back")):
                form.save(
                    lambda db: actions.return_(db, handover.id, back_lines, by=user),
                    said=lambda _: t("The goods are back in {place}.", place=handover.place),
                )
    with right, st.expander(t("Cancel the protocol"), icon=":material/block:"):
        form = Form(f"stock.cancel.{handover.id}")
        with form.body():
            st.caption(t("All goods go back to {place}; the number and the paper stay.", place=handover.place))
            reason = form.ask("reason", st.text_input, t("Reason"))
            if form.submit(t("Cancel the protocol")):
                form.save(
                    lambda db: actions.cancel_handover(db, handover.id, reason=reason, by=user),
                    said=lambda _: t("The protocol {number} is cancelled.", number=handover.number),
                )
