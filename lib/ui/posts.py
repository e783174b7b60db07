"""How posts look: words and tones of their states, cards to download, texts to copy, feeds."""

import polars as pl
import streamlit as st

from lib import files
from lib.czech import dates
from lib.czech.slug import slug
from lib.errors import OfficeError
from lib.i18n import N, t, tn
from lib.publishing import Content, Story, rules, stages
from lib.ui.badges import State
from lib.ui.plain import plain

FEEDS = (
    (N("Posts (RSS)"), "/feeds/prispevky.rss", ":material/rss_feed:"),
    (N("Posts (Atom)"), "/feeds/prispevky.atom", ":material/rss_feed:"),
    (N("Events (ICS)"), "/feeds/akce.ics", ":material/calendar_month:"),
)


def states() -> dict[str, State]:
    """Where a post stands → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in stages.STAGES.items()}  # type: ignore[arg-type]


def count(n: int) -> str:
    """`12 příspěvků`."""
    return tn("{n} post", "{n} posts", n)


def prepared(posts: pl.DataFrame) -> int:
    """How many posts of a list are being prepared: nothing of them is out, waits or was withdrawn."""
    return posts.filter(pl.col("stage").is_in(stages.WRITTEN)).height


def feed_links() -> None:
    """Ways to the public feeds, which the town's web or anybody's reader takes."""
    with st.container(horizontal=True, gap="small"):
        for label, address, icon in FEEDS:
            st.link_button(t(label), address, icon=icon, type="tertiary")


def to_copy(content: Content, channel: str) -> str:
    """The text of a channel as it is pasted: the web with its title and lead in front."""
    text = rules.sent(content.for_web if channel == "web" else content.texts.get(channel, ""))
    parts = (content.title, content.perex, text) if channel == "web" else (text,)
    return "\n\n".join(part.strip() for part in parts if part.strip())


def stored_cards(story: Story) -> None:
    """The picture cards of a post with their alt texts, to look at and to download."""
    for card in story.cards:
        try:
            draw_card(card.format, files.read(card.file), card.alt, story.title)
        except OfficeError as error:
            st.caption(plain(str(error)))
            continue
        st.caption(plain(card.alt))


def draw_card(form: str, png: bytes, alt: str, title: str) -> None:
    """One card and the button that downloads it as `farmarsky-trh-1080x1080.png`."""
    st.image(png, alt=alt, width="stretch" if form == "1200x630" else 320, output_format="PNG")
    st.download_button(
        t("Download {format}", format=form.replace("x", " × ")),
        png,
        file_name=f"{slug(title) or 'prispevek'}-{form}.png",
        mime="image/png",
        icon=":material/download:",
        key=f"post.card.{form}",
        on_click="ignore",
    )


def figures(story: Story) -> str:
    """The state of a post in one sentence, for the head of its page."""
    if story.state == "withdrawn":
        return t("Withdrawn: {reason}", reason=story.withdrawn_reason)
    if story.published_at:
        return t("Published {at}", at=dates.moment(story.published_at))
    return t("Last saved {at} by {who}", at=dates.moment(story.updated_at), who=story.updated_name)
