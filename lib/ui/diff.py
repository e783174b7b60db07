"""What mending changed in a text, to be seen before it is used: removed struck through, added underlined."""

from collections.abc import Sequence

from lib.czech.typography import Change
from lib.i18n import t, tn
from lib.ui.script import component

_draw = component("kancelar_diff", "diff.js")


def show_changes(changes: Sequence[Change], *, key: str) -> None:
    """Draw the changes in the order of the text; a text that needed none says so."""
    count = sum(change.kind != "equal" for change in changes)
    _draw(
        key=key,
        data={
            "title": tn("{n} change", "{n} changes", count) if count else t("The typography is in order."),
            "parts": [[change.kind, change.shown if change.kind != "equal" else change.text] for change in changes],
            "shown": bool(count),
            "words": {"removed": t("removed: "), "added": t("added: ")},
        },
    )


def show_words(pieces: Sequence[tuple[str, str]], *, key: str, title: str = "") -> None:
    """Draw the difference of two texts given as runs of words: (`same`, `removed` or `added`, words)."""
    _draw(
        key=key,
        data={
            "title": title,
            "parts": [["equal" if kind == "same" else kind, words] for kind, words in pieces],
            "shown": True,
            "words": {"removed": t("removed: "), "added": t("added: ")},
        },
    )
