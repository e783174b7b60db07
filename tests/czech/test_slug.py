from hypothesis import given
from hypothesis import strategies as st

from lib.czech.slug import slug


def test_a_title_becomes_an_address():
    assert slug("Den města – 800 let!") == "den-mesta-800-let"
    assert slug("Žluťoučký kůň & Łódź") == "zlutoucky-kun-lodz"
    assert slug("???") == ""


def test_a_long_title_is_cut_between_words():
    assert slug("Slavnostní rozsvícení vánočního stromu", 30) == "slavnostni-rozsviceni"
    assert slug("slavnostni rozsviceni vanocniho", 21) == "slavnostni-rozsviceni"
    assert slug("x" * 80) == "x" * 60


@given(st.text())
def test_an_address_has_only_safe_characters_and_is_stable(title):
    made = slug(title)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= 60
    assert made == made.strip("-")
    assert slug(made) == made
