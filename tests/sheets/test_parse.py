"""The table in the sheet, its columns, its cells: everything readable is read, everything else is told."""

import datetime as dt
from collections.abc import Sequence

import polars as pl
import pytest

from lib.errors import BadInput
from lib.sheets import cells, checks, header, mapping, parse, problems, reading
from lib.sheets.kind import RawSheets
from lib.sheets.parse import Parsed
from tests.sheets.neutral import HEADER, PARCELS, ROWS


def raw(**sheets: Sequence[Sequence[object]]) -> RawSheets:
    return cells.from_values(sheets)


def parsed(*rows: Sequence[object], **remembered: str | None) -> Parsed:
    return parse.parse(raw(A=rows), PARCELS, remembered)


def told(found: Parsed) -> list[tuple[object, ...]]:
    return problems.shown(found.problems).select("row", "column_letter", "value", "blocks").rows()


def test_cells_become_values() -> None:
    found = parsed(HEADER, *ROWS)
    assert found.problems.height == 0
    assert found.rows.drop("position", "sheet", "key").row(0) == (
        2, "A1", "Hrnky", dt.date(2026, 5, 1), "09:00", "15:00", "99000016", 181550, 12, True, None,
    )  # fmt: skip


def test_words_that_say_nothing_on_purpose_are_no_problem() -> None:
    found = parsed(HEADER, ("A1", "x", "-", "celý den", "nemá", "vstup volný", "?", "–", None))
    assert told(found) == []
    assert found.rows.select("day", "start", "ico", "price", "pieces", "paid").row(0) == (None,) * 6


def test_each_lost_cell_is_told_with_its_place_and_the_row_is_kept() -> None:
    found = parsed(HEADER, ("A1", "x", "31. 4. 2026", "25:00", "99000017", "moc", "asi 20", "snad", None))
    assert told(found) == [
        (2, "C", "31. 4. 2026", False),
        (2, "D", "25:00", False),
        (2, "E", "99000017", False),
        (2, "F", "moc", False),
        (2, "G", "asi 20", False),
        (2, "H", "snad", False),
    ]
    assert found.rows.height == 1
    assert set(found.unread["field"]) == {"day", "start", "end", "ico", "price", "pieces", "paid"}


def test_a_weekday_that_contradicts_its_date_is_told() -> None:
    (text,) = problems.shown(parsed(HEADER, ("A1", "x", "ne 12. 12. 2026")).problems)["text"]
    assert "je sobota, ne „ne“" in text


def test_a_row_without_what_it_needs_is_left_out_and_told() -> None:
    found = parsed(HEADER, ("A1", None, "1. 5. 2026"), (None, "Pera", None, "9.00"))
    assert found.rows.height == 0
    assert told(found) == [(2, "B", None, True), (3, "A", None, True)]


def test_rows_word_for_word_the_same_are_taken_once() -> None:
    found = parsed(HEADER, *ROWS, ROWS[0])
    assert found.rows.height == 3
    assert found.problems.height == 0
    assert "5 (celkem 1)" in str(found.notes[0])


def test_the_same_key_with_something_else_is_a_problem() -> None:
    found = parsed(HEADER, *ROWS, ("a1 ", "Jiné hrnky", None))
    assert told(found) == [(5, None, None, True)]
    assert found.rows["title"].to_list() == ["Hrnky", "Pera", "Mapy"]


def test_sums_separators_and_a_repeated_header_are_left_out_and_counted() -> None:
    found = parsed(HEADER, ("LEDEN",), ROWS[0], HEADER, (None, "únor"), ROWS[1], ("Celkem", None, None, None, None, 5))
    assert found.rows["code"].to_list() == ["A1", "A2"]
    assert found.problems.height == 0
    assert [note.params["rows"] for note in found.notes] == ["2, 5", "4", "7"]


def test_a_list_of_names_keeps_rows_of_one_cell() -> None:
    table = header.tables(raw(A=[HEADER, ("A1",)]), PARCELS)[0][0]
    assert header.without_separators(table, ["Číslo"]).rows.height == 1
    assert header.without_separators(table, ["Číslo", "Název"]).rows.height == 0


def test_titles_above_and_two_header_lines() -> None:
    found = parsed(
        ("Balíky města Brázdov", None, None, None),
        ("stav k 1. 5. 2026",),
        (),
        ("Číslo", "Název", "Datum", None, "Cena"),
        ("balíku", None, "podání", None, "s DPH"),
        ("A1", "Hrnky", "1. 5. 2026", "x", "5,50"),
    )
    assert found.rows.select("row", "code", "day", "price").row(0) == (6, "A1", dt.date(2026, 5, 1), 550)


def test_a_line_of_units_is_no_row() -> None:
    found = parsed(HEADER, (None, None, "dd.mm.rrrr", "hod.", None, "v Kč", "ks"), *ROWS)
    assert found.rows.height == 3


def test_a_sheet_a_year_and_what_is_left_out() -> None:
    sheets = raw(
        **{"2025": [HEADER, ROWS[0]], "2026": [HEADER, ROWS[1]], "Číselník": [("barva",), ("x",)], "List3": []}
    )
    found = parse.parse(sheets, PARCELS, {})
    assert found.rows["sheet"].to_list() == ["2025", "2026"]
    assert {note.params["sheet"] for note in found.notes} == {"Číselník", "List3"}


def test_sheets_by_name() -> None:
    sheets = raw(**{"2025": [HEADER, ROWS[0]], "2026": [HEADER, ROWS[1]]})
    assert parse.parse(sheets, PARCELS, {}, "2026").rows["code"].to_list() == ["A2"]
    with pytest.raises(BadInput, match="není list „2027“"):
        parse.parse(sheets, PARCELS, {}, "2027")


def test_a_missing_column_names_the_nearest_heading() -> None:
    with pytest.raises(BadInput, match=r"chybí sloupec „Parcel: title“\. Nejbližší je „Titulek“"):
        parse.parse(raw(A=[("Číslo", "Titulek", "Datum"), ("A1", "x", "y")]), PARCELS, {"code": "Číslo", "title": None})
    with pytest.raises(BadInput, match="Přiřaďte ho"):
        parsed(("Číslo", "QQQ", "Datum"), ("A1", "x", None))


def test_a_sheet_with_no_known_header_says_what_it_found() -> None:
    with pytest.raises(BadInput, match="jedna, dvě, tři"):
        parsed(("jedna", "dvě", "tři"), ("1", "2", "3"))


def test_a_renamed_column_is_found_and_told() -> None:
    found = parsed(("Číslo", "Název balíku", "Datum"), ("A1", "Hrnky", None), code="Číslo", title="Název")
    assert found.rows["title"].to_list() == ["Hrnky"]
    assert "sloupec „Název“ se nově jmenuje „Název balíku“" in str(found.notes[0])


def test_a_mapping_made_by_hand_holds() -> None:
    found = parsed(("Číslo", "Název", "Popis"), ("A1", "a", "b"), code="Číslo", title="Popis")
    assert found.rows["title"].to_list() == ["b"]


@pytest.mark.parametrize("heading", ["CISLO", "Číslo *", "číslo", "Čislo:", "Cislo (interní)"])
def test_headings_are_known_whatever_their_accents_case_and_marks(heading: str) -> None:
    assert mapping.suggest([heading, "Název"], PARCELS)["code"] == heading


def test_two_columns_of_one_name_and_one_without() -> None:
    table = header.tables(raw(A=[("Číslo", "Název", "Název", None), ("A1", "a", "b", "c")]), PARCELS)[0][0]
    assert table.headings == ["Číslo", "Název", "Název (2)", "[D]"]
    assert table.letter("[D]") == "D"


DATES = {
    "5.–7. 6. 2026": ("2026-06-05", "2026-06-07"),
    "30. 6. – 2. 7. 2026": ("2026-06-30", "2026-07-02"),
    "30. 12. - 2. 1. 2027": ("2026-12-30", "2027-01-02"),
    "so 6. – ne 7. 6. 2026": ("2026-06-06", "2026-06-07"),
    "12.–14. června 2026": ("2026-06-12", "2026-06-14"),
    "1. 5. 2026": ("2026-05-01", "2026-05-01"),
    "7.–5. 6. 2026": (None, None),
    "28. 2. – 30. 2. 2026": (None, None),
}


@pytest.mark.parametrize(("text", "days"), DATES.items())
def test_two_dates_in_one_cell(text: str, days: tuple[str | None, str | None]) -> None:
    for cell, day in zip(("date_from", "date_to"), days, strict=True):
        read = reading.read(pl.Series([text]), cell).row(0)
        assert read == (dt.date.fromisoformat(day) if day else None, day is None)


@pytest.mark.parametrize(
    ("text", "halere"), [("1815.5", 181550), ("333.3333333", 33333), ("99.1650", 9917), ("99.165", 9916500), ("0", 0)]
)
def test_computed_money_is_rounded_as_excel_shows_it(text: str, halere: int) -> None:
    assert reading.read(pl.Series([text]), "money")["value"].to_list() == [halere]


def test_a_rule_of_the_room_tells_its_place_and_may_leave_the_row_out() -> None:
    found = parsed(HEADER, *ROWS)
    rule = pl.DataFrame(
        {"position": [1], "field": ["pieces"], "value": ["250"], "sentence": ["Too many."], "blocks": [True]}
    )
    after = checks.checked(found, rule)
    assert after.rows["code"].to_list() == ["A1", "A3"]
    assert after.blocked.to_list() == ["a2"]
    assert after.problems.select("sheet", "row", "column_letter", "heading").rows() == [("A", 3, "G", "Kusů")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5", 12.5), ("1 234,5", 1234.5), ("−3 %", -3.0), ("0.25", 0.25), ("nan", None), ("1,2,3", None)],
)
def test_decimal_numbers(text: str, number: float | None) -> None:
    assert reading.read(pl.Series([text]), "decimal").row(0) == (number, number is None)
