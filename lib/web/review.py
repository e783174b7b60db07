"""The page of a one-time link: somebody without an account reads a post as it will go out and approves or returns it.

Opening it uses nothing up (mail programs look into links); only the answer does. The token is the permission, so
nothing here asks who is signed in, and nothing but this one post is shown.
"""

import mimetypes

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, files, sender, settings, store
from lib.access import SYSTEM
from lib.czech import dates
from lib.errors import BadInput, OfficeError, Refused
from lib.flows import publishing_approval, wordings
from lib.i18n import t
from lib.publishing import actions
from lib.publishing.documents.paper_to_sign import paper_to_sign
from lib.publishing.records import ReviewLink, Story
from lib.web import templating
from lib.web.forms import fields

OPEN = "/schvaleni/"
LONGEST_NOTE = 2000
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
"""The address is a key: no cache keeps the page, no other site learns from where the reader came."""


def show(request: Request) -> Response:
    """The post; a sentence when the link was used, is too old, or the text has changed since."""
    return _page(request.path_params["token"])


async def answer(request: Request) -> Response:
    """The reviewer's answer, once."""
    given = await fields(request, "verdict", "note", longest=LONGEST_NOTE)
    return await run_in_threadpool(_answer, request.path_params["token"], given)


def paper(request: Request) -> Response:
    """The same text as a PDF to be signed by hand."""
    with store.write() as db:
        link = actions.open_link(db, request.path_params["token"])
        made = paper_to_sign(link.story, _names(db), sender.letterhead(db), link.reviewer, clock.today())
    shown = {"Content-Disposition": f'inline; filename="ke-schvaleni-{link.story.id}.pdf"'}
    return Response(made, media_type="application/pdf", headers=PRIVATE | shown)


def picture(request: Request) -> Response:
    """One picture of the post, by its place."""
    with store.write() as db:
        shown = _files(actions.open_link(db, request.path_params["token"]).story)
    place = request.path_params["place"]
    if place >= len(shown):
        raise HTTPException(404)
    try:
        content = files.read(shown[place][0])
    except OfficeError:
        raise HTTPException(404) from None
    kind = mimetypes.guess_type(shown[place][0])[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers=PRIVATE)


def _page(token: str, error: str = "", note: str = "", refused: str = "") -> Response:
    """`error` is about the note, `refused` about the whole text: the link holds on."""
    try:
        with store.write() as db:
            link = actions.open_link(db, token)
            names, office = _names(db), settings.value(db, "town.office")
    except OfficeError as refusal:
        status = 409 if isinstance(refusal, Refused) else 404
        return templating.sentence(t("This link does not hold"), str(refusal), status)
    story = link.story
    answer = templating.page(
        "review.html", story.title, 400 if error else 409 if refused else 200, office=office, perex=story.perex,
        error=error, refused=refused, note=note, texts=_texts(story, names), pictures=_pictures(story, token),
        paper=f"{OPEN}{token}/text.pdf", words=_words(link),
    )  # fmt: skip
    answer.headers.update(PRIVATE)
    return answer


def _answer(token: str, given: dict[str, str]) -> Response:
    if given["verdict"] not in ("approved", "returned"):
        return _page(token, t("Choose whether you approve the text."), given["note"])
    approved = given["verdict"] == "approved"
    try:
        with store.write() as db:
            publishing_approval.verdict_by_link(db, token, approved=approved, note=given["note"])
    except BadInput as error:
        return _page(token, str(error), given["note"])
    except Refused as error:
        said = t(
            "Your approval is not recorded. {why} You can return the text to the office with a note.", why=str(error)
        )
        return _page(token, note=given["note"], refused=said)
    except OfficeError as error:
        return templating.sentence(t("This link does not hold"), str(error), 404)
    said = t("Thank you. The office knows that you approve the text.") if approved else t(
        "Thank you. The office has your note and will send you a new link when the text is mended."
    )  # fmt: skip
    return templating.sentence(t("Your answer is recorded"), said, 200)


def _names(db: store.Database) -> dict[str, str]:
    return wordings.names(wordings.wordings(db, by=SYSTEM))


def _texts(story: Story, names: dict[str, str]) -> list[dict[str, str]]:
    """What will go out: the common text, then the channels that have their own wording."""
    said = [(t("Common text"), story.body)] if story.body.strip() else []
    order = dict.fromkeys([*names, *story.texts])
    said += [(names.get(code, code), story.texts[code]) for code in order if story.texts.get(code, "").strip()]
    said += [(t("Link"), story.link)] if story.link.strip() else []
    return [{"name": name, "text": text} for name, text in said]


def _files(story: Story) -> list[tuple[str, str, str]]:
    """File, alt text and author of every picture."""
    photos = [(one.file, one.alt, one.credit) for one in story.photos]
    return photos + [(card.file, card.alt, "") for card in story.cards]


def _pictures(story: Story, token: str) -> list[dict[str, str]]:
    return [
        {
            "src": f"{OPEN}{token}/obrazek/{place}",
            "alt": alt,
            "credit": t("Photo: {author}", author=author) if author else "",
        }
        for place, (_, alt, author) in enumerate(_files(story))
    ]


def _words(link: ReviewLink) -> dict[str, str]:
    when = dates.moment(link.expires_at)
    return {
        "lead": t(
            "{name}, the office asks you to approve this text. The link holds until {when}.",
            name=link.reviewer,
            when=when,
        ),
        "pictures": t("Pictures"),
        "paper": t("The text as a PDF, to be signed by hand"),
        "verdict": t("Your decision"),
        "note": t("Note for the office"),
        "note_hint": t("When you return the text, write what is to be mended."),
        "approve": t("I approve the text"),
        "return": t("I return the text"),
        "once": t("The answer can be given once; it holds for the text as you see it."),
    }  # fmt: skip


ROUTES = [
    Route(f"{OPEN}{{token}}", show, methods=["GET"]),
    Route(f"{OPEN}{{token}}", answer, methods=["POST"]),
    Route(f"{OPEN}{{token}}/text.pdf", paper, methods=["GET"]),
    Route(f"{OPEN}{{token}}/obrazek/{{place:int}}", picture, methods=["GET"]),
]
