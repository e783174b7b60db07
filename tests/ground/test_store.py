"""The store: what it keeps, what it refuses, what it says."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from lib import settings, store, upkeep
from lib.errors import NotFound, Refused, Unavailable
from lib.flows import installation


def _count() -> int:
    with store.read() as db:
        return int(store.scalar(db, "select count(*) from number_series"))


def test_what_was_written_is_read(office: Path) -> None:
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
    assert _count() == 1


def test_a_failing_unit_leaves_no_trace(office: Path) -> None:
    with pytest.raises(RuntimeError), store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
        raise RuntimeError
    assert _count() == 0


def test_a_refused_part_leaves_no_trace_and_the_unit_goes_on(office: Path) -> None:
    done: list[str] = []
    with store.write() as db:
        for code in ("PP", "PV", "SP"):
            with suppress(Refused), store.attempt(db):
                db.conn.execute("insert into number_series values (?, 2026, 1)", (code,))
                store.afterwards(db, lambda code=code: done.append(code))  # type: ignore[misc]
                if code == "PV":
                    raise Refused("Not this one.")
    assert (_count(), done) == (2, ["PP", "SP"])


def test_reading_cannot_write(office: Path) -> None:
    with store.read() as db, pytest.raises(store.driver.OperationalError, match="readonly"):
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")


def test_a_misspelled_table_is_refused_not_created(office: Path) -> None:
    with pytest.raises(store.driver.DatabaseError, match="not authorized"), store.write() as db:
        db["number_serie"].insert({"code": "PP"})
    with store.read() as db:
        assert "number_serie" not in db.table_names()


def test_sqlite_utils_writes_within_the_unit(office: Path) -> None:
    with pytest.raises(RuntimeError), store.write() as db:
        db["number_series"].insert_all([{"code": code, "year": 2026, "last": 1} for code in "abc"])
        raise RuntimeError
    assert _count() == 0


def test_each_reading_sees_its_own_moment(office: Path) -> None:
    with store.read() as earlier:
        before = store.scalar(earlier, "select count(*) from number_series")
        with store.write() as db:
            db.conn.execute("insert into number_series values ('PP', 2026, 1)")
        assert store.scalar(earlier, "select count(*) from number_series") == before
        assert _count() == before + 1
    assert _count() == before + 1


def test_a_database_put_back_from_a_backup_is_read_at_once(office: Path) -> None:
    upkeep.copy_to(office / "backup.db")
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
    assert _count() == 1
    for side in ("-wal", "-shm"):
        (office / f"office.db{side}").unlink(missing_ok=True)
    (office / "backup.db").replace(store.path())
    assert _count() == 0


def test_a_connection_that_failed_is_not_used_again(office: Path) -> None:
    assert _count() == 0
    with pytest.raises(store.driver.OperationalError), store.read() as db:
        failed = db.conn
        db.conn.execute("select nothing from nowhere")
    with store.read() as db:
        assert db.conn is not failed


def test_a_database_put_back_from_a_backup_is_written_to_at_once(office: Path) -> None:
    upkeep.copy_to(office / "backup.db")
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
    for side in ("-wal", "-shm"):
        (office / f"office.db{side}").unlink(missing_ok=True)
    (office / "backup.db").replace(store.path())
    with store.write() as db:
        db.conn.execute("insert into number_series values ('OB', 2026, 1)")
    assert _count() == 1


def test_a_connection_that_writes_is_lent_again_unless_it_failed(office: Path) -> None:
    with store.write() as db:
        first = db.conn
    with store.write() as db:
        assert db.conn is first
    with pytest.raises(Refused), store.write() as db:
        store.afterwards(db, lambda: pytest.fail("a step of a unit that failed"))
        raise Refused("no")
    with store.write() as db:
        assert db.conn is not first


def test_a_question_that_was_not_read_to_its_end_ends_with_its_unit(office: Path) -> None:
    left: list[Any] = []
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1), ('OB', 2026, 1), ('FV', 2026, 1)")
        left.append(db.conn.execute("select * from number_series"))
        left[0].fetchone()
    with store.read() as db:
        left.append(db.query("select * from number_series"))
        next(left[1])
    somebody = store.open_connection(store.path())
    somebody.execute("delete from number_series")
    somebody.close()
    assert _count() == 0
    with store.write() as db:
        assert store.scalar(db, "select count(*) from number_series") == 0


@pytest.mark.parametrize(
    "sql",
    ["create temp table mine (id)", "create temp view mine as select 1", "attach ':memory:' as mine",
     "pragma query_only = on", "pragma foreign_keys = off", "pragma main.synchronous = off"],
)  # fmt: skip
def test_a_unit_changes_nothing_of_the_connection_that_the_next_one_gets(office: Path, sql: str) -> None:
    with pytest.raises((store.driver.DatabaseError, Unavailable)), store.write() as db:
        db.conn.execute(sql)


def test_all_steps_after_a_unit_are_done_and_the_first_that_failed_is_told(office: Path) -> None:
    done = []

    def fails() -> None:
        raise Unavailable("no")

    with pytest.raises(Unavailable, match="ne"), store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
        store.afterwards(db, fails)
        store.afterwards(db, lambda: done.append(_count()))
    assert done == [1]


def test_many_writers_wait_for_each_other(office: Path) -> None:
    def raise_number() -> None:
        for _ in range(20):
            with store.write() as db:
                db.conn.execute(
                    "insert into number_series values ('PP', 2026, 1) on conflict do update set last = last + 1"
                )

    threads = [threading.Thread(target=raise_number) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as db:
        assert store.scalar(db, "select last from number_series") == 160


def test_the_version_changes_with_each_commit_and_only_then(office: Path) -> None:
    before = store.version()
    assert store.version() == before
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
    assert store.version() != before


def test_czech_order_in_sql(office: Path) -> None:
    with store.read() as db:
        names = db.conn.execute(
            "select column1 from (values ('Chalupa'), ('Ivan'), ('Hrubý'), ('Čech'), ('Cibulka'))"
            " order by 1 collate CZECH"
        ).fetchall()
    assert [name for (name,) in names] == ["Cibulka", "Čech", "Hrubý", "Chalupa", "Ivan"]


def test_searching_without_diacritics_in_sql(office: Path) -> None:
    with store.read() as db:
        assert store.scalar(db, "select fold('Žižkov')") == "zizkov"
        assert store.scalar(db, "select fold(null)") is None


def test_a_number_beyond_the_store_is_no_record(office: Path) -> None:
    with store.read() as db, pytest.raises(NotFound):
        store.scalar(db, "select 1 from number_series where last = ?", (10**19,))


def test_a_missing_record_is_a_sentence() -> None:
    with pytest.raises(NotFound, match="Předmět"):
        store.existing(None, "Předmět {id}", id=3)


def test_a_second_start_keeps_the_office(office: Path) -> None:
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 7)")
    assert installation.open_store() is False
    with store.read() as db:
        assert settings.value(db, "town.name") == "Brázdov"
        assert store.scalar(db, "select last from number_series") == 7


def test_a_lost_database_is_not_replaced_by_an_empty_one(office: Path) -> None:
    for file in office.glob("office.db*"):
        file.unlink()
    with pytest.raises(Unavailable, match="chybí"):
        installation.open_store()
    assert not store.path().exists()


def test_an_empty_file_is_refused(office: Path) -> None:
    store.path().write_bytes(b"")
    with pytest.raises(Unavailable, match="0\u00a0bajtů"):
        installation.open_store()


def test_a_start_killed_before_its_first_write_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    store.path().write_bytes(b"")
    assert installation.open_store() is True
    assert _count() == 0


def test_a_foreign_file_is_refused(office: Path) -> None:
    store.path().write_bytes(b"%PDF-1.7 this is not a database at all")
    with pytest.raises(Unavailable, match="není databáze"):
        installation.open_store()


def test_a_truncated_file_is_refused(office: Path) -> None:
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 1)")
    whole = _checkpointed(office)
    store.path().write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unavailable, match="neúplná"):
        installation.open_store()


def _checkpointed(office: Path) -> bytes:
    connection = store.open_connection(store.path())
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return store.path().read_bytes()


def test_a_newer_database_is_refused(office: Path) -> None:
    connection = store.open_connection(store.path())
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('stock', 'm999_future', 'x')"
    )
    connection.close()
    with pytest.raises(Unavailable, match="novější"):
        installation.open_store()


def test_a_database_of_another_program_is_refused(office: Path) -> None:
    for file in office.glob("office.db*"):
        file.unlink()
    other = sqlite3.connect(store.path())
    other.execute("create table cizi (a)")
    other.commit()
    other.close()
    with pytest.raises(Unavailable, match="jinému programu"):
        installation.open_store()


def test_read_only_mode_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_READ_ONLY", "1")
    with pytest.raises(Unavailable, match="jen ke čtení"), store.write():
        pass
    assert _count() == 0


def test_with_a_key_the_file_is_not_readable_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "key"
    key.write_text("tajné heslo k databázi\n", encoding="utf-8")
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KANCELAR_KEY_FILE", str(key))
    assert installation.open_store() is True
    with store.write() as db:
        db.conn.execute("insert into number_series values ('PP', 2026, 3)")
    assert _count() == 1
    assert not store.path().read_bytes().startswith(b"SQLite format 3")
    monkeypatch.delenv("KANCELAR_KEY_FILE")
    with pytest.raises(Unavailable, match="klíč"):
        installation.open_store()


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("attempt to write a readonly database", "jen pro čtení"),
        ("database is locked", "zapisuje"),
        ("database or disk is full", "Disk je plný"),
    ],
)
def test_trouble_with_the_disk_is_a_sentence(office: Path, reason: str, sentence: str) -> None:
    with pytest.raises(Unavailable, match=sentence), store.write():
        raise store.driver.OperationalError(reason)
