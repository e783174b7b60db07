"""Words of two people: both are kept where they touched other places, and nobody's are lost where they did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib.publishing import Content
from lib.publishing.merging import Overlap, Piece, merge, merge_words, word_diff

BASE = "Trh začíná v sobotu ráno na náměstí."


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (BASE, BASE, BASE),
        ("Velký " + BASE, BASE, "Velký " + BASE),
        (BASE, BASE + " Přijďte!", BASE + " Přijďte!"),
        ("Velký " + BASE, BASE + " Přijďte!", "Velký " + BASE + " Přijďte!"),
        (BASE.replace("začíná", "bude"), BASE.replace("ráno ", ""), "Trh bude v sobotu na náměstí."),
        (BASE.replace("sobotu", "neděli"), BASE.replace("ráno", "večer"), "Trh začíná v neděli večer na náměstí."),
        (BASE.replace("sobotu", "neděli"), BASE.replace("sobotu", "neděli"), BASE.replace("sobotu", "neděli")),
    ],
)
def test_changes_of_other_places_are_put_together(mine: str, theirs: str, both: str) -> None:
    assert merge_words(BASE, mine, theirs) == both
    assert merge_words(BASE, theirs, mine) == both


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (BASE.replace("sobotu", "neděli"), BASE.replace("sobotu", "pátek")),
        (BASE + " Přijďte!", BASE + " Těšíme se."),
        (BASE.replace("v sobotu ráno ", ""), BASE.replace("sobotu", "neděli")),
        ("Moje", "Její"),
    ],
)
def test_the_same_place_is_for_a_person(mine: str, theirs: str) -> None:
    with pytest.raises(Overlap):
        merge_words(BASE, mine, theirs)


words = some.lists(some.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=30, unique=True)


@given(words, some.data())
def test_words_of_both_are_kept(base: list[str], data: some.DataObject) -> None:
    """Each of two people replaces, removes or completes words that the other leaves alone."""
    whose = data.draw(some.lists(some.sampled_from("mt-"), min_size=len(base), max_size=len(base)))
    deeds = data.draw(some.lists(some.sampled_from("RXA"), min_size=len(base), max_size=len(base)))

    def edited(who: str) -> str:
        said = {"R": "NEW{}", "X": "", "A": "{1} ADD{0}"}
        parts = [
            said[deed].format(number, word) if person in who else word
            for number, (person, deed, word) in enumerate(zip(whose, deeds, base, strict=True))
        ]
        return " ".join(part for part in parts if part)

    assert merge_words(" ".join(base), edited("m"), edited("t")) == edited("mt")


texts = some.text("ab \n", max_size=30).map(str.strip)


@given(texts, texts, texts)
def test_a_merge_either_is_the_same_from_both_sides_or_refuses(base: str, mine: str, theirs: str) -> None:
    def merged(one: str, other: str) -> str | None:
        try:
            return merge_words(base, one, other)
        except Overlap:
            return None

    assert merged(mine, theirs) == merged(theirs, mine)
    assert merged(mine, base) == mine


@given(texts, texts)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added").strip() == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed").strip() == after


def test_a_difference_is_read_word_by_word() -> None:
    assert word_diff("Trh je v sobotu", "Trh bude v sobotu ráno") == [
        Piece("same", "Trh "),
        Piece("removed", "je "),
        Piece("added", "bude "),
        Piece("same", "v sobotu "),
        Piece("added", "ráno"),
    ]


def test_a_text_that_was_empty_shows_no_struck_space() -> None:
    assert word_diff("", "Trh") == [Piece("added", "Trh")]
    assert word_diff("Trh", "") == [Piece("removed", "Trh")]


def test_a_long_text_of_one_word_is_compared_at_once() -> None:
    base = "a " * 10_000
    assert merge_words(base, base + "b", "c " + base) == "c " + base + "b"


def test_fields_are_put_together_each_by_itself() -> None:
    base = Content("Trh", "", {"web": "jedna dvě", "sms": "x"}, {"1200x630": "Trh", "1080x1080": "Trh"}, price="10 Kč")
    mine = Content("Velký trh", "", {"web": "jedna tři", "sms": "x"}, {"1200x630": "Trh"}, price="20 Kč")
    theirs = Content("Trh", "Už", {"web": "nula dvě", "facebook": "f", "sms": "x"}, base.alts, price="10 Kč")
    both, disputed = merge(base, mine, theirs)
    assert disputed == []
    assert both == Content(
        "Velký trh", "Už", {"web": "nula tři", "facebook": "f", "sms": "x"}, {"1200x630": "Trh"}, price="20 Kč"
    )
    assert merge(base, mine, Content("Trh", "", base.texts, base.alts, price="30 Kč"))[1] == ["price"]
