"""Numbers, days and times in words: a table read aloud by people, and what must hold for any of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import spoken, words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.number(0), "nula"),
        (words.number(2, "f"), "dvě"),
        (words.number(21), "dvacet jedna"),
        (words.number(342, "f"), "tři sta čtyřicet dvě"),
        (words.number(2026), "dva tisíce dvacet šest"),
        (words.number(1_000_000), "milion"),
        (words.of_number(9), "devíti"),
        (words.of_number(45), "čtyřiceti pěti"),
        (words.ordinal(21, "m", 2), "dvacátého prvního"),
        (words.ordinal(3, "f"), "třetí"),
        (words.ordinal(30, "n"), "třicáté"),
        (words.on_day(dt.date(2026, 12, 12)), "v sobotu dvanáctého prosince"),
        (words.on_day(dt.date(2026, 12, 23)), "ve středu dvacátého třetího prosince"),
        (words.at_time("17:00"), "v sedmnáct hodin"),
        (words.at_time("03:00"), "ve tři hodiny"),
        (words.at_time("1:00"), "v jednu hodinu"),
        (words.at_time("22:30"), "ve dvaadvacet hodin třicet minut"),
        (words.from_to("9:00", "15:00"), "od devíti do patnácti hodin"),
        (words.from_to("9:30", "21:05"), "od devíti hodin třiceti minut do jednadvaceti hodin pěti minut"),
        (words.money(1), "jedna koruna"),
        (words.money(342), "tři sta čtyřicet dvě koruny"),
        (words.money(120), "sto dvacet korun"),
    ],
)
def test_the_table(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "V sobotu 12. 12. 2026 v 17:00 začne (již tradičně) 3. ročník běhu.",
            "V sobotu dvanáctého prosince dva tisíce dvacet šest v sedmnáct hodin začne, již tradičně, třetí ročník"
            " běhu.",
        ),
        ("Vstupné je 120 Kč, pro děti o 50 % méně.", "Vstupné je sto dvacet korun, pro děti o padesát procent méně."),
        ("Od 9:00 do 15:00 hodin v DK.", "Od devíti do patnácti hodin v domě kultury."),
        ("Uzavírka ul. Polní od 8 do 15 hodin.", "Uzavírka ulice Polní od osmi do patnácti hodin."),
        (
            "Volejte tel. 596 581 249, nebo na www.brazdov.example/akce-2026.",
            "Volejte telefon pět set devadesát šest, pět set osmdesát jedna, dvě stě čtyřicet devět, nebo na"
            " www.brazdov.example/akce-2026.",
        ),
        ("Město má 28 852 obyvatel a 3,5 km stezek atd.",
         "Město má dvacet osm tisíc osm set padesát dva obyvatel a tři celé pět kilometrů stezek a tak dále."),
        ("Zápis 9:00–11:30 hod.", "Zápis od devíti do jedenácti hodin třiceti minut"),
        ("Sejdeme se 3. prosince. Ing. Nová, ZŠ č. 3.",
         "Sejdeme se třetího prosince. Inženýr Nová, základní škola číslo tři."),
        ("Hrají ve 22 hodin.", "Hrají ve dvaadvacet hodin."),
    ],
)  # fmt: skip
def test_a_text_for_reading_aloud(text: str, expected: str) -> None:
    assert spoken.spoken(text) == expected


@given(st.text(alphabet="0123456789 .:,-–()Kč%vodVOábhin\u00a0\n", max_size=60))
def test_no_digit_and_no_bracket_is_left(text: str) -> None:
    said = spoken.spoken(text)
    assert not any(sign in said for sign in "()[]")
    assert not [sign for sign in said if sign in "0123456789"]


@given(st.integers(0, words.LARGEST))
def test_every_number_has_words(n: int) -> None:
    for gender in ("m", "f", "n"):
        assert words.number(n, gender).replace(" ", "").isalpha()


def test_seconds_are_by_the_words_read() -> None:
    assert spoken.seconds(" ".join(["slovo"] * 69), 2.3) == 30
    assert spoken.seconds("", 2.3) == 0
    assert spoken.pronounced("Hosté z Rydułtow.", {"Rydułtow": "ryduutof", "Illnau": "ilnau"}) == [
        ("Rydułtow", "ryduutof")
    ]
