"""The office's sentences about reach: months, words of channels, titles, what may be compared."""

import datetime as dt

import pytest

from lib.errors import BadInput
from lib.reach import rules

OCTOBER = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    "said", ["říjen 2026", "Říjen  2026", "říj 2026", "10/2026", "10. 2026", "2026-10", "2026-10-01", "1. 10. 2026"]
)
def test_a_month_is_read_as_people_write_it(said: str) -> None:
    assert rules.month_of(said) == OCTOBER


@pytest.mark.parametrize("said", ["13/2026", "říjen", "2026", "brzy 2026", "0/2026", ""])
def test_what_is_no_month_is_none(said: str) -> None:
    assert rules.month_of(said) is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Web ", "web"), ("FACEBOOK", "facebook"), ("Facebook stránka", "facebook"), ("ig", "instagram"),
        ("Brázdovské noviny ", "paper"), ("Zpravodaj", "paper"), ("Rádio Čas", "radio"), ("TV POLAR", "tv"),
        ("Mobilní rozhlas", "munipolis"), ("holub", None),
    ],
)  # fmt: skip
def test_channels_are_known_by_the_words_of_people(said: str, code: str | None) -> None:
    assert rules.channel_of(said) == code


@pytest.mark.parametrize("code", list(rules.METRICS))
def test_every_metric_is_known_by_its_own_name(code: str) -> None:
    assert rules.metric_of(rules.METRICS[code].named) == code


def test_channels_count_only_what_is_known() -> None:
    assert {metric for channel in rules.CHANNELS.values() for metric in channel.metrics} <= set(rules.METRICS)


@pytest.mark.parametrize(
    ("older", "newer", "day"),
    [
        ("2026-09-01", "2026-10-01", None),
        ("2026-05-01", "2026-07-01", "2026-06-15"),
        ("2026-05-01", "2026-06-01", "2026-06-15"),
        ("2026-06-01", "2026-07-01", "2026-06-15"),
        ("2025-10-01", "2026-10-01", "2026-06-15"),
        ("2024-10-01", "2025-10-01", None),
    ],
)
def test_numbers_across_a_break_are_not_comparable(older: str, newer: str, day: str | None) -> None:
    found = rules.break_between("facebook", "reach", dt.date.fromisoformat(older), dt.date.fromisoformat(newer))
    assert found == (dt.date.fromisoformat(day) if day else None)
    assert rules.break_between("facebook", "followers", dt.date(2025, 10, 1), OCTOBER) is None
    assert rules.break_between("instagram", "reach", dt.date(2025, 10, 1), OCTOBER) is None


@pytest.mark.parametrize(
    ("now", "before", "share"), [(110, 100, 0.1), (0, 10, -1), (5, 0, None), (None, 5, None), (5, None, None)]
)
def test_change_needs_both_numbers(now: int | None, before: int | None, share: float | None) -> None:
    assert rules.change(now, before) == (pytest.approx(share) if share is not None else None)


@pytest.mark.parametrize(
    ("caption", "title"),
    [("✨ Den dětí ✨\nPřijďte", "Den dětí"), ("\n\n  Svoz odpadu.", "Svoz odpadu."), ("❤️", "❤️"), ("", "")],
)
def test_title_is_the_first_line_without_signs(caption: str, title: str) -> None:
    assert rules.title(caption) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/aktuality/2026/10/92621-svoz-odpadu", "Svoz odpadu"),
        ("/aktuality/den-deti.html", "Den deti"),
        ("/aktuality/", "/aktuality/"),
        ("/kontakty", "/kontakty"),
    ],
)
def test_title_of_an_article_is_in_its_address(path: str, title: str) -> None:
    assert rules.article_title(path) == title


def test_months_move_over_new_year() -> None:
    assert rules.shifted(dt.date(2026, 1, 1), -1) == dt.date(2025, 12, 1)
    assert rules.shifted(OCTOBER, -12) == dt.date(2025, 10, 1)
    assert rules.month_end(dt.date(2028, 2, 1)) == dt.date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["asi 30", "", "1,2 tis.", "-5"])
def test_a_value_in_words_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        rules.whole(typed)
    assert refused.value.field == "value"


def test_order_puts_the_main_metric_first() -> None:
    pairs = [("web", "views"), ("facebook", "new_followers"), ("web", "visits"), ("facebook", "reach"), ("jiné", "x")]
    assert sorted(pairs, key=lambda pair: rules.order(*pair)) == [
        ("web", "visits"), ("web", "views"), ("facebook", "reach"), ("facebook", "new_followers"), ("jiné", "x"),
    ]  # fmt: skip
