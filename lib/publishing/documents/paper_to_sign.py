"""The texts of a post as a paper: for somebody who approves by signing. Record in, bytes out."""

import datetime as dt
import unicodedata

from lib.czech import dates
from lib.i18n import speaking, t
from lib.paper import Document, Footer, Letterhead, Signature
from lib.paper.text import BODY, LABEL, STRONG
from lib.publishing.records import Story

FORM_VERSION = "1"
_KEPT = ("\n",)


@speaking("cs")
def paper_to_sign(story: Story, names: dict[str, str], head: Letterhead, reviewer: str, printed: dt.date) -> bytes:
    """All texts of a post with the alt texts of its pictures, and a line to sign on.

    `names` are the channels' names by wording. The mark under the title is the beginning of the content's hash, so
    that the signature can be matched with the text it was given for. Emoji, which no font prints, are left out.
    """
    paper = Document(head, t("Text to be approved"), "", Footer("KS-SCH", FORM_VERSION, printed))
    paper.facts([(t("Post"), _printable(story.title)), (t("Version"), f"{story.version} · {story.approval_hash[:12]}")])
    if story.embargo_until:
        paper.facts([(t("Not before"), dates.moment(story.embargo_until))])
    paper.gap(4)
    for label, text in _texts(story, names):
        paper.need(18)
        paper.paragraph(label, LABEL)
        paper.paragraph(_printable(text), STRONG if label == t("Lead") else BODY)
        paper.gap(5)
    paper.gap(4)
    paper.facts([(t("Decision"), t("[   ] I approve      [   ] I return it")), (t("Note"), "")])
    paper.gap(6)
    paper.signatures([Signature(t("Approved by (date, signature)"), reviewer)])
    return paper.pdf()


def _texts(story: Story, names: dict[str, str]) -> list[tuple[str, str]]:
    said = [(t("Lead"), story.perex), (t("Common text"), story.body)]
    said += [(names.get(code, code), text) for code, text in story.texts.items()]
    said += [(t("Link"), story.link)]
    said += [(t("Picture {format}", format=card.format.replace("x", " × ")), card.alt) for card in story.cards]
    said += [(t("Photograph ({credit})", credit=photo.credit or "?"), photo.alt) for photo in story.photos]
    return [(label, text) for label, text in said if text.strip()]


def _printable(text: str) -> str:
    """The text without signs that no paper font has: emoji, signs out of private use, control characters."""
    kept = [sign for sign in text if sign in _KEPT or (ord(sign) < 0x2190 and unicodedata.category(sign)[0] != "C")]
    return "".join(kept)
