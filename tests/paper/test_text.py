"""Where lines break."""

from hypothesis import given
from hypothesis import strategies as st

from lib.paper.fonts import fonts
from lib.paper.text import BODY, LABEL, STRONG, clean, width, wrap

LETTERS = st.text(alphabet=sorted(fonts().regular.codes), max_size=200).map(clean)


@given(LETTERS, st.floats(min_value=8, max_value=180))
def test_no_line_is_wider_than_its_room(text, room):
    for line in wrap(text, STRONG, room):
        assert line.width <= room + 1e-6
        assert abs(width(line.text, STRONG) - line.width) < 1e-6


@given(LETTERS, st.floats(min_value=8, max_value=180))
def test_no_character_is_lost(text, room):
    printed = "".join(line.text for line in wrap(text, BODY, room))
    assert "".join(printed.split()) == "".join(text.split())


def test_line_ends_of_the_text_stay():
    assert [line.text for line in wrap("první\n\ntřetí", BODY, 100)] == ["první", "", "třetí"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", BODY, 100) == [("", 0)]


def test_a_long_word_is_broken_inside():
    lines = wrap("krátké " + "A" * 60 + " konec", BODY, 40)
    assert lines[0].text == "krátké"
    assert lines[-1].text.endswith("A konec")
    assert "".join(line.text for line in lines).count("A") == 60


def test_a_lone_preposition_never_ends_a_line():
    text = "Setkání v Brázdově a okolí s přáteli k výročí u kašny z roku 1750 i později o Vánocích"
    for room in range(20, 120):
        for line in wrap(text, BODY, room)[:-1]:
            assert line.text.split(" ")[-1] not in set("vaskuzio"), line.text


def test_decomposed_letters_are_composed():
    assert clean("Jir\u030ci\u0301") == "Jiří"


def test_invisible_characters_are_dropped_and_minus_is_printed():
    assert clean("\ufeffslo\u00advo\u200b \u22125\t%") == "slovo –5 %"


def test_width_grows_with_size():
    assert width("Brázdov", BODY) > width("Brázdov", LABEL) > 0
