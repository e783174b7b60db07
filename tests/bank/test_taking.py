"""Statements taken in: files and movements once, refusals that leave nothing behind, the watched folder."""

import hashlib
from pathlib import Path

import pytest

from lib import config, settings, store
from lib.access import SYSTEM, User
from lib.bank import actions, queries
from lib.bank.records import TakenIn
from lib.errors import BadInput, OfficeError, Refused
from lib.flows import bank_folder
from tests.bank.by_hand import OURS, camt, details, entry, gpc, head, item, statement

TWO = statement((500, {"vs": "1"}), (700, {"vs": "2", "code": "1"}))


def take(data: bytes, by: User, name: str = "vypis.gpc") -> TakenIn:
    with store.write() as db:
        return actions.take_in(db, data, name, by=by)


def stored(table: str) -> int:
    with store.read() as db:
        return int(store.scalar(db, f"select count(*) from {table}"))


def test_a_statement_is_kept_with_its_movements_and_its_bytes(people: dict[str, User]) -> None:
    editor = people["editor"]
    taken = take(TWO, editor)
    assert (taken.new, taken.known, taken.notes) == (2, 0, ())
    with store.read() as db:
        about = queries.statement(db, taken.statement_id, by=editor)
        lines = queries.lines(db, taken.statement_id, by=editor)
        assert queries.statements(db, by=editor)["came"].to_list() == [500]
    assert (about.account, about.number, about.opening, about.closing) == ("19-2000145399/0800", "1", 100_000, 99_800)
    assert dict(lines.select("vs", "state").iter_rows()) == {"1": "waiting", "2": "out"}
    assert (config.current().files / f"{hashlib.sha256(TWO).hexdigest()}.gpc").read_bytes() == TWO


def test_the_same_file_is_refused_under_any_name(people: dict[str, User]) -> None:
    take(TWO, people["editor"])
    with pytest.raises(Refused, match="read already") as refusal:
        take(TWO, people["head"], "kopie.gpc")
    assert "vypis.gpc" in str(refusal.value)
    assert (stored("bank_statement"), stored("bank_line")) == (1, 2)


def test_overlapping_statements_count_a_movement_once(people: dict[str, User]) -> None:
    take(statement((500, {}), (700, {})), people["editor"])
    longer = take(statement((500, {}), (700, {}), (900, {})), people["editor"], "delsi.gpc")
    assert (longer.new, longer.known) == (1, 2)
    assert "2" in str(longer.notes[0])
    assert stored("bank_line") == 3


def test_two_payments_that_look_the_same_are_two(people: dict[str, User]) -> None:
    same = {"document": "0", "vs": "5"}
    assert take(statement((500, same), (500, same)), people["editor"]).new == 2
    again = take(statement((500, same), (500, same), (500, same)), people["editor"], "delsi.gpc")
    assert (again.new, again.known) == (1, 2)


def test_a_movement_written_twice_by_a_bank_without_balances_counts_once(people: dict[str, User]) -> None:
    taken = take(gpc(head(0, 0), item(500, document="8"), item(500, document="8")), people["editor"])
    assert taken.new == 1
    assert len(taken.notes) == 2


def test_the_same_days_in_the_other_format_count_once(people: dict[str, User]) -> None:
    day = {"day": "201126"}
    take(statement((500, day | {"vs": "1"}), (500, day | {"vs": "1"}), (900, day)), people["editor"])
    xml = camt(
        entry("5.00", details(end_to_end="VS:1"), ref="X1"),
        entry("5.00", details(end_to_end="VS:1"), ref="X2"),
        entry("5.00", details(end_to_end="VS:1"), ref="X3"),
        entry("9.00", ref="X4"),
        closing="1024.00",
    )
    taken = take(xml, people["editor"], "vypis.xml")
    assert (taken.new, taken.known) == (1, 3)


def test_movements_in_another_currency_are_kept_and_told(people: dict[str, User]) -> None:
    taken = take(statement((500, {"kind": "0978"})), people["editor"])
    assert "another currency" in str(taken.notes[0])
    with store.read() as db:
        assert queries.lines(db, by=people["editor"])["state"].to_list() == ["foreign"]


def test_statements_of_other_accounts_in_the_file_are_left_out(people: dict[str, User]) -> None:
    other = "0000002600001234"
    both = gpc(head(0, 700, account=other), item(700, account=other), head(0, 500), item(500))
    taken = take(both, people["editor"])
    assert taken.new == 1
    assert "2600001234" in str(taken.notes[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gpc(head(0, 500, account="0000002600001234"), item(500, account="0000002600001234")), "2600001234"),
        (camt(closing="1000.00", iban="CZ7520100000002600001234"), "2600001234/2010"),
        (camt(closing="1000.00", iban="CZ6520100000192000145399"), "19-2000145399/2010"),
        (TWO[:-40], "cut or damaged"),
        (gpc(head(0, 400), item(500)), "does not add up"),
        (b"", "is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_leaves_nothing(people: dict[str, User], data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        take(data, people["editor"])
    assert (stored("bank_statement"), stored("bank_line")) == (0, 0)
    assert not list(config.current().files.glob("*")) if config.current().files.exists() else True


@pytest.fixture
def folder(people: dict[str, User]) -> Path:
    place = bank_folder.folder()
    place.mkdir(parents=True)
    return place


def test_what_is_put_into_the_folder_is_read_once(folder: Path) -> None:
    (folder / "vypis.gpc").write_bytes(TWO)
    (folder / "~vypis.gpc").write_bytes(b"")
    (folder / "poznamky.docx").write_bytes(b"")
    assert bank_folder.look() == 1
    assert bank_folder.look() == 0
    (folder / "kopie.gpc").write_bytes(TWO)
    assert bank_folder.look() == 0
    assert stored("bank_refused") == 0


def test_a_bad_file_stops_no_other_and_says_why_until_it_is_mended(folder: Path) -> None:
    (folder / "a.gpc").write_bytes(TWO[:-40])
    (folder / "b.gpc").write_bytes(TWO)
    assert bank_folder.look() == 1
    with store.read() as db:
        (refusal,) = queries.refused(db, by=SYSTEM)
    assert refusal.file_name == "a.gpc"
    assert "cut or damaged" in str(refusal.note)
    (folder / "a.gpc").write_bytes(statement((900, {})))
    assert bank_folder.look() == 1
    assert stored("bank_refused") == 0


def test_a_refused_file_is_tried_again_when_a_person_says_so(folder: Path, people: dict[str, User]) -> None:
    account = "0000002600001234"
    (folder / "a.gpc").write_bytes(gpc(head(0, 5, account=account), item(5, account=account)))
    assert bank_folder.look() == 0
    with store.write() as db:
        settings.change(db, "town.account", "2600001234/2010", valid_from=settings.clock.today(), by=people["head"])
    assert bank_folder.look() == 0
    with store.write() as db:
        actions.try_again(db, "a.gpc", by=people["editor"])
    assert bank_folder.look() == 1


def test_a_refused_file_that_is_gone_needs_nobody(folder: Path) -> None:
    file = folder / "a.gpc"
    file.write_bytes(b"nic")
    bank_folder.look()
    assert stored("bank_refused") == 1
    file.unlink()
    bank_folder.look()
    assert stored("bank_refused") == 0


def test_the_account_of_the_statement_is_compared_with_that_of_today(people: dict[str, User]) -> None:
    with store.write() as db:
        settings.change(db, "town.account", "2600001234/2010", valid_from=settings.clock.today(), by=people["head"])
    with pytest.raises(OfficeError, match=OURS.lstrip("0")[:2]):
        take(TWO, people["editor"])
