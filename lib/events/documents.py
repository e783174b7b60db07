"""The calendar on paper: the week sheet for the press, the programme of a month, the poster; the same as plain text.

Records in, bytes out: nothing here reads the store or the clock, so the same records give the same bytes. What the
public must not see (who comes from the leadership, who covers it) is simply not in the records that are given.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lib.czech import dates
from lib.czech.typography import NBSP, mend
from lib.i18n import speaking, t
from lib.paper import A4, Document, Footer, Letterhead
from lib.paper.flow import Flow, Part, Poster, beside
from lib.paper.text import BODY, LABEL, SMALL, STRONG, Style

BAND = Style(11, bold=True)
FORM_VERSION = "1"


@dataclass(frozen=True)
class Item:
    """One event as papers and mails tell it. `mark` is what went wrong with it ("ZRUŠENO"); `off` strikes its title.

    `inside` are lines for colleagues: who comes from the leadership, who covers it.
    """

    first: dt.date
    last: dt.date
    title: str
    starts_at: str | None = None
    ends_at: str | None = None
    venue: str = ""
    organiser: str = ""
    contact: str = ""
    summary: str = ""
    admission: str = ""
    mark: str = ""
    off: bool = False
    inside: tuple[str, ...] = ()

    @property
    def time(self) -> str:
        """`9:00–15:00`, empty when nobody said; of a longer event the days."""
        hours = dates.span(self.starts_at, self.ends_at) if self.starts_at else ""
        if self.last <= self.first + dt.timedelta(days=bool(self.ends_at and self.ends_at <= "06:00")):
            return hours
        until = t("until {day}", day=_day_of(self.last))
        return f"{hours}, {until}" if hours else until


@dataclass(frozen=True)
class Programme:
    """Events of the days from `first` to `last` in order, the names of days (holidays), who prints them and when."""

    first: dt.date
    last: dt.date
    items: tuple[Item, ...]
    named: tuple[tuple[dt.date, str], ...]
    letterhead: Letterhead
    printed: dt.date
    internal: bool = False

    @property
    def title(self) -> str:
        """`Akce v týdnu 23.–29. 11. 2026`, `Program na listopad 2026`, `Akce 1. 12. – 6. 1. 2027`."""
        following = self.last + dt.timedelta(days=1)
        if (self.last - self.first).days == 6 and self.first.weekday() == 0:
            return t("Events of the week {span}", span=dates.span(self.first, self.last))
        if self.first.day == following.day == 1 and (following - self.first).days <= 31:
            return t("Programme for {month}", month=f"{dates.month_name(self.first.month)} {self.first.year}")
        return t("Events {span}", span=dates.span(self.first, self.last))

    def days(self) -> Iterator[tuple[dt.date, str, list[Item]]]:
        """Each day with its name and events; one that began before stands at the first day. Empty days are left out,
        unless they have a name."""
        for day, group in groupby(sorted(self._placed(), key=lambda pair: pair[0]), key=lambda pair: pair[0]):
            items = [item for _, item in group if item]
            yield day, dict(self.named).get(day, ""), sorted(items, key=lambda item: (item.starts_at or "", item.title))

    def _placed(self) -> Iterator[tuple[dt.date, Item | None]]:
        yield from ((day, None) for day, _ in self.named if self.first <= day <= self.last)
        for item in self.items:
            shown = replace(item, first=max(item.first, self.first))
            yield shown.first, shown


@speaking("cs")
def week_sheet(programme: Programme) -> bytes:
    """The sheet for the press, A4: by day the time, what and where, who organises it and whom to call. BadInput names
    a character that cannot be printed."""
    paper = _paper(programme, "KA-T")
    flow = Flow(paper)
    for day, name, items in programme.days():
        rows = [beside(_time(item, 24), _what(item, 26, 74), *_who(item)) for item in items]
        flow.band(_band(day, name, paper.room), rows[0].height if rows else 0)
        for row in rows:
            flow.put(row, line=True)
    _empty(programme, flow, paper.room)
    return paper.pdf()


@speaking("cs")
def month_programme(programme: Programme) -> bytes:
    """The programme for readers, A4 in two columns: by day the time, what, where, for how much. BadInput as above."""
    paper = _paper(programme, "KA-M")
    flow = Flow(paper, columns=2)
    for day, name, items in programme.days():
        rows = [beside(_time(item, 23), _told(item, 24, flow.room - 24)) for item in items]
        flow.band(_band(day, name, flow.room), rows[0].height if rows else 0)
        for row in rows:
            flow.put(row)
    _empty(programme, flow, flow.room)
    return paper.pdf()


@speaking("cs")
def poster(programme: Programme) -> bytes:
    """The list for the notice board, A3: letters as large as lets it fit one sheet, else more sheets. BadInput as
    above."""
    for scale in (1.0, 0.9, 0.8, 0.7, 0.6):
        paper = _poster(programme, scale)
        if len(paper.pages) == 1:
            break
    return paper.pdf(programme.printed)


@speaking("cs")
def as_text(programme: Programme) -> str:
    """The same as plain text for an e-mail."""
    lines = [programme.title]
    for day, name, items in programme.days():
        lines += ["", dates.long_date(day) + (f" – {name}" if name else "")]
        for item in items:
            lines += [_line(item), *(f"   {mend(line)}" for line in item.inside)]
    if not any(True for _ in programme.days()):
        lines += ["", t("Nothing is planned for these days.")]
    return "\n".join(lines)


def _paper(programme: Programme, form: str) -> Document:
    title = f"{programme.title} – {t('internal')}" if programme.internal else programme.title
    return Document(programme.letterhead, title, "", Footer(form, FORM_VERSION, programme.printed), A4)


def _poster(programme: Programme, scale: float) -> Poster:
    strong, plain = Style(20 * scale, bold=True), Style(17 * scale, leading=20 * 1.32 / 17)
    paper = Poster(programme.letterhead, programme.title)
    flow = Flow(paper, gap=3 * scale)
    for day, name, items in programme.days():
        label = [(f"{dates.weekday(day)[:2]} {_day_of(day)}", strong, False)]
        for place, item in enumerate(items):
            where = ", ".join(part for part in (item.time, _said(item.venue), _said(item.admission)) if part)
            told = Part(42, 106, _headed(item, strong, plain)), Part(152, paper.room - 152, [(where, plain, False)])
            flow.put(beside(Part(0, 40, [] if place else label), *told), line=not place)
        if name and not items:
            flow.put(beside(Part(0, 40, label), Part(42, paper.room - 42, [(name, plain, False)])), line=True)
    _empty(programme, flow, paper.room)
    return paper


def _empty(programme: Programme, flow: Flow, room: float) -> None:
    if not any(True for _ in programme.days()):
        flow.put(beside(Part(0, room, [(t("Nothing is planned for these days."), BODY, False)])))


def _band(day: dt.date, name: str, room: float) -> Part:
    return Part(0, room, [(dates.long_date(day), BAND, False), (name, SMALL, False)])


def _time(item: Item, room: float) -> Part:
    return Part(0, room, [(item.time, STRONG, False)])


def _what(item: Item, x: float, room: float) -> Part:
    return Part(x, room, [*_headed(item, STRONG, SMALL), (_said(item.summary), SMALL, False), *_inside(item)])


def _who(item: Item) -> tuple[Part, Part]:
    organiser = [(_said(item.organiser), BODY, False), (_said(item.contact), LABEL, False)]
    return Part(102, 32, [(_said(item.venue), BODY, False)]), Part(136, 34, organiser)


def _told(item: Item, x: float, room: float) -> Part:
    lines = (_said(item.venue), _said(item.summary), _said(item.admission))
    return Part(x, room, [*_headed(item, STRONG, SMALL), *((line, SMALL, False) for line in lines), *_inside(item)])


def _headed(item: Item, style: Style, small: Style) -> list[tuple[str, Style, bool]]:
    return [(item.mark, Style(small.size, bold=True), False), (_said(item.title), style, item.off)]


def _inside(item: Item) -> list[tuple[str, Style, bool]]:
    return [(_said(line), LABEL, False) for line in item.inside]


def _line(item: Item) -> str:
    mark = f"{item.mark}: " if item.mark else ""
    where = ", ".join(_said(part) for part in (item.venue, item.organiser, item.contact, item.admission) if part)
    told = f"{mark}{_said(item.title)}" + (f" – {where}" if where else "")
    return f"{item.time}  {told}" if item.time else told


def _said(text: str) -> str:
    return mend(" ".join(text.split()))


def _day_of(day: dt.date) -> str:
    return f"{day.day}.{NBSP}{day.month}."
