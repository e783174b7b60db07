"""The lists of a memorial act to be read: the script by the clock, speakers, wreaths, contacts; cards on a phone."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from lib.events import Event
from lib.i18n import t
from lib.memorial import rules
from lib.memorial.queries import FIELDS
from lib.ui.lists import Column, draw_table


def shown(event: Event, name: str, lines: tuple[Any, ...]) -> None:
    """One of the lists, or the sentence that says that it is empty."""
    if not lines:
        st.caption(_empty()[name])
        return
    cells = [_CELLS[name](event, place, one) for place, one in enumerate(lines, 1)]
    columns = [Column(str(place), label) for place, label in enumerate(_heads(name))]
    schema = {str(place): pl.String for place in range(len(columns))}
    draw_table(f"memorial.{name}", t(FIELDS[name]), pl.DataFrame(cells, schema, orient="row"), columns)


def _empty() -> dict[str, str]:
    return {
        "script": t("The script is empty."),
        "speakers": t("No speakers yet."),
        "wreaths": t("No wreaths yet. Their order here is the order of laying."),
        "contacts": t("No contacts yet. Whoever the script names is on the contact sheet anyway."),
    }


def _heads(name: str) -> tuple[str, ...]:
    return {
        "script": (t("What"), t("Who is responsible"), t("Equipment")),
        "speakers": (t("Name"), t("Office"), t("Min.")),
        "wreaths": (t("Institution"), t("Text of the ribbon"), t("Carried by"), t("Ribbons straightened by")),
        "contacts": (t("Name"), t("Role"), t("Phone")),
    }[name]


def _script(event: Event, place: int, line: rules.Line) -> tuple[str, ...]:
    length = f" ({line.minutes} min)" if line.minutes else ""
    what = f"{rules.clock_time(event.starts_at, line.offset)} {line.what}{length}"
    return " – ".join(filter(None, (what, line.note))), " ".join(filter(None, (line.who, line.phone))), line.equipment


def _speaker(event: Event, place: int, one: rules.Speaker) -> tuple[str, ...]:
    spoken = f" [{one.pronunciation}]" if one.pronunciation else ""
    return f"{place}. {one.name}{spoken}", one.office, str(one.minutes)


def _wreath(event: Event, place: int, one: rules.Wreath) -> tuple[str, ...]:
    kind = f" ({t('bouquet')})" if one.bouquet else ""
    return f"{place}. {one.institution}{kind}", one.ribbon, one.carriers, one.straightens


def _contact(event: Event, place: int, one: rules.Contact) -> tuple[str, ...]:
    return one.name, one.role, one.phone


_CELLS: dict[str, Callable[[Event, int, Any], tuple[str, ...]]] = {
    "script": _script,
    "speakers": _speaker,
    "wreaths": _wreath,
    "contacts": _contact,
}
