"""Text typed by people is shown as it was typed, whatever Markdown would make of it."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.ui.plain import plain


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("Hrnek *modrý* 3*4_5", r"Hrnek \*modrý\* 3\*4\_5"),
        ("[sem](javascript:alert(1))", "\\[sem\\](javascript:\u2060alert(1))"),
        ("<b>Den</b> &amp; noc", r"\<b>Den\</b> \&amp; noc"),
        ("# Den města", r"\# Den města"),
        ("1. máj\n- pera", "1\\. máj\n\\- pera"),
        ("> ~~zrušeno~~", r"\> \~\~zrušeno\~\~"),
        ("`kód` \\ konec", r"\`kód\` \\ konec"),
        ("Taška za 10 $ a 3 $", r"Taška za 10 \$ a 3 \$"),
    ],
)
def test_signs_of_markdown_are_escaped(typed: str, escaped: str) -> None:
    assert plain(typed) == escaped


@pytest.mark.parametrize(
    "typed",
    [
        "Koncert 18:00, vstup: 50 Kč",
        "Dům & zahrada – 5 < 6",
        "23.\xa011. 2026 8:00 · karel.hora",
        "https://brazdov.example",
    ],
)
def test_ordinary_text_stays_as_it_is(typed: str) -> None:
    assert plain(typed) == typed


def test_formulas_icons_and_colours_are_parted() -> None:
    assert plain("$x$") == r"\$x\$"
    for typed in (":material/home:", ":red[x]", ":smile:", ":+1:"):
        assert plain(typed).startswith(":\u2060")


def test_heads_questions_and_messages_show_typed_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(st, "dialog", lambda title: asked.append(title) or (lambda question: question))

    def page() -> None:
        from lib.errors import Refused
        from lib.ui import forms, head

        head.head("Hrnek *modrý*", "[sem](http://x)")
        forms.confirm("Smazat", "Smazat a_b_c@brazdov.example?", "", lambda _: None, said=str, key="erase")
        forms.tell("Uloženo: _Taška_")
        forms.said()
        forms.speak(Refused("Only {left} pieces of {item} are left in {place}.", left=1, item="*A*", place="B"))

    app = AppTest.from_function(page).run()
    shown = [app.title[0].value, app.caption[0].value, app.success[0].value, app.error[0].value, *asked]
    assert all("\\" in text for text in shown), shown
