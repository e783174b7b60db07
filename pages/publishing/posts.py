"""All posts as a list, and the ways to the public feeds."""

from lib.i18n import t
from lib.publishing import queries
from lib.ui import cached
from lib.ui import posts as look
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, Filter, show_list

user = guard("publishing.read")
posts = cached.read(queries.posts, by=user)
prepared = cached.made("posts.prepared", lambda: look.prepared(posts))
new = Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:")

head(
    t("Posts"),
    t("{posts}, being prepared: {prepared}", posts=look.count(posts.height), prepared=prepared),
    primary=new if user.may("publishing.write") else None,
)
show_list(
    "posts",
    posts,
    [
        Column("title", t("Title")),
        Column("event", t("Event")),
        Column("stage", t("State"), "state", look.states()),
        Column("plan_on", t("Planned for"), "date"),
        Column("published_at", t("Published"), "moment"),
        Column("updated_at", t("Last change"), "moment"),
        Column("created_by", t("Written by")),
    ],
    search=("title", "event"),
    filters=(Filter("stage", t("State")), Filter("created_by", t("Written by"))),
    sort="-updated_at",
    row_page="pages/publishing/post.py",
    empty=Empty(t("No posts yet. Write the first one from an event."), new if user.may("publishing.write") else None),
    by=user,
    count=look.count,
    title=t("Posts"),
)
look.feed_links()
