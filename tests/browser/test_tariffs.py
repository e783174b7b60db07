"""The calculator on a phone: characters are counted while one writes, the price comes with its steps."""

import re

import pytest
from playwright.sync_api import expect

from lib.tariffs import characters
from lib.web import assets
from tests.browser.screen import PHONE, Crowd

TEXTS = ("", "  \n", "Prodám kolo  \n\ncena dohodou ", "c\u030c\r\nb", "a\u00a0b", "😀 kolo")


def test_a_price_is_counted_on_a_phone_while_the_text_is_written(crowd: Crowd) -> None:
    one = crowd.person("editor", size=PHONE)
    one.open("/kalkulacka")
    one.page.get_by_role("radio", name="občan").or_(one.page.get_by_role("button", name="občan")).first.click()
    one.choose("Co si objednává", "Soukromá řádková inzerce")
    field = one.page.get_by_label("Text inzerátu")
    field.press_sequentially("x" * 31)
    expect(one.page.locator(".k-count")).to_have_text("Znaků: 31, účtuje se 2× 30")
    field.press_sequentially("x" * 60)
    field.press("Control+Enter")
    one.sees(re.compile(r"4 × 18\sKč je 72\sKč"))
    expect(one.main.get_by_text(re.compile(r"^72\sKč$"))).to_be_visible()
    assert one.sideways() == 0


@pytest.mark.parametrize("spaces", [True, False])
def test_the_browser_counts_characters_as_the_rules_do(crowd: Crowd, spaces: bool) -> None:
    one = crowd.person("reader")
    one.open("/ceniky")
    counted = one.page.evaluate(
        "async ([script, texts, spaces]) => {"
        " const { characters } = await import(script); return texts.map((text) => characters(text, spaces)); }",
        [assets.url("count.js"), list(TEXTS), spaces],
    )
    assert counted == [characters(text, spaces=spaces) for text in TEXTS]
