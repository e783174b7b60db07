"""The office's public feeds: posts as RSS and Atom with the picture cards of what is out, and those of events.

Open without a session, so they show only what is public: posts that were published and not withdrawn, frozen as they
went out, and the public events without what colleagues wrote to them.
"""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, feeds, files, publishing, settings, store
from lib.errors import OfficeError
from lib.i18n import t
from lib.publishing import Out
from lib.publishing import queries as posts
from lib.store import Database
from lib.web import event_feeds, serving
from lib.web.serving import served

RSS, ATOM = "application/rss+xml", "application/atom+xml"


def rss(request: Request, db: Database) -> tuple[bytes, str]:
    """Posts that are out, as RSS 2.0."""
    head, entries = _posts(request, db)
    return feeds.rss(head, entries), clock.stamp(head.updated)


def atom(request: Request, db: Database) -> tuple[bytes, str]:
    """Posts that are out, as Atom."""
    head, entries = _posts(request, db)
    return feeds.atom(head, entries), clock.stamp(head.updated)


def card(request: Request) -> Response:
    """The picture card of a post that is out; nobody guesses those of drafts."""
    name = f"{request.path_params['sha']}.png"
    with store.read() as db:
        if not posts.is_out(db, name):
            raise HTTPException(404)
    return serving.picture(request, name, "image/png")


def picture(request: Request) -> Response:
    """A picture of a post that is out or is being sent to a channel that fetches it; nobody guesses others."""
    name = request.path_params["name"]
    with store.read() as db:
        if not re.fullmatch(r"[0-9a-f]{64}\.(png|jpg)", name) or not posts.is_shown(db, name):
            raise HTTPException(404)
    kind = "image/png" if name.endswith("png") else "image/jpeg"
    return serving.picture(request, name, kind)


def unknown(request: Request) -> Response:
    """No such feed; without this the reader of feeds would be given a page of the app."""
    raise HTTPException(404)


def _posts(request: Request, db: Database) -> tuple[feeds.Feed, list[feeds.Entry]]:
    town = posts.town(db)
    head = feeds.Feed(
        guid=f"tag:{town.host},2026:prispevky",
        title=t("{town}: news from the town hall", town=town.name),
        description=t("What the town's office publishes."),
        site=town.web,
        own_url=serving.url(request, request.url.path),
        author=settings.value(db, "town.office"),
        updated=clock.parse(posts.last_change(db) or serving.NEVER),
    )
    return head, [_entry(request, post) for post in publishing.out(db)]


def _entry(request: Request, post: Out) -> feeds.Entry:
    published, updated = clock.parse(post.published_at), clock.parse(post.updated_at)
    return feeds.Entry(post.guid, post.title, post.perex, post.text, published, updated, _picture(request, post))


def _picture(request: Request, post: Out) -> feeds.Picture | None:
    """The card, or nothing when its file is missing: a lost picture must not stop the feed."""
    if post.picture is None:
        return None
    try:
        length = files.path(post.picture).stat().st_size
    except OfficeError:
        return None
    return feeds.Picture(serving.url(request, f"/feeds/karta/{post.picture}"), "image/png", length, post.alt)


ROUTES = [
    Route("/feeds/prispevky.rss", served(rss, RSS)),
    Route("/feeds/prispevky.atom", served(atom, ATOM)),
    *event_feeds.ROUTES,
    Route("/feeds/karta/{sha}.png", card),
    Route("/feeds/obrazek/{name}", picture),
    Route("/feeds/{unknown:path}", unknown),
]
