"""How the office's channels are set up, switched and how they do. Secrets lie in files beside the database.

A token is never in the database (nor in its copies and analyses) and never in the record of changes: it is in
`secrets/<code>.json` of the data folder, which only the account of Kancelář can read.
"""

import datetime as dt
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib import audit, clock, config
from lib.access import User, needs
from lib.errors import BadInput, Conflict, NotFound, Unavailable
from lib.i18n import t
from lib.lengths import refuse_longer
from lib.outbox.places import place
from lib.outbox.records import Asked, Health, Kind, Trouble
from lib.store import Database, existing, rows

WARNED = dt.timedelta(days=14)
"""So long before the end of a token the office is warned."""
_CODE = re.compile(r"[a-z][a-z0-9_-]{0,39}")

_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class SetUp:
    """One channel as it is set up. Moments are UTC text; `trouble` keeps everything from being sent until mended;
    `place` is where it leads (`outbox.places`), `reach_from` from when it may be asked for reach."""

    code: str
    kind: str
    name: str
    by_hand: bool
    switched_on: bool
    options: Mapping[str, Any]
    token_expires_on: dt.date | None
    limited_until: str | None
    checked_at: str | None
    worked_at: str | None
    trouble: str | None
    error: str | None
    version: int
    place: str | None
    reach_from: str | None

    @property
    def limited(self) -> bool:
        return self.limited_until is not None and self.limited_until > clock.stamp()

    @property
    def ends_soon(self) -> bool:
        """Whether the token ends within two weeks, or has ended."""
        return self.token_expires_on is not None and self.token_expires_on <= clock.today() + WARNED


@needs("channels.read")
def channels(db: Database, *, by: User) -> list[SetUp]:
    """All channels by name."""
    return [_set_up(row) for row in rows(db, "select * from channel order by name collate CZECH, code")]


@needs("channels.read")
def channel(db: Database, code: str, *, by: User) -> SetUp:
    """One channel; NotFound when it is not set up."""
    return set_up(db, code)


def set_up(db: Database, code: str) -> SetUp:
    """The same for the worker and for rooms that have asked for the permission already."""
    found = rows(db, "select * from channel where code = ?", (code,))
    return existing(_set_up(found[0]) if found else None, "There is no channel {code}. Set it up first.", code=code)


def _set_up(row: dict[str, Any]) -> SetUp:
    ends = row["token_expires_on"]
    return SetUp(**row | {
        "by_hand": bool(row["by_hand"]),
        "switched_on": bool(row["switched_on"]),
        "options": json.loads(row["options"]),
        "token_expires_on": dt.date.fromisoformat(ends) if ends else None,
    })  # fmt: skip


@needs("channels.edit")
def save_channel(
    db: Database, code: str, kind: Kind, name: str, options: Mapping[str, Any], secrets: Mapping[str, str], *,
    version: int | None = None, by: User,
) -> None:  # fmt: skip
    """Set a channel up (`version` None) or change it; its trouble is over, the next test will say.

    An empty secret keeps what was there. BadInput names the field; Conflict when somebody changed it meanwhile.
    """
    if not _CODE.fullmatch(code):
        raise BadInput("The code of a channel is up to 40 small letters without accents, digits and hyphens.",
                       field="code")  # fmt: skip
    if not name.strip():
        raise BadInput("Give the channel a name.", field="name")
    refuse_longer(_one_line(name.strip(), "name"), "name")
    _refuse_taken(db, code, name.strip())
    kept = {one.name: _option(one, options.get(one.name, one.default)) for one in kind.fields if one.kind != "secret"}
    text = json.dumps(kept, ensure_ascii=False)
    _keep(db, version, (kind.code, name.strip(), kind.make is None, text, place(kind, kept), code))
    asked = {one.name for one in kind.fields if one.kind == "secret"}
    given = {label: value.strip() for label, value in secrets.items() if label in asked and value.strip()}
    if given:
        _keep_secrets(code, {key: old for key, old in _readable_secrets(code).items() if key in asked} | given)
    detail = {"name": name.strip(), "kind": kind.code, "new_secret": bool(given)}
    audit.record(db, by, "channels.save", f"channel:{code}", detail)


def looks_like(name: str) -> str:
    """The same for names that people cannot tell apart: letters of another size or composition, other spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _refuse_taken(db: Database, code: str, name: str) -> None:
    """BadInput when another channel bears the name: nobody could tell them apart. A twin of old keeps it."""
    names = {row["code"]: looks_like(row["name"]) for row in rows(db, "select code, name from channel")}
    if names.pop(code, "") != looks_like(name) and looks_like(name) in names.values():
        raise BadInput("Another channel is called {name} already. Give this one a name of its own.", field="name",
                       name=name)  # fmt: skip


def _keep(db: Database, version: int | None, values: tuple[str | bool | None, ...]) -> None:
    code = values[-1]
    if version is None:
        if rows(db, "select 1 from channel where code = ?", (code,)):
            raise BadInput("A channel with this code already exists.", field="code")
        db.conn.execute(
            "insert into channel (kind, name, by_hand, options, place, code) values (?, ?, ?, ?, ?, ?)", values
        )
        return
    changed = db.conn.execute(
        "update channel set kind = ?, name = ?, by_hand = ?, options = ?, place = ?, trouble = null, error = null,"
        " limited_until = null, reach_from = null, checked_at = null, version = version + 1"
        " where code = ? and version = ?",
        (*values, version),
    )
    if not changed.rowcount:
        set_up(db, str(code))
        raise Conflict("Somebody else changed this channel in the meantime. Look at it and change it again.")


def _option(asked: Asked, value: Any) -> Any:
    """A field of the settings as it is kept; BadInput names it."""
    # `name` is that of the channel itself.
    text = _one_line(str(value).strip(), "own.name" if asked.name == "name" else asked.name)
    if asked.kind == "flag":
        return value is True or text in ("1", "true", "True")
    if asked.kind == "number" and text:
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise BadInput("This has to be a whole number.", field=asked.name)
        return int(text)
    if asked.kind == "url" and text and not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise BadInput("An address begins with https://.", field=asked.name)
    if asked.kind == "choice" and text not in {code for code, _ in asked.choices}:
        raise BadInput("Choose one of those offered.", field=asked.name)
    return text


def _one_line(text: str, field: str) -> str:
    """The text; BadInput when it holds what no header of a letter or a request may (RFC 5322, RFC 9110): the message
    itself would fail otherwise."""
    if _NOT_IN_A_LINE.search(text):
        raise BadInput("Write it on one line, without control characters. They come along when a text is pasted.",
                       field=field)  # fmt: skip
    return text


@needs("channels.edit")
def switch(db: Database, code: str, on: bool, *, by: User) -> None:
    """Switch a channel on or off. What waits for it goes on waiting."""
    changed = db.conn.execute(
        "update channel set switched_on = ?, version = version + 1 where code = ? and switched_on <> ?", (on, code, on)
    )
    if changed.rowcount:
        audit.record(db, by, "channels.switch", f"channel:{code}", {"switched_on": on})
    else:
        set_up(db, code)


@needs("channels.edit")
def checked(db: Database, code: str, found: Health | Trouble, *, by: User) -> None:
    """Keep what a test of the channel found: it works (any trouble is over), or what is wrong.

    Only a lost account keeps messages waiting; that the network does not answer now does not.
    """
    before = set_up(db, code)
    if isinstance(found, Health):
        ends = found.token_expires_on.isoformat() if found.token_expires_on else None
        trouble, error = None, None
    else:
        ends = before.token_expires_on.isoformat() if before.token_expires_on else None
        trouble = found.kind if found.kind in ("reauth", "disconnected") else before.trouble
        error = t(found.sentence, **found.values)[:2000]
    db.conn.execute(
        "update channel set checked_at = ?, trouble = ?, error = ?, token_expires_on = ? where code = ?",
        (clock.stamp(), trouble, error, ends, code),
    )
    if (before.trouble, before.error) != (trouble, error):
        audit.record(db, by, "channels.check", f"channel:{code}", {"error": error or ""})


def secrets_of(code: str) -> dict[str, str]:
    """The channel's secrets; empty when it has none. Only for making the channel, never for a screen."""
    try:
        return dict(json.loads(_file(code).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Unavailable("The secrets of the channel {code} cannot be read. Enter them again.", code=code) from error


def _readable_secrets(code: str) -> dict[str, str]:
    """What can be read of them: secrets that are broken are entered anew over the old ones."""
    try:
        return secrets_of(code)
    except Unavailable:
        return {}


def _file(code: str) -> Path:
    if not _CODE.fullmatch(code):
        raise NotFound("There is no channel {code}. Set it up first.", code=code)
    return config.current().data / "secrets" / f"{code}.json"


def _keep_secrets(code: str, secrets: Mapping[str, str]) -> None:
    """Whole and for this account only, or not at all."""
    file = _file(code)
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=code, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            json.dump(dict(secrets), opened, ensure_ascii=False)
            opened.flush()
            os.fsync(opened.fileno())
        Path(draft).chmod(0o600)
        Path(draft).replace(file)
    except OSError as error:
        raise Unavailable("The file cannot be saved ({reason}). Check the disk.", reason=str(error.strerror)) from error
