"""Texts for people: English in the source, Czech in `lib/locale/cs/*.po`, chosen when they are shown.

`t("Save")` gives the text in the reader's language, `tn("{n} piece", "{n} pieces", n)` the right plural
(Czech has three forms), `N("Save")` only marks a text that is translated later, where it is shown.
"""

import gettext
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"cs": "Čeština", "en": "English"}


def _czech() -> str:
    return "cs"


_language: Callable[[], str] = _czech
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def follow(language: Callable[[], str]) -> None:
    """Ask `language()` for the reader's language from now on; the screen says who the reader is."""
    global _language
    _language = language


def language() -> str:
    """The reader's language, `cs` or `en`."""
    return _spoken.get() or _language()


def speak(code: str) -> None:
    """Speak one language in this thread from now on; whoever knows the reader need not be asked with each sentence."""
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak one language whoever reads: papers of the office are Czech. Also a decorator; safe among threads."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _translations(code: str) -> gettext.NullTranslations:
    catalogue = Catalog(locale=code)
    for path in sorted((LOCALE / code).glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=code):
            if message.id and message.string:
                catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def t(text: str, /, **values: Any) -> str:
    """The text in the reader's language with its fields filled in."""
    translated = _translations(language()).gettext(text) if text else text
    return translated.format(**values) if values else translated


def tn(one: str, many: str, n: int, **values: Any) -> str:
    """The right plural in the reader's language; `{n}` is the number with no-break thousands: `14 859 kusů`."""
    return _translations(language()).ngettext(one, many, n).format(n=f"{n:,}".replace(",", "\u00a0"), **values)


def N(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a text for translation; `t()` it where it is shown."""
    return text
