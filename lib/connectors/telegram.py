"""A Telegram channel through a bot that is its administrator.

Telegram knows no key of ours and a bot cannot read its channel, so after an unknown outcome only a person can tell
whether the post is out (`way` manual). The text goes without any markup: nothing in it can be taken for one.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.connectors.channel_http import Answer, Wire, address
from lib.connectors.channel_pictures import Ready, ready
from lib.connectors.channel_text import post_text, utf16
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import Asked, Channel, Health, Kind, Limits, Message, Sent, Trouble, Way

from lib.outbox.records import Disconnected, NoAnswer, Reauth, WrongContent  # isort: skip

SERVER = "https://api.telegram.org"
CHARACTERS, WITH_PICTURE = 4096, 1024
ROOM = 900
"""What fits beside a picture and the link: nearly every post has both."""
PICTURES, PICTURE_BYTES = 10, 5_000_000
CHAT = re.compile(r"@[A-Za-z]\w{3,31}|-?\d{3,20}")
TOKEN = re.compile(r"\d+:[\w-]{10,}", re.ASCII)
SAME = "message is not modified"
GONE = ("message to delete not found", "message to edit not found", "MESSAGE_ID_INVALID")
LOCKED_OUT = ("chat not found", "not enough rights", "have no rights", "need administrator rights",
              "CHAT_WRITE_FORBIDDEN", "CHAT_ADMIN_REQUIRED")  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """The text as it is sent and the pictures that go with it."""

    text: str
    pictures: tuple[Ready, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a post is: its chat, the ids of its messages (an album has several), and whether its text is a caption."""

    chat: str
    ids: tuple[int, ...]
    caption: bool

    def written(self) -> str:
        return f"{self.chat}/{','.join(map(str, self.ids))}/{'caption' if self.caption else 'text'}"

    @classmethod
    def read(cls, remote_id: str | None) -> "Place":
        found = re.fullmatch(r"(-?\d+)/(\d+(?:,\d+)*)/(caption|text)", remote_id or "")
        if found is None:
            raise WrongContent(N("It is not known under which number the post is at the channel."))
        return cls(found[1], tuple(map(int, found[2].split(","))), found[3] == "caption")


class Telegram:
    """One channel."""

    way: Way = "manual"

    def __init__(self, token: str, chat: str, server: str = SERVER) -> None:
        self._wire = Wire(f"{server}/bot{token}", secrets=(token,), judge=judged)
        self._chat = chat

    def prepare(self, message: Message) -> Prepared:
        if message.operation == "withdraw":
            return Prepared("")
        parcel = message.parcel
        text = post_text(parcel)
        captioned = Place.read(message.remote_id).caption if message.operation == "correct" else bool(parcel.pictures)
        most = WITH_PICTURE if captioned else CHARACTERS
        if utf16(text) > most:
            raise WrongContent(
                N("The text has {n} characters; Telegram takes {most}, beside pictures {fewer}."), n=utf16(text),
                most=CHARACTERS, fewer=WITH_PICTURE,
            )  # fmt: skip
        if len(parcel.pictures) > PICTURES:
            raise WrongContent(N("Telegram takes at most {most} pictures in a post."), most=PICTURES)
        if message.operation == "correct":
            return Prepared(text)
        return Prepared(text, tuple(ready(picture, PICTURE_BYTES) for picture in parcel.pictures))

    def submit(self, message: Message, prepared: Prepared) -> Sent:
        if message.operation == "withdraw":
            return self._withdraw(message)
        if message.operation == "correct":
            return self._correct(message, prepared.text)
        if not prepared.pictures:
            return _sent(self._wire.send("POST", "/sendMessage", json={"chat_id": self._chat, "text": prepared.text}))
        if len(prepared.pictures) == 1:
            fields = {"chat_id": self._chat, "caption": prepared.text}
            return _sent(
                self._wire.send("POST", "/sendPhoto", data=fields, files={"photo": _file(prepared.pictures[0])})
            )
        return self._album(prepared)

    def _album(self, prepared: Prepared) -> Sent:
        names = [f"photo{number}" for number in range(len(prepared.pictures))]
        media: list[dict[str, str]] = [{"type": "photo", "media": f"attach://{name}"} for name in names]
        media[0]["caption"] = prepared.text
        fields = {"chat_id": self._chat, "media": json.dumps(media)}
        files = {name: _file(picture) for name, picture in zip(names, prepared.pictures, strict=True)}
        return _sent(self._wire.send("POST", "/sendMediaGroup", data=fields, files=files))

    def _correct(self, message: Message, text: str) -> Sent:
        place = Place.read(message.remote_id)
        method, field = ("editMessageCaption", "caption") if place.caption else ("editMessageText", "text")
        body = {"chat_id": place.chat, "message_id": place.ids[0], field: text}
        return self._again(f"/{method}", body, message, (SAME,))

    def _withdraw(self, message: Message) -> Sent:
        place = Place.read(message.remote_id)
        for number in place.ids:
            sent = self._again("/deleteMessage", {"chat_id": place.chat, "message_id": number}, message, GONE)
        return sent

    def _again(self, path: str, body: Mapping[str, Any], message: Message, done: tuple[str, ...]) -> Sent:
        """A call that may be repeated: an answer with one of the words `done` says that it was so already."""
        try:
            answer = self._wire.send("POST", path, json=body)
        except Trouble as trouble:
            if any(word in trouble.body for word in done):
                return Sent(str(message.remote_id), message.remote_url or "", trouble.status, body=trouble.body)
            raise
        return answer.sent(str(message.remote_id), message.remote_url or "")

    def find(self, message: Message) -> Sent | None:
        """A bot cannot read its channel, so this is never known."""
        raise NoAnswer(N("Telegram cannot be asked what is out. Look at the channel."))

    def confirm(self, message: Message, sent: Sent) -> Sent:
        return sent

    def check(self) -> Health:
        """The bot and the channel, when the bot may write there."""
        bot = _told(self._wire.ask("POST", "/getMe"))
        chat = _told(self._wire.ask("POST", "/getChat", json={"chat_id": self._chat}))
        asked = {"chat_id": self._chat, "user_id": bot.get("id")}
        member = self._wire.ask("POST", "/getChatMember", json=asked)
        rights = _told(member)
        if rights.get("status") != "creator" and not rights.get("can_post_messages"):
            raise member.trouble(
                Disconnected, N("The bot {bot} may not write into {chat}. Make it an administrator there."),
                bot=f"@{bot.get('username')}", chat=str(chat.get("title")),
            )  # fmt: skip
        return Health(f"{chat.get('title')} (@{bot.get('username')})")


def judged(answer: Answer) -> Trouble | None:
    """What Telegram says in `error_code`, `description` and `parameters`; None when only the status tells."""
    if answer.data is None or not isinstance(answer.data, dict) or answer.data.get("ok"):
        return None
    code, said = answer.data.get("error_code"), str(answer.data.get("description", ""))
    parameters = answer.data.get("parameters") or {}
    if code == 429:
        return answer.limited(parameters.get("retry_after"))
    if code in (401, 404):
        return answer.trouble(Reauth, N("Telegram does not know the bot's token. Enter it again."))
    if code == 403 or "migrate_to_chat_id" in parameters or any(word in said for word in LOCKED_OUT):
        return answer.trouble(Disconnected, N("The bot may not write into the channel: {reason}"), reason=said[:500])
    if code == 400:
        return answer.trouble(WrongContent, N("{host} refused the post: {reason}"), reason=said[:500])
    return None


def _told(answer: Answer) -> Mapping[str, Any]:
    """What was asked for; Disconnected when something else than Telegram answered."""
    result = answer.fields.get("result")
    if not isinstance(result, dict):
        raise answer.trouble(Disconnected, N("{host} does not answer as Telegram does. Check the address."))
    return result


def _sent(answer: Answer) -> Sent:
    result = answer.fields.get("result")
    messages: list[Any] = result if isinstance(result, list) else [result]
    if not messages or not all(isinstance(one, dict) and "message_id" in one for one in messages):
        raise answer.unplaced()
    chat, ids = messages[0]["chat"], tuple(int(one["message_id"]) for one in messages)
    name = chat.get("username") or f"c/{str(chat['id']).removeprefix('-100')}"
    place = Place(str(chat["id"]), ids, caption="photo" in messages[0])
    return answer.sent(place.written(), f"https://t.me/{name}/{ids[0]}")


def _file(picture: Ready) -> tuple[str, bytes, str]:
    return picture.name, picture.content, picture.mime


def _made(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Channel:
    token, chat = secrets.get("token", "").strip(), str(options.get("chat", "")).strip()
    if not TOKEN.fullmatch(token):
        raise BadInput("The token of a bot looks like 123456789:AAE… and comes from @BotFather.", field="token")
    if not CHAT.fullmatch(chat):
        raise BadInput("A channel is named like @brazdov, a private one by a number like -1001234567890.", field="chat")
    return Telegram(token, chat, address(str(options.get("url") or SERVER)))


KIND = Kind(
    code="telegram",
    title="Telegram",
    wording="telegram",
    fields=(
        Asked("chat", N("Channel"), help=N("Like @brazdov; a private one by its number."), leads=True),
        Asked("token", N("Token of the bot"), "secret", help=N("From @BotFather; the bot is an administrator there.")),
        Asked("url", N("Server of the interface"), "url", SERVER),
    ),
    limits=Limits(ROOM, pictures=PICTURES, picture_bytes=PICTURE_BYTES),
    make=_made,
    tells=N("Telegram does not tell a bot how many people saw a post."),
)
