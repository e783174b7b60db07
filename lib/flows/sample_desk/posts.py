"""Posts of the made-up office in every stage of their way, planned for these weeks; photographs, most of them from
events that were documented."""

import dataclasses
import datetime as dt
import hashlib
import io

from PIL import Image, ImageDraw

from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.czech import dates
from lib.flows import channel_desk
from lib.flows import publishing_sending as sending
from lib.photos import actions as photos
from lib.photos.rules import Facts
from lib.pictures.child import likeness
from lib.pictures.reading import Picture
from lib.publishing import Content, actions, queries
from lib.store import Database

CHANNEL = "munipolis"
APPROVED = (
    Content("Knihovna má delší půjčovní dobu", "Půjčovna je nově otevřená i v sobotu dopoledne.",
            {"web": "Městská knihovna prodlužuje půjčovní dobu. Půjčovna je nově otevřená i v sobotu dopoledne.",
             "sms": "Mestska knihovna je nove otevrena i v sobotu dopoledne."},
            body="Městská knihovna prodlužuje půjčovní dobu. Půjčovna je nově otevřená i v sobotu dopoledne."),
    Content("Sběrný dvůr přijímá i v zimě", "Otevírací doba se na zimu nemění.",
            {"web": "Sběrný dvůr přijímá odpad i v zimě. Otevírací doba se nemění.",
             "sms": "Sberny dvur prijima odpad i v zime, oteviraci doba se nemeni."},
            body="Sběrný dvůr přijímá odpad i v zimě. Otevírací doba se nemění."),
)  # fmt: skip
"""The first one waits for a person since now, the second one goes on the next working day."""
RINK = ("kluziste-u-sokolovny.jpg", "Lidé bruslí na ledové ploše u sokolovny.")
TREE = ("vanocni-strom.jpg", "Vánoční strom na náměstí po setmění.")
SIZE = (1200, 800)
DOCUMENTED = """
select event.id, event.title from event join coverage on coverage.event_id = event.id
where coverage.kind = 'photo' and coverage.id in (select coverage_id from delivery)
order by event.starts_on desc, event.id limit 4
"""
"""Events from which somebody brought photographs."""
SHOTS = ("Pohled na stánky a návštěvníky: {title}.", "Záběr od pódia: {title}.")


def fill(db: Database) -> None:
    """Written by the editor, approved and sent by the spokesperson. A second run changes nothing."""
    by, editor = (access.user(db, DEMO_PEOPLE[role][0]) for role in ("spokesperson", "editor"))
    if by is None or editor is None or store.scalar(db, "select 1 from story"):
        return
    events = _events(db)
    photographs(db, by)
    days = [dates.add_working_days(clock.today(), ahead) for ahead in (1, 2, 4, 6)]
    actions.add_idea(db, "Rozhovor s kronikářkou města", by=editor)
    actions.add_idea(db, "Jak se letos topí v městských bytech", plan_on=days[3], by=editor)
    for place, event_id in enumerate(events):
        _written(db, event_id, days[1 + place], editor, review=place == 1)
    channel_desk.served_by_hand(db)
    now, later = (_approved(db, content, day, editor, by) for content, day in zip(APPROVED, days, strict=False))
    sending.send_now(db, now, CHANNEL, by=by)
    sending.schedule(db, later, CHANNEL, dt.datetime.combine(days[1], dt.time(9)), by=by)


def _events(db: Database) -> list[int]:
    """Two public events of the coming weeks."""
    since, until = (clock.today() + dt.timedelta(days=days) for days in (5, 40))
    found = store.rows(
        db,
        "select id from event where kind = 'town' and public and state = 'confirmed' and starts_on between ? and ?"
        " order by starts_on, id limit 2",
        (since.isoformat(), until.isoformat()),
    )
    return [row["id"] for row in found]


def _written(db: Database, event_id: int, day: dt.date, by: User, *, review: bool) -> None:
    """A post filled in from its event, without cards: they are drawn when somebody opens it."""
    draft = actions.draft(db, queries.event_of(db, event_id, by=by), by=by)
    story_id = actions.save(db, None, dataclasses.replace(draft, alts={}), event_id=event_id, by=by)
    actions.plan(db, story_id, day, by=by)
    if review:
        actions.to_review(db, story_id, by=by)


def _approved(db: Database, content: Content, day: dt.date, author: User, by: User) -> int:
    story_id = actions.save(db, None, content, by=author)
    actions.plan(db, story_id, day, by=author)
    actions.to_review(db, story_id, by=author)
    actions.approve(db, story_id, queries.story(db, story_id, by=by).approval_hash, by=by)
    return story_id


def photographs(db: Database, by: User) -> None:
    """Two of the town, two from each event from which photographs were brought."""
    for (name, alt), image in ((RINK, _rink()), (TREE, _tree())):
        photos.add(db, _picture(image), name, Facts("Petra Dlouhá", "news", alt=alt), by=by)

    for place, event in enumerate(store.rows(db, DOCUMENTED)):
        for shot, alt in enumerate(SHOTS):
            facts = Facts("Petra Dlouhá", "news", alt=alt.format(title=event["title"])[:250], event_id=event["id"])
            photos.add(db, _picture(_crowd(2 * place + shot)), f"akce-{event['id']}-{shot + 1}.jpg", facts, by=by)


def _crowd(seed: int) -> Image.Image:
    """Stalls and people; each number draws others, so that no two look the same."""
    colours = ("#c0392b", "#2c3e50", "#f39c12", "#27ae60", "#8e44ad", "#16a085")
    image = Image.new("RGB", SIZE, ("#bcd9ee", "#f6d9b8", "#26324a", "#dfe7d2")[seed % 4])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 480 + 10 * seed, *SIZE), fill="#c9bfae")
    for place in range(2 + seed % 3):
        left, high = 60 + (330 + 40 * seed) * place % 950, 180 + 30 * (seed + place) % 120
        draw.rectangle((left, 500 - high, left + 240, 520), fill=colours[(seed + place) % 6])
        draw.polygon([(left - 30, 500 - high), (left + 120, 420 - high), (left + 270, 500 - high)], fill="#fdf6e3")
    for place in range(5 + seed):
        left, top = 40 + (137 + 29 * seed) * place % 1100, 540 + 47 * place % 150
        draw.ellipse((left, top, left + 40, top + 40), fill="#f1c9a5")
        draw.rectangle((left - 8, top + 40, left + 48, top + 130), fill=colours[(2 * seed + place) % 6])
    return image


def _rink() -> Image.Image:
    image = Image.new("RGB", SIZE, "#9fc5e8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 420, *SIZE), fill="#eef6fb")
    draw.rectangle((120, 180, 700, 440), fill="#b5651d")
    draw.polygon([(80, 180), (410, 60), (740, 180)], fill="#7a1f1f")
    for place, colour in enumerate(("#c0392b", "#2c3e50", "#f39c12", "#27ae60", "#8e44ad")):
        left, top = 180 + 190 * place, 500 + 60 * (place % 3)
        draw.ellipse((left, top, left + 44, top + 44), fill="#f1c9a5")
        draw.rectangle((left - 8, top + 44, left + 52, top + 150), fill=colour)
    return image


def _tree() -> Image.Image:
    image = Image.new("RGB", SIZE, "#14213d")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 660, *SIZE), fill="#8d99ae")
    draw.rectangle((570, 600, 630, 700), fill="#5c4033")
    for top in (120, 270, 420):
        draw.polygon([(600, top), (600 - top // 2 - 80, top + 200), (600 + top // 2 + 80, top + 200)], fill="#1b5e20")
    for place in range(18):
        left, top = 480 + 53 * place % 240, 230 + 97 * place % 370
        draw.ellipse((left, top, left + 14, top + 14), fill="#ffd166")
    return image


def _picture(image: Image.Image) -> Picture:
    """What a file brought by a person would give; drawn by us, so it needs no guarded reading."""
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=85)
    data = kept.getvalue()
    return Picture(data, *SIZE, hashlib.sha256(data).hexdigest(), likeness(image), None, ())
