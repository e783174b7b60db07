"""The request for a television report (D25) as a paper. Records in, bytes out."""

import datetime as dt

from lib.coverage.queries.television import Agreed, Request
from lib.czech import dates
from lib.i18n import speaking, t
from lib.paper import A4, Block, Document, Footer, Letterhead, Signature

FORM_VERSION = "1"


@speaking("cs")
def tv_request(request: Request, contract: Agreed, head: Letterhead, ordered_by: str, printed: dt.date) -> bytes:
    """The request as a PDF, A4, with every field of duties §2.4; what is not known yet is a line to be filled in.

    BadInput when a character cannot be printed.
    """
    number = request.number or t("draft")
    paper = Document(head, t("Request for a television report"), number, Footer("D25", FORM_VERSION, printed), A4)
    paper.blocks(
        [
            Block(t("Ordered by"), head.town, (head.office, ordered_by)),
            Block(t("For which television"), contract.television, (contract.contact, contract.email, contract.phone)),
        ]
    )
    paper.gap(4)
    if request.version > 1:
        paper.facts([(t("Change"), t("version {version}; it replaces the earlier ones", version=request.version))])
    paper.facts(_report(request))
    paper.gap(3)
    paper.facts(_people(request))
    paper.gap(3)
    paper.facts(_afterwards(request), columns=2)
    paper.gap(6)
    paper.signatures(
        [Signature(t("For the town (date, signature)"), ordered_by), Signature(t("For the television"), request.editor)]
    )
    return paper.pdf()


def _report(request: Request) -> list[tuple[str, str]]:
    when = dates.short_date(request.day) + (f", {dates.time(request.shoot_at)}" if request.shoot_at else "")
    return [
        (t("Topic"), request.topic),
        (t("Event"), request.event),
        (t("Shooting"), when),
        (t("Place"), request.place),
        (t("Meeting point"), request.meeting),
        (t("What to shoot"), request.what),
        (t("Embargo"), request.embargo or t("no embargo")),
    ]


def _people(request: Request) -> list[tuple[str, str]]:
    consent = t("consents to be recorded") if request.speaker_consents else t("consent to be asked for")
    speaker = ", ".join(part for part in (request.speaker_name, request.speaker_office) if part)
    return [
        (t("Contact on the spot"), ", ".join(part for part in (request.contact_name, request.contact_phone) if part)),
        (t("Speaker"), f"{speaker} ({consent})" if speaker else ""),
    ]


def _afterwards(request: Request) -> list[tuple[str, str]]:
    return [
        (t("Ordered on"), _day(request.ordered_on)),
        (t("Confirmed by the editor"), ", ".join(filter(None, (request.editor, _day(request.confirmed_on))))),
        (t("Broadcast on"), _day(request.broadcast_on)),
        (t("Length"), t("{seconds} s", seconds=request.seconds) if request.seconds else ""),
        (t("Link"), request.link),
        (t("Times watched"), str(request.views) if request.views is not None else ""),
    ]


def _day(day: str | None) -> str:
    return dates.date(dt.date.fromisoformat(day)) if day else ""
