"""What comes along when a text is pasted from Word or a web page: signs that nobody sees, lists, double spaces.

Control characters break feeds (XML 1.0 forbids them), invisible signs break searching and the length of an SMS.
"""

import re
from collections.abc import Iterator

from lib.czech import typography
from lib.i18n import N
from lib.publishing.checks.check import Check
from lib.publishing.checks.days import with_colons

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_LONE_JOINER = re.compile("\u200d(?![\u2600-\u27bf\u2190-\u21ff\u2b00-\u2bff\U0001f000-\U0001faff])")
_BULLET = re.compile(
    r"^[ \t\u00a0]*(?:[\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d•▪●○◦■□➢✓·‣⁃][ \t\u00a0]*|[o§ü][ \u00a0]*\t[ \t]*)(?=\S)",
    re.M,
)
_NUMBERED = re.compile(r"^[ \t\u00a0]*(\d{1,2}[.)])[ \u00a0]*\t[ \t]*(?=\S)", re.M)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MANY_SPACES = re.compile("(?<=[^ \u00a0\n])[ \u00a0]{2,}(?=[^ \u00a0\n])")
_LOOSE_ENDS = re.compile("(?<![ \u00a0])[ \u00a0]+$", re.M)
_BEFORE_SIGN = re.compile(r"(?<=\w)[ \u00a0]+(?=[,;?!](?:\s|$)|\.(?:\s|$))")


def cleaned(text: str) -> str:
    """The text without what nobody sees: control characters, soft hyphens, signs of zero width; lists of Word with
    dashes, tabs as spaces. Emoji stay. A second run changes nothing."""
    text = _LINE_ENDS.sub("\n", text)
    text = _LONE_JOINER.sub("", _UNSEEN.sub("", _CONTROL.sub("", text)))
    text = _NUMBERED.sub(r"\1 ", _BULLET.sub("– ", text))
    return _PRIVATE.sub("", text).replace("\t", " ")


def spaced(text: str) -> str:
    """The text with single spaces, none at the ends of lines and none before a comma or a full stop."""
    single = _MANY_SPACES.sub(lambda found: "\u00a0" if "\u00a0" in found[0] else " ", text)
    return _LOOSE_ENDS.sub("", _BEFORE_SIGN.sub("", single))


def mended(text: str, channel: str) -> str:
    """Everything that can be mended without a person: what was pasted, spaces, times, typography (not in an SMS)."""
    text = spaced(cleaned(text))
    return text if channel == "sms" else spaced(typography.mend(with_colons(text)))


def pasted(text: str) -> Iterator[Check]:
    """Control characters block, because feeds and channels refuse them; the rest is a warning."""
    tidy = cleaned(text)
    if tidy != _LINE_ENDS.sub("\n", text):
        blocking = bool(_CONTROL.search(text))
        yield Check(
            "pasted", blocking, N("The text holds signs that nobody sees, or a list pasted from Word."), {}, tidy
        )
    if spaced(tidy) != tidy:
        yield Check("spaces", False, N("There are superfluous spaces in the text."), {}, spaced(tidy))
