"""What a channel gets: nothing that it cannot take, nothing that runs anywhere, no letter cut in two."""

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib.outbox import Kind, Limits, Parcel
from lib.publishing import parcels
from lib.publishing.records import Card, Story, StoryPhoto
from tests.publishing.sample import TOWN

BASE = "https://kancelar.brazdov.example"


def _story(**changes: object) -> Story:
    fields: dict[str, object] = {
        "id": 7, "event_id": None, "title": "Trh", "perex": "", "state": "draft", "version": 1, "created_by": "",
        "created_at": "", "updated_by": "", "updated_at": "", "published_at": None, "withdrawn_at": None,
        "withdrawn_reason": None, "texts": {"web": "Web", "facebook": "Na Facebook"},
        "cards": (Card("1080x1080", "square.png", "Čtverec"), Card("1200x630", "wide.png", "Pruh")),
    }  # fmt: skip
    return Story(**fields | changes)  # type: ignore[arg-type]


def _kind(wording: str, *, fetched: bool = False, pictures: int | None = None) -> Kind:
    return Kind(wording, wording, wording, (), Limits(None, pictures=pictures), None, fetched)


def test_each_channel_gets_its_wording_and_its_card() -> None:
    facebook = parcels.parcel(_story(), _kind("facebook"), TOWN, BASE)
    assert (facebook.text, facebook.html, facebook.pictures[0].file, facebook.pictures[0].url) == (
        "Na Facebook", "", "wide.png", "",
    )  # fmt: skip
    instagram = parcels.parcel(_story(texts={"instagram": "Foto"}), _kind("instagram", fetched=True), TOWN, BASE + "/")
    assert instagram.pictures[0].url == f"{BASE}/feeds/obrazek/square.png"
    assert parcels.parcel(_story(), _kind("sms", pictures=0), TOWN, BASE).pictures == ()


def test_photographs_go_before_cards_with_their_authors() -> None:
    photos = tuple(StoryPhoto(n, f"{n}.jpg", "", f"Popis {n}", "Jana Tichá") for n in range(4))
    found = parcels.parcel(_story(photos=photos), _kind("facebook", pictures=3), TOWN, BASE).pictures
    assert [(one.file, one.alt, one.credit) for one in found] == [
        (f"{n}.jpg", f"Popis {n}", "Jana Tichá") for n in range(3)
    ]


def test_long_wordings_fall_back_on_the_neutral_text_and_short_ones_do_not() -> None:
    now = _story(texts={}, body="Neutrální text.")
    assert parcels.parcel(now, _kind("newsletter"), TOWN, BASE).text == "Neutrální text."
    assert parcels.parcel(now, _kind("sms"), TOWN, BASE).text == ""


def test_paragraphs_are_text_whatever_was_typed() -> None:
    now = _story(texts={"web": 'Trh <script>alert("1")</script>\r\ndruhý řádek\n\n\nDalší & odstavec'})
    assert parcels.parcel(now, _kind("web"), TOWN, BASE).html == (
        "<p>Trh &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<br>druhý řádek</p><p>Další &amp; odstavec</p>"
    )


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        ("https://www.brazdov.example/trh", "https://www.brazdov.example/trh?z=7-1"),
        ("https://www.brazdov.example/?a=1#b", "https://www.brazdov.example/?a=1&z=7-1#b"),
        ("mailto:info@brazdov.example", "mailto:info@brazdov.example"),
        ("", ""),
    ],
)
def test_a_link_carries_a_mark(link: str, marked: str) -> None:
    found = parcels.parcel(_story(link=link, texts={"facebook": f"Více: {link}"}), _kind("facebook"), TOWN, BASE, "7-1")
    assert (found.link, found.text) == (marked, f"Více: {marked}".strip())
    assert found.mark == ("7-1" if link else "")


def test_a_title_of_ten_thousand_letters_makes_a_short_slug() -> None:
    found = parcels.parcel(_story(title="Ž" * 10_000), _kind("web"), TOWN, BASE)
    assert (len(found.title), len(found.slug)) == (10_000, 60)


@given(some.text(max_size=200))
def test_whatever_was_pasted_can_be_sent(text: str) -> None:
    sent = parcels.cleaned(text)
    assert sent == parcels.cleaned(sent)
    assert unicodedata.is_normalized("NFC", sent)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in sent)
    made = parcels.parcel(_story(texts={"web": text}), _kind("web"), TOWN, BASE)
    assert Parcel.from_json(made.to_json()) == made
    for paragraph in made.html.removeprefix("<p>").removesuffix("</p>").split("</p><p>"):
        assert "<" not in paragraph.replace("<br>", "")
        assert all(line.strip() in sent for line in html.unescape(paragraph).split("<br>"))


def test_emoji_are_never_cut_in_two() -> None:
    family = "👨‍👩‍👧‍👦 🇨🇿 👍🏽"
    assert parcels.parcel(_story(texts={"facebook": f"{family}\x0b"}), _kind("facebook"), TOWN, BASE).text == family
