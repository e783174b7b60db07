"""A visible difference of two texts: removed words struck through, added ones underlined."""

from collections.abc import Iterable, Sequence

from lib.czech.typography import Change
from lib.i18n import t, tn
from lib.publishing.merging import Piece
from lib.ui.script import component

_draw = component("kancelar_diff", "diff.js")


def show_changes(changes: Sequence[Change], *, key: str) -> None:
    """Draw what mending would change, in the order of the text; a text that needs nothing says so."""
    count = sum(change.kind != "equal" for change in changes)
    if count:
        parts = [(change.kind, change.shown if change.kind != "equal" else change.text) for change in changes]
        _show(tn("{n} change", "{n} changes", count), parts, key)
    else:
        _show(t("The typography is in order."), (), key)


def show_words(pieces: Iterable[Piece], *, key: str, title: str) -> None:
    """Draw what became of a text word by word."""
    _show(title, [(piece.kind, piece.text) for piece in pieces], key)


def _show(title: str, parts: Sequence[tuple[str, str]], key: str) -> None:
    words = {"removed": t("removed: "), "added": t("added: ")}
    _draw(key=key, data={"title": title, "parts": parts, "words": words})
