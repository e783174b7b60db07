"""A WordPress of 6.1 as its REST interface was seen: posts, media, categories, who am I, and its error codes.

`posts` and `media` are what it keeps. A second post of the same name gets `-2`; a forbidden type of file is a 500 with
`rest_upload_sideload_error`; a wrong password and none at all are both 401 `rest_cannot_create` on a create.
"""

import base64
import itertools
from typing import Any

from tests.fakes.channel_server import Call, FakeChannel, Reply

USER, PASSWORD = "redakce", "abcd EFGH ijkl MNOP qrst UVWX"
API = "/wp-json/wp/v2"
PICTURES = {"image/jpeg", "image/png"}
RIGHTS = {"publish_posts": True, "upload_files": True, "edit_posts": True}


class WordPressFake(FakeChannel):
    """One site with one account; `rights` are the account's; `shows_at` is its address for the public."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[int, dict[str, Any]] = {}
        self.media: dict[int, dict[str, Any]] = {}
        self.categories = {number: f"Rubrika {number}" for number in range(100, 210)} | {7: "Kultura &amp; sport"}
        self.rights = dict(RIGHTS)
        self.password = PASSWORD
        self.shows_at = ""
        self._ids = itertools.count(11)

    def unavailable(self) -> Reply:
        return Reply(b"<html><h1>503 Service Unavailable</h1></html>", 503, {"Content-Type": "text/html"})

    def out(self, slug: str = "") -> list[dict[str, Any]]:
        """Posts that the public sees, whose name begins so."""
        return [one for one in self.posts.values() if one["status"] == "publish" and one["slug"].startswith(slug)]

    def answer(self, call: Call) -> Reply:
        place = call.path.removeprefix(API)
        if place == call.path:
            return Reply(b"<html>Not found</html>", 404, {"Content-Type": "text/html"})
        name, _, number = place.strip("/").partition("/")
        known = self._known(call)
        if place == "/users/me":
            return self._me() if known else _error(401, "rest_not_logged_in", "You are not currently logged in.")
        if not known and (call.method != "GET" or "context" in call.query):
            return _error(401, "rest_cannot_create", "Sorry, you are not allowed to create posts as this user.")
        found = {"posts": self._posts, "media": self._media, "categories": self._categories}.get(name)
        return found(call, number) if found else _error(404, "rest_no_route", "No route was found.")

    def _known(self, call: Call) -> bool:
        sent = call.headers.get("authorization", "").removeprefix("Basic ")
        user, _, password = base64.b64decode(sent).decode().partition(":")
        return user == USER and password.replace(" ", "") == self.password.replace(" ", "")

    def _me(self) -> Reply:
        return Reply({"id": 2, "name": "Redakce", "roles": ["author"], "capabilities": self.rights})

    def _posts(self, call: Call, number: str) -> Reply:
        if call.method == "GET" and not number:
            wanted, states = call.query.get("slug"), {"any": ("publish", "draft", "pending", "private", "future")}
            among = states.get(call.query.get("status", ""), ("publish",))
            return Reply([self._shown(one) for one in self.posts.values()
                          if one["slug"] == wanted and one["status"] in among])  # fmt: skip
        if call.method == "POST" and not number:
            return self._created(call.json)
        post = self.posts.get(int(number)) if number.isdecimal() else None
        if post is None:
            return _error(404, "rest_post_invalid_id", "Invalid post ID.")
        if call.method == "DELETE":
            if post["status"] == "trash":
                return _error(410, "rest_already_trashed", "The post has already been deleted.")
            post |= {"status": "trash", "slug": post["slug"] + "__trashed"}
        if call.method == "POST":
            post |= call.json
        return Reply(self._shown(post))

    def _created(self, fields: dict[str, Any]) -> Reply:
        if fields.get("status") not in ("publish", "draft", "pending"):
            return _error(400, "rest_invalid_param", "Invalid parameter(s): status", params={"status": "not one of"})
        if not (fields.get("title") or fields.get("content") or fields.get("excerpt")):
            return _error(400, "empty_content", "Content, title, and excerpt are empty.")
        post = {"id": next(self._ids), **fields, "slug": self._free(fields.get("slug", ""), self.posts)}
        self.posts[post["id"]] = post
        return Reply(self._shown(post), 201)

    def _free(self, slug: str, among: dict[int, dict[str, Any]]) -> str:
        taken = {one["slug"] for one in among.values()}
        return next(name for n in itertools.count(1) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)

    def _shown(self, post: dict[str, Any]) -> dict[str, Any]:
        texts = {name: {"raw": post.get(name, ""), "rendered": post.get(name, "")}
                 for name in ("title", "excerpt", "content")}  # fmt: skip
        return {**post, **texts, "link": f"{self.url}/{post['slug']}/"}

    def _media(self, call: Call, number: str) -> Reply:
        if call.method == "GET":
            return Reply([one for one in self.media.values() if one["slug"] == call.query.get("slug")])
        if number:
            caption = {"raw": call.json.get("caption", ""), "rendered": call.json.get("caption", "")}
            self.media[int(number)] |= call.json | {"caption": caption}
            return Reply(self.media[int(number)])
        if call.headers.get("content-type") not in PICTURES:
            return _error(500, "rest_upload_sideload_error", "Sorry, you are not allowed to upload this file type.")
        file = call.headers["content-disposition"].partition('filename="')[2].rstrip('"')
        one = {"id": next(self._ids), "slug": self._free(file.partition(".")[0], self.media), "alt_text": "",
               "caption": {"raw": "", "rendered": ""}, "bytes": len(call.content),
               "source_url": f"{self.shows_at or self.url}/wp-content/uploads/{file}"}  # fmt: skip
        self.media[one["id"]] = one
        return Reply(one, 201)

    def _categories(self, call: Call, number: str) -> Reply:
        named = [{"id": key, "name": name} for key, name in self.categories.items()
                 if call.query.get("search", "").lower() in name.lower()]  # fmt: skip
        size, page = int(call.query.get("per_page", "10")), int(call.query.get("page", "1"))
        pages = {"X-WP-Total": str(len(named)), "X-WP-TotalPages": str(-(-len(named) // size))}
        return Reply(named[size * (page - 1) : size * page], headers=pages)


def _error(status: int, code: str, message: str, **data: Any) -> Reply:
    return Reply({"code": code, "message": message, "data": {"status": status, **data}}, status)
