"""Plurals in the reader's language."""

from lib.i18n import tn


def test_thousands_of_a_counted_thing_keep_together() -> None:
    said = [tn("{n} record", "{n} records", n) for n in (1, 3, 998, 14_859)]
    assert said == ["1\u00a0záznam", "3\u00a0záznamy", "998\u00a0záznamů", "14\u00a0859\u00a0záznamů"]
