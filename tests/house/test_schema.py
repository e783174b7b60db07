"""The whole schema in one file is what the migrations make: what a reviewer reads first."""

import os
from pathlib import Path

from lib import store

FILE = Path(__file__).resolve().parent.parent / "schema.sql"


def schema() -> str:
    """The schema of a fresh office as SQL text, one statement a paragraph."""
    with store.read() as db:
        statements = db.conn.execute(
            "select sql from sqlite_master where sql is not null and name not like 'sqlite_%'"
            " and name not like '\\_sqlite%' escape '\\' order by tbl_name, type <> 'table', name"
        ).fetchall()
    return (
        "\n\n".join(" ".join(line.strip() for line in sql.splitlines()).strip() + ";" for (sql,) in statements) + "\n"
    )


def test_schema_file_is_what_the_migrations_make(office: Path) -> None:
    if os.environ.get("WRITE_SCHEMA") == "1":
        FILE.write_text(schema(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == schema(), (
        "run WRITE_SCHEMA=1 python -m pytest tests/house/test_schema.py"
    )


def test_every_table_is_strict(office: Path) -> None:
    with store.read() as db:
        loose = [
            row[0]
            for row in db.conn.execute(
                "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict"
                " and name not like 'sqlite_%' and name not like '\\_sqlite%' escape '\\'"
            )
        ]
    assert not loose, f"not strict: {loose}"
