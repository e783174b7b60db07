"""The Bot API of Telegram for one channel: sending, albums, edits, deletions, rights and its errors."""

import itertools
import json
from typing import Any

from tests.fakes.channel_server import Call, FakeChannel, Reply

TOKEN = "123456789:AAE-tajny-token-bota"
CHAT, NAME = -1001234567890, "brazdov"
TAKEN = {"sendMessage": ("text", 4096), "sendPhoto": ("caption", 1024)}


class TelegramFake(FakeChannel):
    """`posts` are what stands in the channel by message id; `member` is the bot's standing."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[int, dict[str, Any]] = {}
        self.member: dict[str, Any] = {"status": "administrator", "can_post_messages": True}
        self.public = True
        self._ids = itertools.count(51)

    def limited(self) -> Reply:
        return _error(429, "Too Many Requests: retry after 35", {"retry_after": 35})

    def unavailable(self) -> Reply:
        return _error(503, "Service Unavailable")

    def answer(self, call: Call) -> Reply:
        token, _, method = call.path.removeprefix("/bot").partition("/")
        if token != TOKEN:
            return _error(401, "Unauthorized")
        fields, files = _fields(call)
        if method == "getMe":
            return _ok({"id": 7, "is_bot": True, "username": "brazdov_bot"})
        if str(fields.get("chat_id")) not in (str(CHAT), f"@{NAME}"):
            return _error(400, "Bad Request: chat not found")
        known = {"getChat": self._chat_told, "getChatMember": self._member_told, "sendMediaGroup": self._album,
                 "editMessageText": self._edited, "editMessageCaption": self._edited,
                 "deleteMessage": self._deleted, "sendMessage": self._written, "sendPhoto": self._written}  # fmt: skip
        if method not in known:
            return _error(404, "Not Found")
        if method.startswith(("send", "edit", "delete")) and self.member["status"] != "administrator":
            return _error(403, "Forbidden: bot is not a member of the channel chat")
        return known[method](method, fields, files)

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": CHAT, "title": "Město Brázdov", "type": "channel"} | ({"username": NAME} if self.public else {})

    def _chat_told(self, *_: Any) -> Reply:
        return _ok(self.chat)

    def _member_told(self, *_: Any) -> Reply:
        return _ok(self.member)

    def _written(self, method: str, fields: dict[str, Any], files: dict[str, bytes]) -> Reply:
        name, most = TAKEN[method]
        text = str(fields.get(name, ""))
        if len(text.encode("utf-16-le")) // 2 > most:
            return _error(400, f"Bad Request: message {name} is too long")
        if method == "sendMessage" and not text.strip():
            return _error(400, "Bad Request: message text is empty")
        return _ok(self._kept(name, text, files.get("photo")))

    def _album(self, method: str, fields: dict[str, Any], files: dict[str, bytes]) -> Reply:
        media = json.loads(fields["media"])
        if not 2 <= len(media) <= 10:
            return _error(400, "Bad Request: wrong number of media in the album")
        return _ok([self._kept("caption", one.get("caption", ""), files[one["media"].removeprefix("attach://")])
                    for one in media])  # fmt: skip

    def _kept(self, name: str, text: str, photo: bytes | None) -> dict[str, Any]:
        one = {"message_id": next(self._ids), "date": 1795417200, "chat": self.chat, name: text}
        if photo is not None:
            one["photo"] = [{"file_id": "p", "file_size": len(photo)}]
        self.posts[one["message_id"]] = one
        return one

    def _edited(self, method: str, fields: dict[str, Any], _: dict[str, bytes]) -> Reply:
        post, name = self.posts.get(fields["message_id"]), "text" if method == "editMessageText" else "caption"
        if post is None:
            return _error(400, "Bad Request: message to edit not found")
        if ("photo" in post) == (name == "text"):
            return _error(400, "Bad Request: there is no text in the message to edit")
        if post[name] == fields[name]:
            return _error(400, "Bad Request: message is not modified: specified new message content is the same")
        post[name] = fields[name]
        return _ok(post)

    def _deleted(self, method: str, fields: dict[str, Any], _: dict[str, bytes]) -> Reply:
        if self.posts.pop(fields["message_id"], None) is None:
            return _error(400, "Bad Request: message to delete not found")
        return _ok(True)


def _fields(call: Call) -> tuple[dict[str, Any], dict[str, bytes]]:
    if not call.content:
        return {}, {}
    if call.headers.get("content-type", "").startswith("application/json"):
        return call.json, {}
    texts = {name: content.decode() for name, file, content in call.parts if file is None}
    return texts, {name: content for name, file, content in call.parts if file is not None}


def _ok(result: Any) -> Reply:
    return Reply({"ok": True, "result": result})


def _error(code: int, description: str, parameters: dict[str, Any] | None = None) -> Reply:
    more = {"parameters": parameters} if parameters else {}
    return Reply({"ok": False, "error_code": code, "description": description, **more}, code)
