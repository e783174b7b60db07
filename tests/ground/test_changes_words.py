"""No key of an audited deed is without its Czech label, and codes are called as their rooms call them."""

import ast
import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lib import settings
from lib.ads.documents.orders import PAYMENTS
from lib.ads.rules import OrderEntry
from lib.ads.rules.steps import ABOUT, ORDER_STATES
from lib.changes import WHAT
from lib.changes_words import ATTENDS, CHANNELS, CODES, COUNTED, FLAGS, KEYS, LEFT_OUT, MONEY, ROW_NUMBERS
from lib.contacts.rules import Card, HolderCard
from lib.coverage.rules import plan, television
from lib.diary.rules.invitations import DECISIONS
from lib.diary.rules.invitations import STATES as INVITATIONS
from lib.events import rules as events
from lib.events.entry import Entry
from lib.events.queries import Venue
from lib.flows.channel_kinds import KINDS
from lib.flows.reminders.turns import LEVELS
from lib.guests.rules.cards import WAYS
from lib.invoices.rules import KINDS as INVOICES
from lib.photos.rules import Facts
from lib.publishing.moments import FEED, FEED_NAME
from lib.roles import ROLES
from lib.sheets import sources as sheets
from lib.stock.rules import Card as ItemCard
from lib.tasks import rules as tasks
from lib.tasks.rules import Entry as Task
from lib.ui.invoices import SOURCES
from lib.ui.settings import CHOICES
from lib.ui.settings import MONEY as MONEY_SETTINGS
from tests.house.tree import name, parsed, sources


def _fields(*classes: type) -> tuple[str, ...]:
    return tuple(field.name for one in classes for field in dataclasses.fields(one))  # type: ignore[arg-type]


TV = _fields(television.Order)
BY_HAND: dict[str, tuple[str, ...]] = {
    "lib/ads/actions/money.py:_tell": ("invoice", "paid_on"),
    "lib/ads/actions/ordering.py:edit_order": ("party", *_fields(OrderEntry)),
    "lib/ads/actions/papers.py:edit_issue": ("year", "first", "number", "closes_at", "out_on", "note", "ad_area"),
    "lib/ads/actions/planning.py:plan_months": (),
    "lib/bank/actions/matching.py:confirm": (),
    "lib/contacts/actions/cards.py:change": _fields(Card),
    "lib/contacts/actions/holders.py:change_holder": _fields(HolderCard),
    "lib/coverage/actions/television.py:save_contract": _fields(television.Contract),
    "lib/coverage/actions/television.py:draft": TV,
    "lib/coverage/actions/television.py:edit": (*TV, "version", "short_notice", "over_by"),
    "lib/coverage/actions/television.py:send": ("short_notice", "over_by"),
    "lib/coverage/actions/television.py:_step": ("editor", "reason", "broadcast_on", "seconds", "link", "views"),
    "lib/diary/actions/blocks.py:add_block": ("starts_on", "title"),
    "lib/diary/actions/blocks.py:change_block": ("starts_on", "title"),
    "lib/flows/sheet_sync.py:apply": ("import", "source", "file", "content", "added", "changed"),
    "lib/jobs.py:ask": ("notebook", "values", "source", "issue", "orders"),
    "lib/photos/actions.py:_edit": _fields(Facts),
    "lib/photos/actions.py:add": ("original_name", *_fields(Facts)),
    "lib/press/actions/radio.py:begin": ("first_on", "last_on"),
    "lib/press/actions/radio.py:save": ("first_on", "last_on"),
    "lib/reach/actions/recording.py:_appended": ("value", "source", "note", "snapshot_on", "corrects_id"),
    "lib/sheets/sources.py:change": sheets.CHANGEABLE,
    "lib/stock/actions/cards.py:add_item": _fields(ItemCard),
    "lib/stock/actions/cards.py:correct_item": _fields(ItemCard),
    "lib/tasks/actions/keeping.py:edit": _fields(Task),
}
"""Where a detail is not written out as a dictionary: its keys."""
NESTED = {
    "events.edit": _fields(Entry), "events.edit_venue": _fields(Venue), "contacts.merge": _fields(Card),
    "sheets.import": ("conflicts", "missing", "problems"), "ads.step": ("state",), "ads.note": ("change",),
}  # fmt: skip
"""Keys inside `changes`, `before`, `taken` and `counts`, and those that the saying makes itself."""
PASSED_ON = {
    "stock.move", "stock.receive", "stock.write_off", "reach.correct", "reach.record", "reach.withdraw",
    "ads.paid", "ads.unpaid", "ads.invoiced", "invoices.pay", "invoices.refund", "invoices.take_back",
    *(f"stock.reservation_{state}" for state in ("expired", "fulfilled", "released")),
    *(f"coverage.tv_{state}" for state in ("confirmed", "shot", "broadcast", "refused", "cancelled")),
}  # fmt: skip
"""Deeds that another function than the writing one names."""
TOGETHER = {"from", "to", "after", "changes", "taken", "counts"}
"""Keys that are put together with others before they are said."""


def _known(deed: str, key: str) -> bool:
    names = {f"{deed}.{key}", f"{deed.partition('.')[0]}.{key}", key}
    return bool(names & (KEYS.keys() | LEFT_OUT | TOGETHER))


@cache
def _entries() -> list[tuple[str, ast.FunctionDef, ast.Call]]:
    """Each entry of the audit that a function writes, with the name of its place."""
    return [entry for path in sources("lib") if "record(" in path.read_text(encoding="utf-8") for entry in _calls(path)]


def _calls(path: Path) -> Iterator[tuple[str, ast.FunctionDef, ast.Call]]:
    ours = {"audit.record", "_record"} if "tariffs/actions" in name(path) else {"audit.record"}
    for function in ast.walk(parsed(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ours:
                yield f"{name(path)}:{function.name}", function, node


def _keys(detail: ast.expr, function: ast.FunctionDef) -> Iterator[str | None]:
    """Keys of what is written out; None for what is not."""
    if isinstance(detail, ast.Dict):
        for key, value in zip(detail.keys, detail.values, strict=True):
            if key is None:
                yield from _keys(value, function)
            else:
                yield key.value if isinstance(key, ast.Constant) else None
    elif isinstance(detail, ast.BinOp):
        yield from _keys(detail.left, function)
        yield from _keys(detail.right, function)
    elif isinstance(detail, ast.IfExp):
        yield from _keys(detail.body, function)
        yield from _keys(detail.orelse, function)
    elif isinstance(detail, ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and any(ast.unparse(one) == detail.id for one in node.targets)
        ]
        for value in given:
            yield from _keys(value, function)
        if not given:
            yield None
    else:
        yield None


@cache
def _written() -> list[tuple[str, str, str | None]]:
    """(place, deed, key) of everything that is audited."""
    return [one for entry in _entries() for one in _told(*entry)]


def _told(place: str, function: ast.FunctionDef, call: ast.Call) -> Iterator[tuple[str, str, str | None]]:
    if place.startswith("lib/tariffs") and place.endswith(":_record"):
        return
    deed = next((one for one in call.args[2:3] if isinstance(one, ast.Constant)), None)
    said = str(deed.value) if deed else place.split("/")[1].removesuffix(".py")
    for word in call.keywords:
        yield place, said, word.arg
    for detail in call.args[4:5]:
        if not place.startswith("lib/tariffs"):
            yield from ((place, said, key) for key in _keys(detail, function))


def test_the_deeds_are_found() -> None:
    """So that the next tests do not pass by looking at nothing."""
    assert len({place for place, _, _ in _written()}) > 80
    assert ("lib/tariffs/actions.py:withdraw", "tariffs.withdraw", "name") in _written()
    assert ("lib/coverage/actions/people.py:decline", "coverage.decline", "reason") in _written()


def test_every_key_has_a_label_or_is_left_out() -> None:
    wrong = [f"{place}: {key}" for place, deed, key in _written() if key is not None and not _known(deed, key)]
    deeds = {place: deed for place, deed, _ in _written()}
    wrong += [f"{place}: {key}" for place, keys in BY_HAND.items() for key in keys if not _known(deeds[place], key)]
    wrong += [f"{deed}: {key}" for deed, keys in NESTED.items() for key in keys if not _known(deed, key)]
    assert not wrong, "label them in lib/changes_words.py:\n" + "\n".join(wrong)


def test_details_that_are_not_written_out_are_listed_here() -> None:
    unknown = {place for place, _, key in _written() if key is None}
    assert unknown == BY_HAND.keys(), f"missing {unknown - BY_HAND.keys()}, gone {BY_HAND.keys() - unknown}"


def test_every_deed_has_its_words() -> None:
    deeds = {
        node.value
        for _, _, call in _entries()
        for one in call.args[2:3]
        for node in ast.walk(one)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not isinstance(one, ast.JoinedStr)
    } | PASSED_ON
    assert len(deeds) > 100
    assert deeds <= WHAT.keys(), f"say them in lib/changes_deeds.py or changes_media.py: {sorted(deeds - WHAT.keys())}"


def test_no_name_is_said_in_two_ways() -> None:
    assert not KEYS.keys() & LEFT_OUT
    for names in (COUNTED, FLAGS, MONEY, ROW_NUMBERS, CODES.keys()):
        unlabelled = [one for one in names if one not in KEYS and not one.startswith("setting:")
                      and one.rpartition(".")[2] not in KEYS | dict.fromkeys(("put back",))]  # fmt: skip
        assert not unlabelled


def _words(states: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {code: word for code, (word, _) in states.items()}


@pytest.mark.parametrize(
    ("key", "room"),
    [
        ("ads.state", _words(ORDER_STATES)),
        ("ads.about", ABOUT),
        ("ads.payment", PAYMENTS),
        ("coverage.kind", plan.KINDS),
        ("coverage.intent", plan.INTENTS),
        ("coverage.state", _words(television.STATES)),
        ("diary.decision", {code: _words(INVITATIONS)[code] for code in DECISIONS}),
        ("events.calendar", events.CALENDARS),
        ("events.kind", events.KINDS),
        ("events.publish_to", events.PUBLISH_TO),
        ("events.state", _words(events.STATES)),
        ("guests.way", WAYS),
        ("invoices.kind", INVOICES),
        ("invoices.level", {str(level): word for level, word in LEVELS.items()}),
        ("invoices.source", SOURCES),
        ("sheets.master", sheets.MASTERS),
        ("sheets.storage", sheets.STORAGES),
        ("tasks.anchor", tasks.ANCHORS),
        ("tasks.was", tasks.STATES),
        ("users.roles", {code: word for code, (word, _) in ROLES.items()}),
    ],
)
def test_codes_are_called_as_their_room_calls_them(key: str, room: dict[str, str]) -> None:
    assert CODES[key] == room


def test_other_words_agree_too() -> None:
    assert events.PUBLISH_TO == CHANNELS
    assert events.ANSWERS == ATTENDS
    assert CODES["channels.kind"] == {code: kind.title for code, kind in KINDS.items()}
    assert CODES["channel"] == {**CODES["channels.kind"], FEED: FEED_NAME}
    for code, words in CHOICES.items():
        assert CODES[f"setting:{code}.value"] == words
    assert {f"setting:{code}.value" for code in MONEY_SETTINGS} <= MONEY
    assert {
        one.removeprefix("setting:").removesuffix(".value") for one in MONEY if ":" in one
    } <= settings.DEFAULTS.keys()
