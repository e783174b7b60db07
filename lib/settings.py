"""What the office may change without a programmer: values with the dates between which they hold."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from lib import audit, clock
from lib.access import User, needs
from lib.store import Database, Migrations

migrations = Migrations("settings")


@migrations()
def m001_settings(db: Database) -> None:
    db.conn.execute(
        """create table setting (
            code text not null,
            valid_from text not null check (valid_from is date(valid_from)),
            value text not null check (json_valid(value)),
            note text,
            primary key (code, valid_from)
        ) strict, without rowid"""
    )


DEFAULTS: dict[str, Any] = {
    "town.name": "Brázdov",
    "town.legal_name": "Město Brázdov",
    "town.office": "Městský úřad Brázdov, Kancelář starosty",
    "town.address": "Náměstí 1, 739 99 Brázdov",
    "town.ico": "99000016",
    "town.phone": "+420 500 000 100",
    "town.email": "kancelar@brazdov.example",
    "town.web": "https://www.brazdov.example",
    "town.paper": "Brázdovské noviny",
    "town.colour": "#0B5C6B",
    "town.made_up": False,
    "sms.price_per_part": 121,
    "sms.recipients": 3000,
    "guests.keep_days": 365,
    "stock.run_out_days": 30,
    "stock.forecast_days": 180,
    "stock.requests_per_year": 3,
    "stock.limit_per_year": 600000,
    "stock.reservation_days": 7,
    "events.travel_minutes": 30,
    "events.evening_from": "17:00",
    "events.series_horizon_days": 730,
    "coverage.text_days": 2,
    "coverage.photo_days": 1,
    "coverage.video_days": 2,
    "coverage.radio_days": 1,
    "coverage.tv_days": 5,
    "coverage.due_time": "12:00",
    "coverage.tv_days_ahead": 7,
    "ads.due_days": 14,
    "ares.online": True,
    "ares.url": "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/ekonomicke-subjekty",
    "ads.issues": "1, 2, 3, 4, 5, 6, 7–8, 9, 10, 11, 12",
    "ads.out_day": 1,
    "ads.closing_days": 21,
    "ads.closing_time": "12:00",
    "ads.area_of_issue": 2000,
    "ads.preview_days": 2,
    "ads.contract_limit": 5000000,
    "ads.contract_days": 30,
    "ads.election_from": "-",
    "ads.election_to": "-",
    "town.dic": "CZ99000016",
    "town.account": "19-2000145399/0800",
    "town.bank": "Banka Brázdov",
    "invoices.numbered_by": "office",
    "invoices.budget_item": "ODPA 3349, POL 2111",
    "invoices.note": "Město není zapsáno v obchodním rejstříku.",
    "reminders.first_days": 7,
    "reminders.second_days": 7,
    "reminders.third_days": 14,
    "reminders.term_days": 10,
    "reminders.lawsuit_days": 14,
    "reach.readers_per_copy": 2.2,
    "publishing.approvals": 1,
    "publishing.facebook_characters": 5000,
    "publishing.sms_parts": 3,
    "publishing.repeat_days": 7,
    "publishing.words": "-",
    "publishing.election_from": "-",
    "publishing.election_to": "-",
    "publishing.election_words": "-",
    "press.contact": "Jana Tichá, tisková mluvčí, +420 500 000 101, tisk@brazdov.example",
    "press.boilerplate": "-",
    "press.radio_weekday": "thursday",
    "press.radio_words_per_second": 2.3,
    "press.pronunciations": "-",
    "munipolis.rss": "-",
    "munipolis.groups": "Havárie a odstávky; Uzavírky a čištění; Svoz odpadu; Úřad informuje; Kultura a sport",
    "munipolis.streets": "-",
}
"""What holds where the office has said nothing; money in haléře. Sources: figures and duties of the reference."""


@dataclass(frozen=True)
class Row:
    """One value and the day from which it holds, None for the default."""

    valid_from: dt.date | None
    value: Any
    note: str


@dataclass(frozen=True)
class Setting:
    """A setting: what holds today and what is to come."""

    code: str
    now: Row
    ahead: tuple[Row, ...]


def value(db: Database, code: str, on: dt.date | None = None) -> Any:
    """The value that holds on a day (today when not said)."""
    day = (on or clock.today()).isoformat()
    row = db.conn.execute(
        "select value from setting where code = ? and valid_from <= ? order by valid_from desc limit 1", (code, day)
    ).fetchone()
    return json.loads(row[0]) if row else DEFAULTS[code]


@needs("settings.edit")
def listing(db: Database, *, by: User) -> list[Setting]:
    """Every setting with what holds today and the changes ahead, in the order of `DEFAULTS`."""
    return [_setting(db, code) for code in DEFAULTS]


def _setting(db: Database, code: str) -> Setting:
    found = db.conn.execute(
        "select valid_from, value, coalesce(note, '') from setting where code = ? order by valid_from", (code,)
    ).fetchall()
    today = clock.today().isoformat()
    past = [_row(*line) for line in found if line[0] <= today]
    ahead = tuple(_row(*line) for line in found if line[0] > today)
    return Setting(code, past[-1] if past else Row(None, DEFAULTS[code], ""), ahead)


def _row(valid_from: str, text: str, note: str) -> Row:
    return Row(dt.date.fromisoformat(valid_from), json.loads(text), note)


@needs("settings.edit")
def change(db: Database, code: str, new: Any, *, valid_from: dt.date, note: str = "", by: User) -> None:
    """Let a setting have another value from a day on; earlier days keep what held then."""
    if code not in DEFAULTS:
        raise KeyError(code)
    db.conn.execute(
        "insert or replace into setting values (?, ?, ?, ?)",
        (code, valid_from.isoformat(), json.dumps(new, ensure_ascii=False), note),
    )
    audit.record(db, by, "settings.change", f"setting:{code}", {"value": new, "valid_from": valid_from.isoformat()})
