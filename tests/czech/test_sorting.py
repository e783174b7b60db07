import sqlite3

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import sorting

# fmt: off
IN_ORDER = [
    "Abel", "Ácko", "Andrš", "Cibulka", "Čech", "Ďuriš", "Dvorak", "Dvořák", "Hrubý", "Chalupa", "Chudoba", "Ivan",
    "Němec", "Novák", "Nováková", "Rak", "Řehoř", "Svoboda", "Šimek", "Zeman", "Žák",
]
# fmt: on
texts = st.text(alphabet="aábcčdďeéěfghchiíjklłmnňoóprřsštťuúůvyýzžACČHŘÁ -–1290\u00a0ß'", max_size=12)


def test_names_stand_in_the_order_of_the_norm():
    shuffled = IN_ORDER[::-1]
    assert sorted(shuffled, key=sorting.sort_key) == IN_ORDER


def test_ch_is_a_letter_after_h_in_any_case():
    assert sorted(["Ivan", "CHATA", "chata", "hůl", "Cyril"], key=sorting.sort_key) == [
        "Cyril",
        "hůl",
        "chata",
        "CHATA",
        "Ivan",
    ]


def test_shorter_words_first_then_letters_then_digits_and_nothing_before_all():
    assert sorted(["Novák2", "Nováková", "Novák Jan", "Novák", None, ""], key=sorting.sort_key) == [
        None,
        "",
        "Novák",
        "Novák Jan",
        "Nováková",
        "Novák2",
    ]


def test_polish_names_stand_among_czech_ones():
    assert sorted(["Lysek", "Łuczak", "Lubina", "Mach"], key=sorting.sort_key) == ["Lubina", "Łuczak", "Lysek", "Mach"]


def test_even_letters_that_differ_only_as_signs_have_an_order():
    assert sorting.compare("\u00b5", "\u03bc") == -sorting.compare("\u03bc", "\u00b5") != 0


def test_sqlite_sorts_the_same():
    db = sqlite3.connect(":memory:")
    db.create_collation("CZECH", sorting.compare)
    db.execute("create table name (it)")
    db.executemany("insert into name values (?)", [(name,) for name in reversed(IN_ORDER)])
    assert [it for (it,) in db.execute("select it from name order by it collate CZECH")] == IN_ORDER
    db.close()


@given(texts, texts, texts)
def test_the_order_is_total(a, b, c):
    assert sorting.compare(a, b) == -sorting.compare(b, a)
    assert (sorting.compare(a, b) == 0) == (a == b)
    if sorting.compare(a, b) <= 0 and sorting.compare(b, c) <= 0:
        assert sorting.compare(a, c) <= 0


def test_folding_forgets_case_diacritics_and_spare_spaces():
    assert sorting.fold("  Łódź\u00a0a  ČÁP ") == "lodz a cap"
    assert sorting.fold("ΟΔΟΣ") == sorting.fold("οδος") == sorting.fold("οδοσ")


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), texts), max_size=20))
def test_a_column_folds_like_each_of_its_cells(cells):
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String}).select(sorting.fold_frame(pl.col("cell")))
    assert frame["cell"].to_list() == [None if cell is None else sorting.fold(cell) for cell in cells]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert sorting.fold(sorting.fold(text)) == sorting.fold(text)
