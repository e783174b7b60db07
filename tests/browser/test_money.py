"""The money of ads: the waiting invoices of the last issue are issued at once, the bank's money finds what it paid."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.screen import Crowd, Person

LONG = 90_000
NUMBER = re.compile(r"20261\d{5}")


def test_an_issue_is_invoiced_and_certain_payments_are_confirmed_in_one_press(working: Crowd) -> None:
    one = working.person("editor")
    one.open("/faktury")
    one.press("Vystavit faktury")
    one.press(re.compile(r"Vystavit \d doklad"))
    expect(one.main.get_by_text("V tomto čísle je vyfakturováno vše")).to_be_visible(timeout=LONG)

    one.press("Faktury")
    number = _first_row(one)
    one.press(one.main.get_by_role("row").nth(1))
    expect(one.heading(f"Faktura {number}")).to_be_visible()
    name, paper = one.take("Stáhnout PDF")
    assert name == f"faktura-{number}-isdoc.pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    for word in (number, "Město Brázdov", "DPH", "Inzerce"):
        assert word in text

    one.turn("/platby?bank.suggested.sure=certain")
    certain = _first_row(one)
    one.touches = 0
    one.press(re.compile(r"Potvrdit \d jist"))
    one.sees(re.compile("Spárováno"))
    assert one.touches == 1
    one.turn(f"/faktury?invoices.q={certain}")
    assert _first_row(one) == certain
    one.press(one.main.get_by_role("row").nth(1))
    expect(one.heading(f"Faktura {certain}")).to_be_visible()
    one.sees("uhrazeno")


def _first_row(one: Person) -> str:
    """The number of the invoice in the first row of the list."""
    row = one.main.get_by_role("row").nth(1)
    expect(row).to_have_text(NUMBER)
    found = NUMBER.search(row.inner_text())
    assert found
    return found[0]
