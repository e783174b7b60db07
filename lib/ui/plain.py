"""Text that people typed, for places that Streamlit reads as Markdown: shown as it was typed."""

import re

_SIGNS = re.compile(r"([\\`*_$\[\]~|]|<(?=[A-Za-z/!?])|&(?=[#\w]+;))")
_AT_START = re.compile(r"^([ \t]*(?:\d{1,9}(?=[.)](?:[ \t]|$))|))([#>.)]|[-+=](?=\s|[-=]|$))", re.MULTILINE)
# `:material/home:`, `:red[…]` and `:smile:` are read after escapes are gone, so an invisible sign parts the colon.
_WORD_JOINER = "\u2060"
_DIRECTIVE = re.compile(r":(?=[A-Za-z+-])")


def plain(text: str) -> str:
    """The text so that Markdown shows every sign of it: no bold, links, formulas, icons, colours, lists or headings."""
    escaped = _SIGNS.sub(r"\\\1", text)
    return _DIRECTIVE.sub(f":{_WORD_JOINER}", _AT_START.sub(r"\1\\\2", escaped))


def in_lines(text: str) -> str:
    """The same, each line on a line of its own."""
    return plain(text).replace("\n", "  \n")
