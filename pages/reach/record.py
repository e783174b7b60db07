"""Record a number of a channel: the channel, what was counted, the month, the value. Made for a phone."""

import streamlit as st

from lib import clock
from lib.czech import dates, numbers
from lib.i18n import t
from lib.reach import queries, rules
from lib.ui import cached
from lib.ui import reach as look
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("reach.edit")
asked = look.asked_code("kanal", rules.CHANNELS), look.asked_code("metrika", rules.METRICS), look.asked_month()
head(
    t("Record reach"),
    t("A number that is recorded already is corrected; what stood before stays in the history."),
    others=(Link(t("Media reach"), look.OVERVIEW, ":material/monitoring:", {"mesic": f"{asked[2]:%Y-%m}"}),),
)
form = Form(f"reach.record.{asked[0]}.{asked[1]}.{asked[2]:%Y-%m}", live=True)
with form.body():
    channels, codes = list(rules.CHANNELS), look.month_codes()
    channel = form.ask(
        "channel", st.pills, t("Channel"), options=channels, default=asked[0] or channels[0], required=True,
        format_func=look.channel_word,
    )  # fmt: skip
    metrics = look.metrics_of(channel, asked[1])
    metric = form.ask(
        f"metric.{channel}", st.pills, t("What is counted"), options=metrics, default=asked[1] or metrics[0],
        required=True, format_func=look.metric_word,
    )  # fmt: skip
    code = form.ask(
        "month", st.selectbox, t("Month"), options=codes, index=codes.index(f"{asked[2]:%Y-%m}"),
        format_func=look.code_word,
    )  # fmt: skip
    said = channel, metric, rules.month_of(code) or asked[2]
    known = cached.fresh(queries.known, *said, by=user)
    if known:
        st.info(t("Recorded: {value}, as of {day}.", value=numbers.number(known.value), day=dates.date(known.as_of)))
    value = form.ask("value", st.text_input, t("Right value") if known else t("Value"), placeholder="12 800")
    with st.expander(t("More details")):
        usual = known.source if known else cached.fresh(queries.usual_source, channel, metric, by=user)
        source = form.ask(f"source.{channel}.{metric}", st.text_input, t("Source of the number"), value=usual)
        note = form.ask("note", st.text_input, t("Why it is corrected") if known else t("Note"))
        today = clock.today()
        day = None if known else form.ask(
            "snapshot_on", st.date_input, t("Found out on"), value=today, max_value=today, format="DD.MM.YYYY"
        )  # fmt: skip
    if form.submit(t("Correct") if known else t("Record")):
        form.save(
            lambda db: look.save(db, known, said, value, source, note, day, user),
            said=lambda _: look.saved(said, value),
            go=look.OVERVIEW,
            query=lambda _: {"mesic": code},
        )
