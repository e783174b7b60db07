"""An analysis is run by the worker from the page and answers with a chart, a table and the day of its data."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Crowd

LONG = 90_000


def test_a_notebook_answers_in_the_page(working: Crowd) -> None:
    one = working.person("spokesperson")
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
