"""The title, the alt texts of the cards and whether the public should read it at all."""

from collections.abc import Iterator

from lib.events import Event
from lib.i18n import N
from lib.publishing.checks.check import Check
from lib.publishing.records import Content
from lib.publishing.rules import LONGEST_ALT, LONGEST_TITLE, is_public


def whole(content: Content, event: Event | None) -> Iterator[Check]:
    """What is wrong with the post as such, whatever its channels say."""
    if not content.title.strip():
        yield Check("no_title", True, N("The post has no title. Write it."))
    if len(content.title) > LONGEST_TITLE:
        yield Check("long_title", True, N("The title has {n} characters, at most {most}."),
                    {"n": len(content.title), "most": LONGEST_TITLE})  # fmt: skip
    for name, alt in content.alts.items():
        if not alt.strip():
            yield Check("alt", True, N("The picture {format} has no alt text. Say what is written on it."),
                        {"format": name.replace("x", " × ")})  # fmt: skip
        elif len(alt) > LONGEST_ALT:
            yield Check("long_alt", False, N("The alt text of the picture {format} is long: {n} characters."),
                        {"format": name.replace("x", " × "), "n": len(alt)})  # fmt: skip
    if event is not None and not is_public(event.kind, event.title):
        yield Check(
            "not_public", False, N("This event is not in the public calendar. Is the post meant for everybody?")
        )
