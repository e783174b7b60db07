"""What the office measures on which channel, what may be compared with what, and how captions and months are read.

Reach of different channels counts different things and is never added up; neither is the reach of two posts, whose
readers overlap. Numbers of one channel may be compared only while the channel measures them the same way.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from lib.czech import dates, numbers
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import N

PAPER_READERS = "readers"
TITLE_LENGTH = 200


@dataclass(frozen=True)
class Channel:
    """A channel of the town: its name (brands are the same in every language), the words by which spreadsheets call
    it, its metrics with the main one first."""

    label: str
    words: str
    metrics: tuple[str, ...]


@dataclass(frozen=True)
class Metric:
    """What is counted. `named` is how the office's own records call it; `adds`: days of it may be added to a month."""

    label: str
    named: str
    words: str
    adds: bool = False


CHANNELS: dict[str, Channel] = {
    "web": Channel("Web", r"(mestsky )?web.*|matomo|stranky mesta", ("visits", "visitors", "views")),
    "facebook": Channel("Facebook", r"facebook.*|fb", ("reach", "views", "followers", "interactions")),
    "instagram": Channel("Instagram", r"instagram.*|ig", ("reach", "views", "followers", "interactions")),
    "youtube": Channel("YouTube", r"youtube.*|yt", ("views", "followers")),
    "mastodon": Channel("Mastodon", r"mastodon", ("followers", "reactions", "shares", "comments")),
    "bluesky": Channel("Bluesky", r"bluesky", ("followers", "reactions", "shares", "comments")),
    "x": Channel("X", r"x|twitter", ("views", "followers")),
    "munipolis": Channel("MUNIPOLIS", r"munipolis|mobilni rozhlas|aplikace", ("registered", "messages")),
    "paper": Channel(N("Town's paper"), r".*\bnoviny|.*\bzpravodaj|.*\blisty|noviny.*", ("copies",)),
    "radio": Channel(N("Radio"), r"radio.*", ("broadcasts", "listeners")),
    "tv": Channel("TV", r"tv.*|televize.*|.*\btv", ("reports", "viewers")),
    "led": Channel(N("LED panels"), r"led.*|.*panely", ("broadcasts",)),
}
METRICS: dict[str, Metric] = {
    "visits": Metric(N("visits"), "návštěvy", r"navstevy|pocet navstev|(profile |page )?visits", adds=True),
    "visitors": Metric(N("unique visitors"), "unikátní návštěvníci", r"(unikatni )?navstevnici|(unique )?visitors"),
    "reach": Metric(N("reach"), "dosah", r"dosah|reach|oslovene ucty|osloveni"),
    "views": Metric(N("views"), "zobrazení", r"zobrazeni|views|zhlednuti|impressions", adds=True),
    "interactions": Metric(N("interactions"), "interakce", r"(pocet )?interakc[ie]|(content )?interactions", adds=True),
    "reactions": Metric(N("reactions"), "reakce", r"(pocet )?reakci|reakce|reactions|likes", adds=True),
    "comments": Metric(N("comments"), "komentáře", r"(pocet )?komentaru|komentare|comments|replies", adds=True),
    "shares": Metric(N("shares"), "sdílení", r"(pocet )?sdileni|shares|reposts", adds=True),
    "quotes": Metric(N("quotes"), "citace", r"(pocet )?citaci|citace|quotes", adds=True),
    "saves": Metric(N("saves"), "uložení", r"(pocet )?ulozeni|saves", adds=True),
    "clicks": Metric(N("clicks"), "prokliky", r"prokliky|kliknuti|(link |total )?clicks", adds=True),
    "followers": Metric(N("followers"), "sledující", r"sledujici|pocet sledujicich|followers|fanousci|odberatele"),
    "new_followers": Metric(N("new followers"), "noví sledující", r"novi sledujici|(new )?follows", adds=True),
    "registered": Metric(N("registered people"), "registrovaní", r"registrovan[iy]|registrace|pocet registrovanych"),
    "messages": Metric(N("messages sent"), "odeslané zprávy", r"(odeslane )?zpravy|sms", adds=True),
    "copies": Metric(N("copies printed"), "náklad", r"naklad|pocet vytisku|vytisky"),
    PAPER_READERS: Metric(N("readers"), "čtenáři", r"ctenari"),
    "broadcasts": Metric(N("broadcasts"), "odvysílané příspěvky", r"odvysilan[aey].*|vysilani|spoty", adds=True),
    "listeners": Metric(N("listeners"), "posluchači", r"posluchaci|poslechovost"),
    "reports": Metric(N("TV reports"), "reportáže", r"reportaze?|pocet reportazi|sot[y]?", adds=True),
    "viewers": Metric(N("viewers"), "diváci", r"divaci|sledovanost|viewers"),
}
POST_METRICS = (
    "reach", "visitors", "views", "visits", "interactions", "reactions", "comments", "shares", "quotes", "saves",
    "clicks",
)  # fmt: skip
PULLED = {
    "post_total_media_view_unique": "reach", "post_media_view": "views", "reach": "reach", "views": "views",
    "likes": "reactions", "comments": "comments", "saved": "saves", "shares": "shares",
    "favourites_count": "reactions", "replies_count": "comments", "reblogs_count": "shares", "quotes_count": "quotes",
    "likeCount": "reactions", "replyCount": "comments", "repostCount": "shares", "quoteCount": "quotes",
    "bookmarkCount": "saves",
}  # fmt: skip
"""What an API (Meta, Mastodon, Bluesky) calls a number of a post → our metric."""
KINDS = {
    "photos": N("photographs"), "ig image": N("photographs"), "videos": N("video"), "ig video": N("video"),
    "reels": N("reel"), "ig reel": N("reel"), "ig carousel": N("carousel"), "stories": N("story"),
    "ig story": N("story"), "links": N("link"), "text": N("text"), "live": N("live broadcast"),
    "other": N("something else"), "article": N("article"), "page": N("web page"),
}  # fmt: skip
"""What kind of post an export of Meta says, in small letters, or we ourselves of the web → its word."""
ARTICLES = re.compile(r"/(aktuality|novinky|clanky|zpravy)/.+")
"""Addresses of the web that are articles; the rest are pages (contacts, the notice board)."""


@dataclass(frozen=True)
class Break:
    """A day from which a channel counts a metric in another way."""

    channel: str
    metrics: tuple[str, ...]
    day: dt.date


# Meta withdrew page_impressions* and post_impressions* and put *_media_view* in their place in two steps
# (seen in the connectors of Airbyte and Postiz).
BREAKS = (
    Break("facebook", ("reach", "views"), dt.date(2025, 11, 15)),
    Break("facebook", ("reach", "views"), dt.date(2026, 6, 15)),
)


def break_between(channel: str, metric: str, older: dt.date, newer: dt.date) -> dt.date | None:
    """The last day between two months (given by their first days) from which the channel measures in another way.

    A month in which the way changed is comparable with neither neighbour.
    """
    end = month_end(newer)
    days = [one.day for one in BREAKS if one.channel == channel and metric in one.metrics]
    return max((day for day in days if older < day <= end), default=None)


def channel_of(said: str) -> str | None:
    """The channel that a spreadsheet calls so, None for an unknown one."""
    folded = " ".join(fold(said).split())
    return next((code for code, one in CHANNELS.items() if re.fullmatch(one.words, folded)), None)


def metric_of(said: str) -> str | None:
    """The metric that a spreadsheet calls so, None for an unknown one."""
    folded = " ".join(fold(said).split())
    return next((code for code, one in METRICS.items() if re.fullmatch(one.words, folded)), None)


def article_title(path: str) -> str:
    """What an address says of its article: `/aktuality/2026/10/92621-svoz-odpadu` → `Svoz odpadu`. The web leaves out
    diacritics in addresses; a page that is no article keeps its address."""
    if not ARTICLES.fullmatch(path):
        return path
    slug = re.sub(r"^[0-9]+-|\.(html?|php)$", "", path.rstrip("/").rpartition("/")[2])
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else path


def order(channel: str, metric: str) -> tuple[int, int]:
    """Where a number stands among the others: channels as listed, the main metric of a channel first."""
    metrics = (*CHANNELS[channel].metrics, *METRICS) if channel in CHANNELS else tuple(METRICS)
    place = metrics.index(metric) if metric in metrics else len(metrics)
    return list(CHANNELS).index(channel) if channel in CHANNELS else len(CHANNELS), place


def month_of(said: str) -> dt.date | None:
    """The first day of a month from `leden 2026`, `1/2026`, `01.2026`, `2026-01` or a date; None for anything else."""
    folded = " ".join(fold(said).split())
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?: .*)?", folded):
        return _first(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(?:\d{1,2}\. ?)?(\d{1,2}) ?[/.] ?(\d{4})", folded):
        return _first(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"([a-z]+) (\d{4})", folded):
        return _first(int(found[2]), _MONTHS.get(found[1], 0))
    return None


_MONTHS = {fold(name(n)): n for n in range(1, 13) for name in (dates.month_name, dates.month_short)}


def _first(year: int, month: int) -> dt.date | None:
    return dt.date(year, month, 1) if 1 <= month <= 12 and 1990 <= year <= 2100 else None


def shifted(month: dt.date, by: int) -> dt.date:
    """The first day of the month that many months later (earlier when negative)."""
    count = month.year * 12 + month.month - 1 + by
    return dt.date(count // 12, count % 12 + 1, 1)


def month_end(month: dt.date) -> dt.date:
    """The last day of a month."""
    return shifted(month, 1) - dt.timedelta(1)


def whole(text: str | int) -> int:
    """A number that was typed; BadInput beside the field `value` for words and anything uncertain."""
    try:
        value = numbers.parse_whole(str(text))
    except BadInput as error:
        raise BadInput(error.sentence, field="value", **error.values) from None
    if value < 0:
        raise BadInput("Reach cannot be negative. Type a whole number.", field="value")
    return value


def check_month(month: dt.date, today: dt.date) -> None:
    """BadInput for a month that has not begun."""
    if month > today:
        raise BadInput("This month has not begun yet. Choose an earlier one.", field="month")


def check_known(channel: str, metric: str) -> None:
    """BadInput for a channel or a metric that the office does not keep."""
    if channel not in CHANNELS:
        raise BadInput("Choose the channel.", field="channel")
    if metric not in METRICS or metric == PAPER_READERS:
        raise BadInput("Choose what was counted.", field="metric")


def caption(*texts: str | None) -> str:
    """The longest of the texts in plain letters: exports keep the caption in one column or another, and page editors
    write titles in the bold letters of a mathematical alphabet (NFKC brings them back)."""
    plain = [unicodedata.normalize("NFKC", text or "").strip() for text in texts]
    return max(plain, key=len)


def title(text: str) -> str:
    """The first line of a caption without signs around it; empty for a post without words."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    words = re.sub(r"^[^\w(„“\"#@]+|[^\w.?)“”\"…]+$", "", lines[0]) if lines else ""
    return (words or (lines[0] if lines else ""))[:TITLE_LENGTH]


def change(now: int | None, before: int | None) -> float | None:
    """The change as a share of what was before; None when one of the two is missing or nothing was before."""
    return None if now is None or not before else (now - before) / before
