"""Salutations as czech.md §5 gives them, and what no suggestion may do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import salutation


@pytest.mark.parametrize(
    ("name", "office", "title", "said"),
    [
        ("Jan Novák", "", "", "Vážený pane Nováku"),
        ("Jana Nováková", "", "", "Vážená paní Nováková"),
        ("Petr Krejčí", "", "", "Vážený pane Krejčí"),
        ("Jana Krejčí", "", "", "Vážená paní Krejčí"),
        ("Karel Malý", "", "", "Vážený pane Malý"),
        ("Tomáš Kuča", "", "", "Vážený pane Kučo"),
        ("Josef Němec", "", "", "Vážený pane Němče"),
        ("Jan Novák", "", "Ing.", "Vážený pane inženýre"),
        ("Eva Nová", "", "MUDr.", "Vážená paní doktorko"),
        ("Eva Nová", "starostka", "Mgr.", "Vážená paní starostko"),
        ("Petr Veselý", "1. místostarosta", "", "Vážený pane místostarosto"),
        ("Jan Novák", "ředitel školy", "Ing.", "Vážený pane řediteli"),
        ("Ludmila Nováková-Šťastná", "", "", "Vážená paní Nováková-Šťastná"),
        ("", "starosta", "", ""),
    ],
)
def test_people_are_addressed(name: str, office: str, title: str, said: str) -> None:
    assert salutation.suggest(name, office, title) == said


def test_what_the_register_says_goes_before_the_guess() -> None:
    assert salutation.suggest("Nikola Krejčí", woman=True) == "Vážená paní Krejčí"
    assert salutation.suggest("Nikola Krejčí", woman=False) == "Vážený pane Krejčí"


@given(st.text(max_size=40))
def test_any_name_gets_a_suggestion_or_nothing(name: str) -> None:
    said = salutation.suggest(name)
    assert said == "" if not name.split() else said.startswith("Vážen")
