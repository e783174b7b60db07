"""The detail of an audited deed as a colleague would say it: `Stav: objednáno → stornováno · Důvod: …`."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lib.changes_words import ATTENDS, CODES, COUNTED, FLAGS, KEYS, LEFT_OUT, MONEY, PAIRED, ROW_NUMBERS
from lib.czech import dates, numbers
from lib.i18n import t, tn

LONGEST = 240
EMPTY: tuple[object, ...] = (None, "", [], {})
DASH = "—"
WITH_AMOUNTS = ("ads.plan", "bank.confirm")
"""Deeds whose keys are months and numbers of invoices, and whose values are amounts."""
WORTH_SAYING = ("conflicts", "missing", "problems")
"""Counts of an import that its added and changed records do not say."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\dZ)?)?")
_TIME = re.compile(r"[0-2]\d:[0-5]\d")
_ORDER = {key: place for place, key in enumerate(KEYS)}


class Change(NamedTuple):
    """What a value was and what it is."""

    before: Any
    after: Any


def said(what: str, subject: str, detail: Mapping[str, Any]) -> str:
    """A deed's detail, `label: value · …` in the order of `KEYS`; what is empty or means nothing to people is left out.

    A key without a label is said as it is. At most `LONGEST` characters.
    """
    if what in WITH_AMOUNTS:
        whole = " · ".join(f"{_named(what, key)}: {_amount(value)}" for key, value in detail.items())
    else:
        scope = subject if what == "settings.change" else what
        told = sorted(_told(what, detail), key=lambda one: _ORDER.get(one[0], len(_ORDER)))
        texts = [(_label(scope, key), _value(scope, key, value)) for key, value in told if not _left_out(scope, key)]
        whole = " · ".join(f"{label}: {text}" for label, text in texts if text)
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]} …"


def _told(what: str, detail: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Keys and values, with what belongs together put together: before and after, nested changes, counts."""
    rest = dict(detail)
    if {"from", "to"} <= rest.keys():
        yield "state", Change(rest.pop("from"), rest.pop("to"))
    if isinstance(rest.get("before"), dict):
        was = rest.pop("before")
        now = rest.pop("after", None) or {key: value for key, value in rest.items() if key in was}
        yield from ((key, Change(was.get(key), value)) for key, value in now.items())
        rest = {key: value for key, value in rest.items() if key not in was}
    elif {"before", "after"} <= rest.keys() and not _left_out(what, "before"):
        yield "change", Change(rest.pop("before"), rest.pop("after"))
    for key, value in rest.items():
        if key in ("changes", "taken") and isinstance(value, dict):
            yield from ((name, _paired(pair)) for name, pair in value.items())
        elif key == "counts" and isinstance(value, dict):
            yield from ((name, value[name]) for name in WORTH_SAYING if value.get(name))
        else:
            yield key, _paired(value) if what in PAIRED else value


def _paired(value: Any) -> Any:
    return Change(*value) if isinstance(value, list) and len(value) == 2 else value


def _value(scope: str, key: str, value: Any) -> str:
    """A value in words; "" for what is not worth saying."""
    if isinstance(value, Change):
        before, after = (_value(scope, key, one) or DASH for one in value)
        return f"{before} → {after}" if before != after else ""
    if value in EMPTY:
        return ""
    if _within(COUNTED, scope, key):
        return numbers.number(_count(value))
    if codes := _found(CODES, scope, key):
        parts = value if isinstance(value, list | dict) else str(value).split() if key == "roles" else [value]
        return ", ".join(t(codes[str(one)]) if str(one) in codes else _plain(one) for one in parts)
    if isinstance(value, bool) or (_within(FLAGS, scope, key) and value in (0, 1)):
        return t("yes") if value else t("no")
    if _within(MONEY, scope, key) and isinstance(value, int):
        return numbers.money(value)
    if _within(ROW_NUMBERS, scope, key) and isinstance(value, int):
        return str(value)
    if key == "rule":
        return _repetition(str(value))
    if key == "issues" and isinstance(value, list):
        return ", ".join(_month(one) for one in value)
    return _several(scope, key, value) if isinstance(value, list | dict) else _plain(value)


def _several(scope: str, key: str, value: list[Any] | dict[str, Any]) -> str:
    """A list or a mapping: pairs as changes, people by their names, unknown keys as they are."""
    if isinstance(value, dict):
        if "name" in value:
            answer = ATTENDS.get(str(value.get("answer")))
            return f"{value['name']} ({t(answer)})" if answer else str(value["name"])
        return ", ".join(f"{_label(scope, name)}: {_value(scope, name, one)}" for name, one in value.items())
    if key == "days" and len(value) == 2:
        return dates.span(*(dt.date.fromisoformat(day) for day in value))
    return ", ".join(_value(scope, key, _paired(one)) for one in value)


def _plain(value: Any) -> str:
    """A text as it is, days, moments and hours as they are written in Czech, numbers with their thousands."""
    if isinstance(value, int | float):
        return numbers.number(value)
    text = str(value)
    try:
        if _TIME.fullmatch(text):
            return dates.time(text)
        if not _MOMENT.fullmatch(text):
            return text
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return dates.date(moment.date()) if len(text) == len("2026-11-23") else dates.span(moment)


def _month(text: str) -> str:
    """`prosinec 2026` of `2026-12`; the name of an issue as it is."""
    year, _, month = str(text).partition("-")
    known = len(year) == 4 and month.isdigit() and 1 <= int(month) <= 12
    return f"{dates.month_name(int(month))} {year}" if known else str(text)


def _repetition(rule: str) -> str:
    """How often of an RRULE; its days are said where the series is."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every = {
        "DAILY": lambda n: tn("every day", "every {n} days", n),
        "WEEKLY": lambda n: tn("every week", "every {n} weeks", n),
        "MONTHLY": lambda n: tn("every month", "every {n} months", n),
        "YEARLY": lambda n: tn("every year", "every {n} years", n),
    }.get(parts.get("FREQ", ""))
    interval = parts.get("INTERVAL", "1")
    return every(int(interval)) if every and interval.isdigit() else rule


def _count(value: Any) -> int:
    """How many: of a number itself, of rows, of runs of rows `[[1, 860]]`, of a count for each place."""
    if isinstance(value, int):
        return value
    if isinstance(value, dict):
        return sum(value.values())
    runs = value if all(isinstance(one, list) and len(one) == 2 for one in value) else []
    return sum(last - first + 1 for first, last in runs) if runs else len(value)


def _named(what: str, key: str) -> str:
    return dates.month_name(int(key)) if what == "ads.plan" else key


def _amount(value: int | None) -> str:
    return DASH if value is None else numbers.money(value)


def _label(scope: str, key: str) -> str:
    label = _found(KEYS, scope, key)
    return t(label) if label else key


def _left_out(scope: str, key: str) -> bool:
    return _within(LEFT_OUT, scope, key)


def _names(scope: str, key: str) -> tuple[str, str, str]:
    return f"{scope}.{key}", f"{scope.partition('.')[0]}.{key}", key


def _found(table: Mapping[str, Any], scope: str, key: str) -> Any:
    return next((table[name] for name in _names(scope, key) if name in table), None)


def _within(names: frozenset[str], scope: str, key: str) -> bool:
    return any(name in names for name in _names(scope, key))
