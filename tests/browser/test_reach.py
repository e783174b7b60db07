"""Reach: channels side by side and never summed, months to turn, a number recorded on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.screen import PHONE, Crowd

CHANNELS = ("Web", "Facebook", "Instagram", "Městské noviny", "Rádio", "TV")


def test_channels_stand_side_by_side_month_by_month(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/dosah")
    expect(one.heading("Dosah médií: říjen 2026")).to_be_visible()
    one.sees(re.compile("Dosah různých kanálů se nesčítá"))
    for channel in CHANNELS:
        expect(one.heading(channel).first).to_be_visible()
    october = one.main.inner_text()
    one.choose("Měsíc", "září 2026")
    expect(one.heading("Dosah médií: září 2026")).to_be_visible()
    expect(one.page).to_have_url(re.compile("mesic="))
    assert one.main.inner_text() != october
    colleague = crowd.person("editor")
    colleague.open(one.page.url.removeprefix(one.town.url))
    expect(colleague.heading("Dosah médií: září 2026")).to_be_visible()
    one.press("Nejlepší příspěvky")
    one.stands_at("/nejlepsi-prispevky")
    expect(one.main.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()


def test_a_number_is_recorded_on_a_phone(crowd: Crowd) -> None:
    one = crowd.person("editor", size=PHONE)
    one.open("/zapsat-dosah?kanal=radio&metrika=items&mesic=2026-07")
    assert one.sideways() == 0
    one.write(re.compile("^(Hodnota|Správná hodnota)$"), "9")
    one.press(re.compile("^(Zapsat|Opravit)"))
    one.sees(re.compile("Zapsáno: Rádio, .+, červenec 2026: 9"))
    one.stands_at("/dosah")
    assert one.sideways() == 0
