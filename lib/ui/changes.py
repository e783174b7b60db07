"""What the record of changes is about, in words, and the pages where it is."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from lib.i18n import N, t
from lib.ui import menu, settings

PAGES = {
    "ad": "pages/ads/ad.py",
    "bank_line": "pages/bank/payment.py",
    "bank_statement": "pages/bank/statement.py",
    "channel": "pages/channels/channel.py",
    "citizen_message": "pages/press/message.py",
    "event": "pages/events/event.py",
    "guest": "pages/guests/guest.py",
    "handover": "pages/stock/handover.py",
    "invitation": "pages/diary/invitation.py",
    "invoice": "pages/invoices/invoice.py",
    "item": "pages/stock/item.py",
    "media_contact": "pages/press/contact.py",
    "media_query": "pages/press/question.py",
    "order": "pages/ads/order.py",
    "outbox": "pages/channels/outbox.py",
    "party": "pages/ads/advertiser.py",
    "photo": "pages/photos/photo.py",
    "press_release": "pages/press/release.py",
    "price_list": "pages/tariffs/price_list.py",
    "radio_brief": "pages/press/radio_brief.py",
    "setting": "pages/admin/settings.py",
    "source": "pages/sheets/source.py",
    "story": "pages/publishing/post.py",
    "task": "pages/tasks/task.py",
    "tv_request": "pages/coverage/tv_request.py",
    "user": "pages/admin/accounts.py",
    "venue": "pages/events/venue.py",
}
"""Kind of a subject → the page of one."""
WORDS = {
    "absence": N("Absence"),
    "ad_plan": N("Plan of ads"),
    "bank_file": N("Bank statement"),
    "bank_line": N("Payment"),
    "block": N("Diary entry"),
    "campaign": N("Campaign"),
    "diary": N("Leadership's diary"),
    "event_series": N("Series of events"),
    "event_template": N("Template of an event"),
    "holder": N("Somebody in office"),
    "ico": N("Company ID"),
    "job": N("Work in the background"),
    "media_output": N("Media output"),
    "newsletter": N("Newsletter"),
    "outbox": N("Message"),
    "paper_issue": N("Issue of the newspaper"),
    "party": N("Advertiser or partner"),
    "place": N("Place of stock"),
    "post": N("Post"),
    "reader": N("Reader of the newsletter"),
    "setting": N("Setting"),
    "special_day": N("School holiday or election"),
    "task_template": N("Template of tasks"),
    "town_medium": N("Medium of the town"),
    "tv_contract": N("Contract with a television"),
    "user": N("Account"),
    "view": N("Saved view"),
}
"""Kind → what one is called where its page is called otherwise, or it has none."""


def named(found: pl.DataFrame) -> pl.DataFrame:
    """`flows.record_of_changes.entries` with subjects in words: `Akce: Farmářský trh`, `Faktura č. 12` of one that is
    gone; what nobody knows stays as it is."""
    pairs = found.select("subject", "called").unique().iter_rows()
    words = {subject: _words(subject, called) for subject, called in pairs}
    return found.with_columns(
        subject=pl.col("subject").replace_strict(words, default="", return_dtype=pl.String), about=pl.col("subject")
    )


def _words(subject: str, called: str) -> str:
    kind, _, key = subject.partition(":")
    word = WORDS.get(kind) or (menu.of(PAGES[kind]).title if kind in PAGES else "")
    if not word:
        return called or subject
    if kind == "setting":
        called = settings.label(key)
    if called:
        return t("{kind}: {name}", kind=t(word), name=called)
    return t("{kind} no. {number}", kind=t(word), number=key) if key.isdigit() else f"{t(word)} {key}".strip()


def place(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The page and the record to which an entry leads; nothing where the record is gone or has no page."""
    kind, _, key = row["about"].partition(":")
    there = row["called"] or kind in ("setting", "radio_brief")
    return (PAGES[kind], key) if there and kind in PAGES else None
