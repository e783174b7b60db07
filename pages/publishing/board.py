"""The publishing plan: every post in its stage, or a week with events, holidays and closings of the paper."""

from lib.ads import queries as ads
from lib.events import queries as events
from lib.flows import wordings
from lib.i18n import t
from lib.publishing import queries
from lib.ui import board as drawn
from lib.ui import board_cards, board_due, board_filters, board_moves, board_weekend, cached
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.heartbeat import alarm, quiet

user = guard("publishing.read")
writes = user.may("publishing.write")
view = board_filters.shown()
first, last = board_filters.span(view)
posts = cached.read(queries.board, first, last, by=user)
names = cached.read(wordings.channel_names, by=user)
head(
    t("Publishing plan"),
    board_cards.figures(posts),
    primary=Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:") if writes else None,
    others=(
        *((board_weekend.Idea(user),) if writes else ()),
        Link(t("List of posts"), "pages/publishing/posts.py", ":material/list:"),
    ),
)
last_seen = alarm()
found = board_filters.choice(posts, names)
if view == "week":
    around = board_cards.Around(
        cached.read(events.between, first, last, by=user),
        cached.read(events.special_days, first, last, by=user),
        board_cards.closings(cached.read(ads.paper_issues, by=user) if user.may("ads.read") else None),
        board_due.between(first, last, user),
    )
    lanes = board_cards.week(found, first, around, user, names)
else:
    board_weekend.box(user)
    lanes = board_cards.stages_of(found, user, names)
board_cards.nothing(posts, found)
moved = drawn.board(f"plan.{view}", lanes, view, moves=writes, said=board_moves.said())
if moved:
    board_moves.do(moved, user)
quiet(last_seen)
