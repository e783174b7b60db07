"""An analysis is run by the worker from the page and answers with a chart, a table and the day of its data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import living_town
from tests.browser.screen import Crowd

LONG = 90_000


@pytest.fixture
def crowd(chromium: Browser, sample_town: Path, tmp_path: Path) -> Iterator[Crowd]:
    """People of a town whose app has its worker."""
    with living_town(sample_town, tmp_path / "town", worker=True) as town:
        people = Crowd(chromium, town)
        yield people
        people.leave()


def test_a_notebook_answers_in_the_page(crowd: Crowd) -> None:
    one = crowd.person("spokesperson")
    one.open("/rozbory")
    one.sees(re.compile("otáz"))
    one.press(re.compile("^Otevřít"))
    expect(one.heading("Co a komu rozdáváme?")).to_be_visible()
    one.write("Rok", "2026")
    one.press(re.compile("^Odpovědět na otázku"))
    one.sees(re.compile("výsledek tu počká"))
    expect(one.main.get_by_text(re.compile(r"^Data ke dni\s23\.\s11\.\s2026"))).to_be_visible(timeout=LONG)
    expect(one.main.locator(".js-plotly-plot").first).to_be_visible()
    expect(one.main.get_by_test_id("stDataFrame").first).to_be_visible()
