"""Settings on the screen: what each is called, how its value is written and read, the list, the change."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from lib import clock, settings
from lib.access import User
from lib.czech import dates, identifiers, numbers, reading
from lib.errors import BadInput, OfficeError
from lib.i18n import N, t, tn
from lib.settings import Setting
from lib.ui.columns import Column
from lib.ui.forms import Form
from lib.ui.lists import show_list

PAGE = "pages/admin/settings.py"
LABELS: dict[str, str] = {
    "town.name": N("Town"),
    "town.legal_name": N("Town's name on papers"),
    "town.office": N("Office on papers"),
    "town.address": N("Address"),
    "town.ico": N("Town's IČO"),
    "town.phone": N("Telephone"),
    "town.email": N("E-mail of the office"),
    "town.web": N("Web of the town"),
    "town.paper": N("Name of the town's paper"),
    "town.colour": N("Colour of the town's posters (#0B5C6B)"),
    "town.made_up": N("The town is made up (demo)"),
    "sms.price_per_part": N("Price of one part of an SMS"),
    "sms.recipients": N("Recipients of an SMS"),
    "stock.run_out_days": N("Warn this many days before an item runs out"),
    "stock.forecast_days": N("Days by which consumption is estimated"),
    "stock.requests_per_year": N("Requests of one receiver in a year"),
    "stock.limit_per_year": N("Worth of items for one receiver in a year"),
    "guests.keep_days": N("Days for which lists of guests are kept after the event"),
    "stock.reservation_days": N("Days for which items stay reserved after the event"),
    "events.travel_minutes": N("Minutes to get from one venue to another"),
    "events.evening_from": N("Evening events begin at"),
    "events.series_horizon_days": N("Days ahead for which repeating events are entered"),
    "coverage.text_days": N("Working days for an article"),
    "coverage.photo_days": N("Working days for photographs"),
    "coverage.video_days": N("Working days for a video"),
    "coverage.radio_days": N("Working days for radio"),
    "coverage.tv_days": N("Working days for a television report"),
    "coverage.due_time": N("Coverage is due at"),
    "coverage.tv_days_ahead": N("Television wants to know this many days ahead"),
    "ads.due_days": N("Days to pay for an ad"),
    "ares.online": N("Ask the register ARES about new advertisers"),
    "ares.url": N("Address of the register ARES"),
    "ads.issues": N("Issues of the paper in a year (months)"),
    "ads.out_day": N("The paper comes out on this day of the month"),
    "ads.closing_days": N("Ads close this many days before the issue"),
    "ads.closing_time": N("Ads close at"),
    "ads.area_of_issue": N("Area for ads in an issue (cm²)"),
    "ads.preview_days": N("Working days to approve a preview of an ad"),
    "ads.contract_limit": N("Orders over this price without VAT go to the register of contracts"),
    "ads.contract_days": N("Days to publish an order in the register of contracts"),
    "ads.election_from": N("Political ads are taken from (a date, - is never)"),
    "ads.election_to": N("Political ads are taken until (a date, - is never)"),
    "town.dic": N("Town's DIČ"),
    "town.account": N("Town's account for ads"),
    "town.bank": N("Bank of the account"),
    "invoices.numbered_by": N("Who numbers the invoices"),
    "invoices.budget_item": N("Budget item of the revenue from ads"),
    "invoices.note": N("Note at the foot of invoices"),
    "reminders.first_days": N("Days after the term for the first reminder"),
    "reminders.second_days": N("Days after the term of the first reminder for the second one"),
    "reminders.third_days": N("Days after the term of the second reminder for the demand before a lawsuit"),
    "reminders.term_days": N("Days to pay in a reminder"),
    "reminders.lawsuit_days": N("Days to pay in a demand before a lawsuit"),
    "reach.readers_per_copy": N("Readers of one copy of the paper"),
    "publishing.approvals": N("How many people approve a post (1 or 2)"),
    "publishing.facebook_characters": N("Longest post for Facebook in characters (0 is as long as Facebook takes)"),
    "publishing.sms_parts": N("Longest SMS in parts (0 is as long as the gateway takes)"),
    "publishing.repeat_days": N("Days ahead in which a post that comes again is on the board"),
    "publishing.words": N("Our own words for the spelling, parted by semicolons (- is none)"),
    "publishing.election_from": N("Election regime for posts from (a date, - is never)"),
    "publishing.election_to": N("Election regime for posts until (a date, - holds on)"),
    "publishing.election_words": N("Parties and candidates to watch for, parted by semicolons (- is none)"),
    "press.contact": N("Contact for the media"),
    "press.boilerplate": N("Paragraph about the town under press releases (- is none)"),
    "press.radio_weekday": N("The radio wants its material on"),
    "press.radio_words_per_second": N("Words that a presenter reads in a second"),
    "press.pronunciations": N("How names are said (word = sound; word = sound)"),
    "munipolis.rss": N("Address of the town's RSS of MUNIPOLIS (- is none)"),
    "munipolis.groups": N("Groups of MUNIPOLIS, parted by semicolons"),
    "munipolis.streets": N("Streets of MUNIPOLIS, parted by semicolons"),
}
CHOICES: dict[str, dict[str, str]] = {
    "press.radio_weekday": {
        "monday": N("Monday"),
        "tuesday": N("Tuesday"),
        "wednesday": N("Wednesday"),
        "thursday": N("Thursday"),
        "friday": N("Friday"),
        "-": N("no regular day"),
    },
    "invoices.numbered_by": {"office": N("our office"), "finance": N("the finance department")},
}
"""Settings with a few values, and what each is called."""
MONEY = frozenset({"sms.price_per_part", "stock.limit_per_year", "ads.contract_limit"})
TIMES = frozenset({"events.evening_from", "coverage.due_time", "ads.closing_time"})


def label(code: str) -> str:
    """What a setting is called; one that has no name yet is called by its code."""
    return t(LABELS[code]) if code in LABELS else code


def written(code: str, value: Any) -> str:
    """The value as people read it."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if code in CHOICES:
        return t(CHOICES[code][value])
    if code in MONEY:
        return numbers.money(value)
    if code in TIMES:
        return dates.time(value)
    return numbers.number(value) if isinstance(value, int | float) else str(value)


def read(code: str, typed: str) -> Any:
    """The value that was typed, of the kind of the default; BadInput beside the field `value`."""
    try:
        return _read(code, typed.strip())
    except OfficeError as error:
        error.field = "value"
        raise


def _read(code: str, typed: str) -> Any:
    default = settings.DEFAULTS[code]
    if not typed:
        raise BadInput("Write the value.")
    if code in CHOICES:
        return _chosen(code, typed)
    if code in MONEY:
        return _positive(numbers.parse_money(typed), typed)
    if code in TIMES:
        return _time(typed)
    if code == "town.ico":
        return identifiers.ico(typed)
    if isinstance(default, float):
        return _positive(numbers.parse_money(typed), typed) / 100
    return _positive(numbers.parse_whole(typed), typed) if isinstance(default, int) else typed


def _chosen(code: str, typed: str) -> str:
    for value in CHOICES[code]:
        if typed in (value, written(code, value)):
            return value
    raise BadInput("Choose one of: {choices}.", choices=", ".join(written(code, value) for value in CHOICES[code]))


def _time(typed: str) -> str:
    start, _ = reading.parse_time_span(typed)
    if start is None:
        raise BadInput("“{typed}” is not a time. Write it like 17:00.", typed=typed)
    return start


def _positive(value: int, typed: str) -> int:
    if value < 0:
        raise BadInput("“{typed}” must not be less than zero.", typed=typed)
    return value


def show(found: Sequence[Setting], *, by: User) -> None:
    """Every setting with its value and since when it holds; a row leads to its change."""
    rows = [
        {
            "code": one.code,
            "label": label(one.code),
            "value": written(one.code, one.now.value),
            "since": one.now.valid_from,
            "ahead": ", ".join(_ahead(one)),
            "note": one.now.note,
        }
        for one in found
    ]
    texts = dict.fromkeys(("code", "label", "value", "ahead", "note"), pl.String)
    columns = [
        Column("label", t("Setting")),
        Column("value", t("Value")),
        Column("since", t("Holds since"), "date"),
        Column("ahead", t("Change ahead")),
        Column("note", t("Note")),
    ]
    frame = pl.DataFrame(rows, schema={**texts, "since": pl.Date})
    show_list("settings", frame, columns, search=("label", "value"), id_column="code", row_page=PAGE, by=by,
              count=lambda n: tn("{n} setting", "{n} settings", n), title=t("Settings"))  # fmt: skip


def _ahead(one: Setting) -> list[str]:
    return [
        t("{value} from {day}", value=written(one.code, row.value), day=dates.date(row.valid_from))
        for row in one.ahead
        if row.valid_from
    ]


def change(one: Setting, *, by: User) -> None:
    """The form that gives a setting another value from a day on."""
    form = Form(f"settings.{one.code}")
    with form.body():
        typed = _ask(form, one)
        day = form.ask("day", st.date_input, t("Holds since"), value=clock.today(), format="DD.MM.YYYY")
        note = form.ask("note", st.text_input, t("Note"), placeholder=t("why it changes, who decided"))
        if form.submit(t("Save")):
            form.save(
                lambda db: settings.change(
                    db, one.code, _value(one.code, typed), valid_from=_day(day), note=note, by=by
                ),
                said=lambda _: t("{setting}: saved.", setting=label(one.code)),
                go=PAGE,
            )


def _ask(form: Form, one: Setting) -> Any:
    if isinstance(settings.DEFAULTS[one.code], bool):
        return form.ask("value", st.toggle, label(one.code), value=one.now.value)
    if one.code in CHOICES:
        words = [written(one.code, value) for value in CHOICES[one.code]]
        now = words.index(written(one.code, one.now.value))
        return form.ask("value", st.radio, label(one.code), options=words, index=now)
    shown = written(one.code, one.now.value).replace(numbers.NBSP, " ")
    return form.ask("value", st.text_input, label(one.code), value=shown)


def _value(code: str, typed: Any) -> Any:
    return typed if isinstance(typed, bool) else read(code, typed)


def _day(day: dt.date | None) -> dt.date:
    if day is None:
        raise BadInput("Say from which day it holds.", field="day")
    return day
