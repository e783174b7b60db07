"""A letter to a reader: HTML made of tables and inline styles, which every mail program shows, and its text twin."""

import html
import re
from dataclasses import dataclass

from lib.i18n import speaking, t

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_STYLE = "font-family:Arial,Helvetica,sans-serif;color:#1c2733;"


@dataclass(frozen=True)
class Town:
    """Who writes: the office, its address, its web."""

    office: str
    address: str
    web: str


@dataclass(frozen=True)
class Content:
    """What a letter says. `pictures` are public addresses with alt texts; `button` is the label and address of its one
    step, or None."""

    title: str
    text: str
    perex: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    button: tuple[str, str] | None = None


@speaking("cs")
def letter(content: Content, town: Town, unsubscribe: str = "") -> tuple[str, str]:
    """The letter as text and as HTML. `unsubscribe` is the page where this reader leaves, "" for a trial letter."""
    return _as_text(content, town, unsubscribe), _as_html(content, town, unsubscribe)


@speaking("cs")
def confirmation(link: str, town: Town) -> tuple[str, str, str]:
    """Subject, text and HTML of the letter that asks a new reader to confirm."""
    title = t("Please confirm that you want our newsletter")
    text = t(
        "Somebody, most likely you, asked for the newsletter of {office} at this address. Press the button to confirm"
        " it; the link holds for a week.\n\nIf it was not you, do nothing. We will not write again and we will forget"
        " the address.",
        office=town.office,
    )
    return title, *letter(Content(title, text, button=(t("Confirm"), link)), town)


def _as_text(content: Content, town: Town, unsubscribe: str) -> str:
    step = f"{content.button[0]}: {content.button[1]}" if content.button else ""
    parts = [content.title, content.perex, content.text, step, "-- ", "\n".join(_sender(town))]
    if unsubscribe:
        parts.append(f"{t('You get this letter because you asked for it.')} {t('Unsubscribe')}: {unsubscribe}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _sender(town: Town) -> list[str]:
    return [part for part in (town.office, town.address, town.web) if part]


def _as_html(content: Content, town: Town, unsubscribe: str) -> str:
    rows = [
        _row(f'<h1 style="margin:0;font-size:24px;line-height:1.3;{_STYLE}">{html.escape(content.title)}</h1>'),
        _row(_paragraphs(content.perex, "font-weight:bold;")) if content.perex else "",
        *(_row(_picture(*picture)) for picture in content.pictures),
        _row(_paragraphs(content.text)),
        _row(_button(*content.button)) if content.button else "",
        _row(_end(town, unsubscribe)),
    ]
    return (
        '<!doctype html><html lang="cs"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(content.title)}</title></head>"
        '<body style="margin:0;background:#eef1f4;"><table role="presentation" width="100%" cellpadding="0"'
        ' cellspacing="0"><tr><td align="center" style="padding:24px 8px;"><table role="presentation" width="600"'
        ' cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;">'
        f"{''.join(rows)}</table></td></tr></table></body></html>"
    )


def _row(inside: str) -> str:
    return f'<tr><td style="padding:12px 24px;">{inside}</td></tr>'


def _paragraphs(text: str, style: str = "") -> str:
    """Paragraphs between empty lines; addresses of the web become links, everything else is plain text."""
    look = f"margin:0 0 12px;font-size:16px;line-height:1.5;{_STYLE}{style}"
    return "".join(f'<p style="{look}">{_linked(part)}</p>' for part in re.split(r"\n\s*\n", text.strip()) if part)


def _linked(text: str) -> str:
    done, at = [], 0
    for found in _URL.finditer(text):
        url = html.escape(found[0])
        done += [html.escape(text[at : found.start()]), f'<a href="{url}" style="color:#0b5cad;">{url}</a>']
        at = found.end()
    return "".join([*done, html.escape(text[at:])]).replace("\n", "<br>")


def _picture(url: str, alt: str) -> str:
    return (
        f'<img src="{html.escape(url)}" alt="{html.escape(alt)}" width="552"'
        ' style="display:block;max-width:100%;height:auto;border:0;">'
    )


def _button(label: str, url: str) -> str:
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="background:#0b5cad;'
        f'border-radius:6px;"><a href="{html.escape(url)}" style="display:inline-block;padding:12px 20px;'
        "font-family:Arial,Helvetica,sans-serif;font-size:16px;color:#ffffff;text-decoration:none;"
        f'">{html.escape(label)}</a></td></tr></table>'
    )


def _end(town: Town, unsubscribe: str) -> str:
    look = "margin:0;padding-top:12px;border-top:1px solid #d5dbe1;font-size:13px;line-height:1.5;"
    said = "<br>".join(html.escape(part) for part in _sender(town))
    if unsubscribe:
        why = html.escape(t("You get this letter because you asked for it."))
        link = f'<a href="{html.escape(unsubscribe)}" style="color:#0b5cad;">{html.escape(t("Unsubscribe"))}</a>'
        said += f"<br><br>{why} {link}"
    return f'<p style="{look}font-family:Arial,Helvetica,sans-serif;color:#526070;">{said}</p>'
