"""Reach as files: the hand-kept sheet, exports of Meta Business Suite and of Matomo, the daily series of followers."""

import csv
import datetime as dt
import io
import unicodedata
from pathlib import Path
from random import Random

from data.samples.book import GREY, Row, Sheet
from data.samples.days import beginning, month_start, span
from data.samples.expected import EXPECTED
from data.samples.posts import DAY, Post, exports, month_label
from data.samples.typed import Cell, date_cell

SITE = "https://www.brazdov.example"
_OTHER_PAGES = [
    "/",
    "/kontakty",
    "/uredni-deska",
    "/mesto/historie",
    "/mesto/soucasnost",
    "/urad/odbory",
    "/urad/formulare",
    "/volny-cas/kalendar",
    "/volny-cas/sport",
    "/brazdovske-noviny",
    "/brazdovske-noviny/cenik",
    "/hlaseni-zavad",
    "/skoly",
    "/turista",
    "/turista/infocentrum",
]
# channel | metric | source | value at the start | growth a month | spread
_BY_HAND = (
    ("Web", "návštěvy", "Matomo", 14200, 1.008, 0.12),
    ("Web", "unikátní návštěvníci", "Matomo", 8300, 1.008, 0.10),
    ("Facebook", "sledující", "Meta Business Suite", 6120, 1.009, 0.004),
    ("Facebook", "dosah", "Meta Business Suite", 41000, 1.006, 0.22),
    ("Instagram", "sledující", "Meta Business Suite", 1340, 1.02, 0.006),
    ("Instagram", "dosah", "Meta Business Suite", 6900, 1.02, 0.2),
    ("MUNIPOLIS", "registrovaní", "administrace MUNIPOLIS", 2890, 1.013, 0.003),
    ("MUNIPOLIS", "odeslané zprávy", "administrace MUNIPOLIS", 11, 1.0, 0.3),
    ("Brázdovské noviny", "náklad", "tiskárna", 12800, 1.0, 0.0),
    ("Rádio", "odvysílané příspěvky", "hlášení rádia", 6, 1.0, 0.3),
    ("TV", "reportáže", "přehled TV", 12, 1.0, 0.25),
)


def by_hand(as_of: dt.date, rng: Random) -> list[Sheet]:
    """Months in rows, from the beginning until last month, the newest as many as expected; some values are words."""
    rows: list[tuple[dt.date, list[Cell]]] = []
    month, n = month_start(beginning(as_of)), 0
    while month < month_start(as_of):
        rows += [(month, _hand_row(month, n, line, rng)) for line in _BY_HAND]
        month, n = month_start(month, 1), n + 1
    wanted = EXPECTED["reach_by_hand"]
    rows = rows[-(wanted["good"] + wanted["values_in_words"]) :]
    for place, word in zip(rng.sample(range(len(rows)), wanted["values_in_words"]), _WORDS, strict=True):
        rows[place][1][3] = word
    sheet = Sheet("Dosah", widths=(14, 18, 22, 12, 24, 14, 30))
    sheet.title("DOSAH MĚSTSKÝCH MÉDIÍ – vede tisková mluvčí", "Kanály NESČÍTAT, každý měří něco jiného!")
    sheet.rows += [
        Row([]),
        Row(["Měsíc", "Kanál", "Metrika", "Hodnota", "Zdroj", "Zjištěno dne", "Poznámka"], GREY, bold=True),
    ]
    for place, (month, cells) in enumerate(rows):
        new_year = place and month.month == 1 and rows[place - 1][0].month == 12
        sheet.rows += [Row([]), Row(cells)] if new_year else [Row(cells)]
    return [sheet]


_WORDS = ("cca 3 200", "1,2 tis.", "nezjištěno")


def _hand_row(month: dt.date, n: int, line: tuple[str, str, str, int, float, float], rng: Random) -> list[Cell]:
    name, metric, source, start, growth, spread = line
    value = round(
        start * growth**n * (1 + spread * rng.uniform(-1, 1)) * (1.3 if month.month == 12 and spread > 0.1 else 1)
    )
    shown: Cell = value if rng.random() < 0.75 else f"{value:,}".replace(",", " ")
    seen = date_cell(rng, month_start(month, 1) + rng.randint(1, 6) * DAY)
    note = rng.choice((None, None, None, None, "odhad ze statistik", "po přechodu na nový web", "výpadek měření 2 dny"))
    return [month_label(month, rng), name + rng.choice(("", "", " ")), metric, shown, source, seen, note]


_FACEBOOK = (
    "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Caption type|Permalink|Is crosspost"
    "|Is share|Post type|Languages|Custom labels|Funded content status|Data comment|Date|Views|Reach|{together}"
    "|Reactions|Comments|Shares|Total clicks|Link Clicks|Other Clicks|Seconds viewed|Average Seconds viewed"
    "|Negative feedback from users: Hide all"
)


def facebook_export(path: Path, posts: list[Post], on: dt.date, *, newer: bool) -> None:
    """A content export of Meta Business Suite: lifetime totals on the day of the export, UTF-8 with BOM."""
    together = "Reactions, comments and shares" if newer else "Reactions, Comments and Shares"
    header = _FACEBOOK.format(together=together).split("|")
    rows = [_facebook_row(post, on, n % 3 == 0) for n, post in enumerate(posts)]
    _csv(path, [header, *rows], "utf-8-sig")


def _facebook_row(post: Post, on: dt.date, in_title: bool) -> list[str]:
    reach = post.reached(on)
    reactions, comments, shares = reach // 31, reach // 190, reach // 240
    text = _decorated(post) if post.reach % 40 == 0 else f"{post.title}\n{post.text}"
    video = post.kind in ("Videos", "Reels")
    seconds = str(15 + post.reach % 70) if video else "0"
    clicks = reach // 17
    link = f"https://www.facebook.com/99000016/posts/{post.id}"
    head = [post.id, "990000160000", "Město Brázdov", text if in_title else "", "" if in_title else text, seconds]
    head += [f"{post.at:%m/%d/%Y %H:%M}", "", link, "0", "0", post.kind, "", "", "", "", "Lifetime"]
    totals = [reach * 3 // 2, reach, reactions + comments + shares, reactions, comments, shares, clicks]
    watched = [str(reach * 4), "4.2"] if video else ["", ""]
    return [*head, *map(str, totals), str(clicks // 3), str(clicks - clicks // 3), *watched, "0"]


def _decorated(post: Post) -> str:
    """The title in the bold letters of a mathematical alphabet, as page editors like it."""
    letters = unicodedata.normalize("NFD", post.title)
    shift = {65: 0x1D5D4, 97: 0x1D5EE}
    bold = "".join(chr(ord(c) - base + shift[base]) if (base := _base(c)) else c for c in letters)
    return f"✨ {bold} ✨\n{post.text}"


def _base(letter: str) -> int:
    return 65 if "A" <= letter <= "Z" else 97 if "a" <= letter <= "z" else 0


def instagram_export(path: Path, posts: list[Post], on: dt.date) -> None:
    """The same for Instagram: its own columns, times in ISO."""
    header = [
        "Post ID",
        "Account ID",
        "Account username",
        "Description",
        "Duration (sec)",
        "Publish time",
        "Permalink",
        "Post type",
        "Data comment",
        "Date",
        "Views",
        "Reach",
        "Likes",
        "Shares",
        "Follows",
        "Comments",
        "Saves",
    ]
    rows = []
    for post in posts:
        reach = post.reached(on)
        numbers = [reach * 8 // 5, reach, reach // 14, reach // 150, reach // 400, reach // 110, reach // 130]
        link = f"https://www.instagram.com/p/B{int(post.id):x}/"
        head = [post.id, "178400000", "mestobrazdov", f"{post.title}\n{post.text} #brazdov", "0"]
        rows.append([*head, post.at.isoformat(), link, post.kind, "", "Lifetime", *map(str, numbers)])
    _csv(path, [header, *rows], "utf-8-sig")


def followers(path: Path, as_of: dt.date, rng: Random) -> None:
    """New followers by day, only days above zero: UTF-16 LE with BOM, `sep=,`, the name of the metric, the series."""
    lines = ["sep=,", '"Facebook follows"', '"Date","Primary"']
    for day in span(as_of - 365 * DAY, exports(as_of)[1]):
        count = max(0, round(rng.gauss(2.1, 1.8)) + (4 if day.month == 12 else 0))
        if count:
            lines.append(f'"{day}T00:00:00","{count}"')
    path.write_bytes("\ufeff".encode("utf-16-le") + ("\r\n".join(lines) + "\r\n").encode("utf-16-le"))


def matomo_month(path: Path, posts: list[Post], month: dt.date, encoding: str, rng: Random) -> None:
    """Page URLs of one month (Actions.getPageUrls, flat): articles that were out by then and the town's other pages."""
    header = [
        "label",
        "nb_visits",
        "nb_uniq_visitors",
        "nb_hits",
        "sum_time_spent",
        "avg_time_on_page",
        "entry_nb_visits",
        "bounce_rate",
        "exit_rate",
        "url",
    ]
    pages = [(page, round(900 / (n + 1) * rng.uniform(0.8, 1.2)) + 40) for n, page in enumerate(_OTHER_PAGES)]
    for post in posts:
        fresh = (post.at.year, post.at.month) == (month.year, month.month)
        pages.append((article(post), max(1, round(post.reach * (1 if fresh else 0.03)))))
    rows = [_matomo_row(page, visits, rng) for page, visits in sorted(pages, key=lambda page: -page[1])]
    _csv(path, [header, *rows], encoding)


def _matomo_row(page: str, visits: int, rng: Random) -> list[str]:
    unique, hits, average = max(1, visits * 4 // 5), visits * 6 // 5, rng.randint(18, 140)
    rates = f"{rng.randint(30, 80)}%", f"{rng.randint(20, 70)}%"
    return [page, *map(str, (visits, unique, hits, hits * average, average, visits // 2)), *rates, SITE + page]


def article(post: Post) -> str:
    """The path of an article: `/aktuality/2026/10/4213-den-deti`, its number at the front as on the town's web."""
    plain = unicodedata.normalize("NFKD", post.title.lower()).encode("ascii", "ignore").decode()
    slug = "-".join("".join(c if c.isalnum() else " " for c in plain).split())
    return f"/aktuality/{post.at:%Y/%m}/{int(post.id) % 100000:05}-{slug}"


def _csv(path: Path, rows: list[list[str]], encoding: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + text.getvalue().encode(encoding))
