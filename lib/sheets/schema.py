"""Tables of shared spreadsheets: sources, their imports with problems, and what each import must remember.

The memory of an import is three frames in Parquet (zstd): what the sheet said, what the office kept then, and what
was there before. A frame of 50 000 rows is written in 0.05 s and takes 1.5 MB; a row apiece took six times as long.
"""

from lib.store import Database, Migrations

migrations = Migrations("sheets")


@migrations()
def m001_sources(db: Database) -> None:
    for statement in (
        """create table source (
            id integer primary key,
            name text not null unique check (length(name) between 1 and 100),
            sheet_kind text not null,
            storage text not null check (storage in ('file', 'upload', 'google')),
            location text not null,
            sheet_pattern text not null default '',
            mapping text not null default '{}' check (json_valid(mapping)),
            master text not null default 'sheet' check (master in ('sheet', 'office')),
            watch integer not null default 1 check (watch in (0, 1)),
            active integer not null default 1 check (active in (0, 1)),
            last_modified text,
            last_hash text,
            looked_at text,
            created_at text not null,
            created_by text not null,
            check (location <> '' or storage = 'upload')
        ) strict""",
    ):
        db.conn.execute(statement)


@migrations()
def m002_imports(db: Database) -> None:
    for statement in (
        """create table import_run (
            id integer primary key,
            source_id integer not null references source (id),
            at text not null,
            by text not null,
            file_name text not null,
            content_hash text not null default '',
            raw_path text,
            state text not null check (state in ('applied', 'undone', 'refused', 'failed')),
            new integer not null default 0,
            changed integer not null default 0,
            unchanged integer not null default 0,
            missing integer not null default 0,
            problems integer not null default 0,
            conflicts integer not null default 0,
            sentence text not null default '',
            params text not null default '{}' check (json_valid(params)),
            notes text not null default '[]' check (json_valid(notes)),
            undone_at text,
            undone_by text,
            check ((state = 'undone') = (undone_by is not null))
        ) strict""",
        "create index import_run_of_source on import_run (source_id, id)",
    ):
        db.conn.execute(statement)


@migrations()
def m003_problems_and_memory(db: Database) -> None:
    for statement in (
        """create table import_problem (
            id integer primary key,
            run_id integer not null references import_run (id),
            sheet text not null,
            row integer,
            column_letter text,
            heading text,
            value text,
            sentence text not null,
            params text not null check (json_valid(params)),
            blocks integer not null check (blocks in (0, 1))
        ) strict""",
        "create index import_problem_of_run on import_problem (run_id)",
        """create table import_memory (
            run_id integer primary key references import_run (id),
            said blob not null,
            kept blob not null,
            before blob not null,
            inserted text not null check (json_valid(inserted))
        ) strict""",
    ):
        db.conn.execute(statement)
