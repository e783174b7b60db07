"""A text that is ready to be copied: shown as it is, with a button that puts it on the clipboard and says so."""

from lib.i18n import t
from lib.ui.script import component

_box = component("kancelar_copy", "copy.js")


def copy_box(label: str, text: str, *, key: str, note: str = "") -> None:
    """Draw the text under its label; `note` stands beside the button (“240 of 280 characters”)."""
    words = {"copy": t("Copy"), "copied": t("Copied"), "failed": t("Select the text and press Ctrl+C.")}
    _box(key=key, data={"label": label, "text": text, "note": note, "words": words})
