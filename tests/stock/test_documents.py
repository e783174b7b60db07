"""What a person reads on the papers of the gift cupboard."""

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import i18n
from lib.errors import BadInput
from lib.paper import A4, A5_LANDSCAPE, Letterhead
from lib.stock.documents import (
    HandoverLine,
    HandoverProtocol,
    Party,
    StockSlip,
    handover_protocol,
    issue_slip,
    receipt_slip,
)
from tests.paper import printed

HEAD = Letterhead("město Brázdov", "Městský úřad Brázdov", "náměstí Svobody 1, 739 99 Brázdov", "99000016")
CLUB = Party("Klub přátel Żywce, z. s.", "99012340", "Polní 7, 739 99 Brázdov", "Přemysl Kůň, předseda")
LINES = (
    HandoverLine("KER-014", "Hrnek s městským znakem", "ks", 20, 12900, "modrý, v krabičce"),
    HandoverLine("TEX-002", "Vlajka města 100 × 150 cm", "ks", 2, 89050),
    HandoverLine("POT-001", "Dárkové balení medu", "bal", 1200, 9999),
)
PROTOCOL = HandoverProtocol(
    number="PP-2026-014",
    day=dt.date(2026, 11, 24),
    place="Kancelář starosty",
    giver=Party("Město Brázdov", "99000016", "náměstí Svobody 1", "Žaneta Šťastná"),
    receiver=CLUB,
    lines=LINES,
    purpose="Ceny pro vítěze",
    event="Mikulášský pohár",
    condition="nové, nepoškozené",
    return_by=dt.date(2026, 12, 15),
    letterhead=HEAD,
    form_version="3",
)
SLIP = StockSlip(
    number="V-2026-077",
    day=dt.date(2026, 11, 24),
    warehouse="Sekretariát",
    lines=LINES,
    purpose="Dary delegaci",
    event="AK-2026-120",
    partner=CLUB,
    issued_by="Žaneta Šťastná",
    received_by="Přemysl Kůň",
    approved_by="Ondřej Dětřich",
    letterhead=HEAD,
    form_version="1",
)


def test_the_protocol_says_everything_that_is_signed():
    (text,) = printed.pages(handover_protocol(PROTOCOL))
    for said in (
        "Předávací protokol",
        "č. PP-2026-014",
        "Předávající",
        "Město Brázdov",
        "zastupuje Žaneta Šťastná",
        "Přebírající",
        "Klub přátel Żywce, z. s.",
        "IČO 99012340",
        "Polní 7, 739 99 Brázdov",
        "zastupuje Přemysl Kůň, předseda",
        "Datum předání 24. 11. 2026",
        "Místo Kancelář starosty",
        "Účel Ceny pro vítěze",
        "Akce Mikulášský pohár",
        "Stav předmětů nové, nepoškozené",
        "Termín vrácení 15. 12. 2026",
        "Vyhotoveno ve 2 stejnopisech, každá strana obdrží jeden.",
        "Za předávajícího (datum, podpis)",
        "Za přebírajícího (datum, podpis)",
        "Tiskopis D18, verze 3 · vytištěno 24. 11. 2026",
        "strana 1/1",
    ):
        assert said in text


def test_each_item_has_code_name_unit_pieces_and_prices_and_they_are_summed():
    (text,) = printed.pages(handover_protocol(PROTOCOL))
    rows = " ".join(text.split())
    assert "KER-014 Hrnek s městským znakem modrý, v krabičce ks 20 129,00 2 580,00" in rows
    assert "TEX-002 Vlajka města 100 × 150 cm ks 2 890,50 1 781,00" in rows
    assert "POT-001 Dárkové balení medu bal 1 200 99,99 119 988,00" in rows
    assert "Celkem, 3 položky 124 349,00 Kč" in rows


@pytest.mark.parametrize(("count", "label"), [(1, "1 položka"), (2, "2 položky"), (5, "5 položek")])
def test_the_total_counts_items_in_czech(count, label):
    text = printed.pages(handover_protocol(_with(lines=LINES[:1] * count)))[0]
    assert f"Celkem, {label}" in text


def test_a_gift_is_not_to_be_returned():
    assert "Termín vrácení nevrací se" in printed.pages(handover_protocol(_with(return_by=None)))[0]


def test_an_unknown_purpose_is_left_to_be_written_in_unless_the_event_says_it():
    unknown = printed.pages(handover_protocol(_with(purpose="", event="")))[0]
    assert "Účel" in unknown
    assert "Akce" not in unknown
    by_event = printed.pages(handover_protocol(_with(purpose="")))[0]
    assert "Účel" not in by_event
    assert "Akce Mikulášský pohár" in by_event


def test_a_private_person_has_no_company_id_and_signs_for_themselves():
    text = printed.pages(handover_protocol(_with(receiver=Party("Nguyễn Thị Hoa"))))[0]
    assert text.count("Nguyễn Thị Hoa") == 2
    assert text.count("IČO") == 2  # the letterhead and the town
    assert text.count("zastupuje") == 1


def test_sixty_items_take_pages_that_repeat_the_head():
    lines = tuple(
        HandoverLine(f"K-{n:02}.", f"Předmět s delším názvem č. {n} " * 2, "ks", n, 100) for n in range(1, 61)
    )
    texts = printed.pages(handover_protocol(_with(lines=lines)))
    assert 2 <= len(texts) <= 5
    assert all(text.count("Cena za MJ, Kč") == 1 for text in texts)
    assert all("Předávací protokol č. PP-2026-014" in text for text in texts[1:])
    assert all(sum(line.code in text for text in texts) == 1 for line in lines)
    assert f"strana {len(texts)}/{len(texts)}" in texts[-1]
    assert "1 830,00 Kč" in texts[-1]
    assert "Za přebírajícího" in texts[-1]


def test_long_names_stay_inside_the_margins():
    long = "Spolek pro zachování památky hornických tradic, krojů, písní a zvyků v Brázdově a okolí " * 3
    line = HandoverLine("X" * 50, long + "A" * 120, "balení", 99_999, 99_999_99, long)
    protocol = _with(receiver=Party(long, "99012340", long, long), lines=(line,) * 9, purpose=long, event=long)
    pdf = handover_protocol(dataclasses.replace(protocol, condition=long, place=long, number="PP-2026-014/DODATEK"))
    assert printed.overruns(pdf, A4.side, A4.top, A4.high - A4.bottom + 8) == []


def test_the_same_protocol_gives_the_same_bytes():
    assert handover_protocol(PROTOCOL) == handover_protocol(dataclasses.replace(PROTOCOL))
    assert handover_protocol(PROTOCOL) != handover_protocol(_with(number="PP-2026-015"))


def test_eight_threads_print_the_same_protocols_as_one():
    protocols = [_with(number=f"PP-2026-{n:03}", lines=LINES * (n % 9 + 1)) for n in range(48)]
    alone = [handover_protocol(protocol) for protocol in protocols]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(handover_protocol, protocols)) == alone


def test_papers_are_czech_for_an_english_reader():
    with i18n.speaking("en"):
        assert handover_protocol(PROTOCOL) == _in_czech()
        assert i18n.language() == "en"


def test_the_protocol_may_be_printed_on_another_day():
    text = printed.pages(handover_protocol(_with(printed=dt.date(2026, 11, 25))))[0]
    assert "vytištěno 25. 11. 2026" in text
    assert "Datum předání 24. 11. 2026" in text


def test_a_paper_without_items_is_refused():
    for make in (lambda: handover_protocol(_with(lines=())), lambda: issue_slip(dataclasses.replace(SLIP, lines=()))):
        with pytest.raises(BadInput) as refused:
            make()
        assert refused.value.field == "lines"


def test_a_letter_that_cannot_be_printed_is_named():
    with pytest.raises(BadInput, match="U\\+0416"):
        handover_protocol(_with(purpose="Жlutý"))


@pytest.mark.parametrize(
    ("make", "title", "partner"), [(issue_slip, "Výdejka", "Vydáno komu"), (receipt_slip, "Příjemka", "Přijato od")]
)
def test_slips_say_what_moved_and_who_signed(make, title, partner):
    pdf = make(SLIP)
    (text,) = printed.pages(pdf)
    for said in (
        title,
        "č. V-2026-077",
        "Datum 24. 11. 2026",
        "Sklad Sekretariát",
        f"{partner} Klub přátel Żywce, z. s., Polní 7, 739 99 Brázdov, IČO 99012340",
        "Účel Dary delegaci",
        "Akce AK-2026-120",
        "124 349,00 Kč",
        "Vydal(a)",
        "Žaneta Šťastná",
        "Přijal(a)",
        "Přemysl Kůň",
        "Schválil(a)",
        "Ondřej Dětřich",
        "Tiskopis D19, verze 1",
    ):
        assert said in text
    assert [round(length) for length in printed.reader(pdf).pages[0].mediabox[2:]] == [595, 420]
    assert printed.overruns(pdf, A5_LANDSCAPE.side, A5_LANDSCAPE.top, 148) == []


def test_a_slip_without_a_partner_leaves_the_line_out():
    assert "Vydáno komu" not in printed.pages(issue_slip(dataclasses.replace(SLIP, partner=None)))[0]


def _with(**changes) -> HandoverProtocol:
    return dataclasses.replace(PROTOCOL, **changes)


def _in_czech() -> bytes:
    with i18n.speaking("cs"):
        return handover_protocol(PROTOCOL)
