"""What is found and what is not: golden sentences, mends that a second run leaves alone."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.publishing import checks
from lib.publishing.checks import Check, Context, Own
from lib.publishing.records import Content
from tests.laws import examples
from tests.publishing.checks.sentences import CLEAN, FAULTS

MONDAY = dt.date(2026, 11, 23)
KNOWN = Context(
    day=MONDAY,
    own=Own(hosts=frozenset({"www.brazdov.example"}), phones=frozenset({"500000100"})),
    officials=("Jana Horáková",),
)


def found(text: str, context: Context = KNOWN) -> list[Check]:
    """The findings of a text for the web, its typography mended first where it is not the question."""
    return checks.found(Content("Zpráva z radnice", texts={"web": text}), context)["web"]


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_a_fault_is_found(code: str, text: str) -> None:
    assert code in [check.code for check in found(text)], [str(check) for check in found(text)]


@pytest.mark.parametrize("text", CLEAN)
def test_a_sound_text_passes_without_a_word(text: str) -> None:
    assert [str(check) for check in found(checks.mended(text, "web"))] == []


@pytest.mark.parametrize("text", [text for _, text in FAULTS] + list(CLEAN))
def test_every_finding_can_be_read_and_says_what_to_do(text: str) -> None:
    for check in found(text):
        assert "{" not in str(check)
        assert check.mended is not None or check.mend or "." in check.reason


TEXT = st.text(
    st.one_of(
        st.sampled_from("abčřAŽ 0159.,:;-–\u00a0\t\n\r\x0b\x07\u00ad\u200b\u200d\ufeff\uf0b7•o\"'„“()xKč🐴👨👩"),
        st.characters(),
    ),
    max_size=60,
)


@given(TEXT)
@settings(max_examples=examples(150), deadline=None)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = checks.cleaned(text)
    assert checks.cleaned(once) == once
    for channel in ("web", "sms"):
        mended = checks.mended(text, channel)
        assert checks.mended(mended, channel) == mended


@given(TEXT)
@settings(max_examples=examples(80), deadline=None)
def test_each_offered_mend_ends_its_finding(text: str) -> None:
    for check in found(text):
        if check.mended is not None and check.code in ("pasted", "spaces", "time_style", "tracking"):
            again = [one.code for one in found(check.mended) if one.code == check.code]
            assert again == [], (check.code, check.mended)


def test_a_clean_text_stays_untouched() -> None:
    for text in CLEAN:
        assert checks.cleaned(text) == text


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("http://192.168.1.10/program", "link_private"),
        ("http://kancelar.local/", "link_private"),
        ("javascript:alert(1)", "link"),
        ("www.brazdov.example", "link"),
        ("https://www.brazdov.example/\nhttps://jinam.example/", "link"),
        ("https://bit.ly/abc", "shortener"),
        ("https://www.brazdov.example/trh", None),
        ("", None),
    ],
)
def test_the_link_of_a_post_leads_the_public_somewhere(link: str, code: str | None) -> None:
    common = checks.found(Content("Zpráva z radnice", texts={"web": "Text."}, link=link), KNOWN)[""]
    assert [check.code for check in common if check.blocking] == ([code] if code else [])
