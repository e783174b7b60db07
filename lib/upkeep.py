"""Upkeep of the store's file: made, brought up to date, copied, checked."""

from collections.abc import Sequence
from pathlib import Path

from lib import store
from lib.connections import unavailable
from lib.errors import Unavailable
from lib.store import Database, Migrations, driver

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""Older ones may damage a WAL database (sqlite.org, release 3.51.3)."""


def create(file: Path) -> None:
    """Make an empty database in WAL mode."""
    try:
        connection = store.new_file(file)
    except driver.Error as error:
        raise unavailable(error) from error
    try:
        connection.execute("pragma journal_mode = wal")
    except driver.Error as error:
        raise unavailable(error) from error
    finally:
        connection.close()


def migrate(file: Path, sets: Sequence[Migrations]) -> None:
    """Bring the schema up to date in one transaction; refuse a store of a newer version or an unsafe SQLite."""
    if driver.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise Unavailable(
            "SQLite {version} has a fault that can damage data. Install the packages of requirements.txt again.",
            version=driver.sqlite_version,
        )
    connection = store.open_connection(file)
    try:
        store.begin(connection)
        db = Database(connection)
        _refuse_newer(db, sets)
        for migrations in sets:
            migrations.apply(db)
        connection.execute("commit")
    except driver.Error as error:
        store.rollback(connection)
        raise _damaged(error, file) from error
    except BaseException:
        store.rollback(connection)
        raise
    finally:
        connection.close()


def _refuse_newer(db: Database, sets: Sequence[Migrations]) -> None:
    known = {(migrations.name, step.name) for migrations in sets for step in migrations._migrations}
    if not db["_sqlite_migrations"].exists():
        if db.table_names():
            raise Unavailable("This database belongs to another program; Kancelář will not touch it.")
        return
    applied = {(row["migration_set"], row["name"]) for row in db["_sqlite_migrations"].rows}
    if applied - known:
        raise Unavailable("This database was written by a newer version of Kancelář. Update the program first.")


def _damaged(error: Exception, file: Path) -> Exception:
    if "malformed" in str(error) or "not a database" in str(error):
        return Unavailable("The database {file} is damaged. Put it back from a backup.", file=file.name)
    return unavailable(error)


def copy_to(target: Path) -> None:
    """A consistent copy of the store while others work with it; encrypted when the store is."""
    source = store.open_connection(store.path(), read_only=True)
    copy = store.new_file(target)
    try:
        source.backup(copy)
        copy.execute("pragma journal_mode = delete")
    finally:
        copy.close()
        source.close()


def sound(file: Path) -> bool:
    """Whether SQLite finds no damage in a file."""
    connection = store.open_connection(file, read_only=True)
    try:
        return bool(connection.execute("pragma integrity_check").fetchone()[0] == "ok")
    except driver.DatabaseError:
        return False
    finally:
        connection.close()
