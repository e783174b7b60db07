"""GPC (ABO) statements: lines of fixed positions in windows-1250, amounts in haléře, dates ddmmyy.

Positions: jakubzapletal/bank-statements doc/abo.md, computed in the reference (formats.md 4.1). 074 opens a statement,
075 is a movement, 078 and 079 continue it with messages, the rest is left out. Extended movements (over 1 700
characters, Spoje-NET/php-abo-parser) begin alike and have messages from position 129.
"""

import datetime as dt
import io

import polars as pl

from lib.bank.reading import accounts, adding_up
from lib.bank.records import CROWN, LINES, Part, Statement
from lib.errors import BadInput
from lib.i18n import N
from lib.sheets.problems import Note

FORMAT = "gpc"
HEAD_LEAST, LINE_LEAST = 108, 128
MESSAGE = (128, 4 * 35)
PIECE = 1 << 18
CODES = "12345"
READINGS = (
    {"1": -1, "2": 1, "3": 1, "4": 1, "5": -1},
    {"1": -1, "2": 1, "3": 1, "4": -1, "5": -1},
)
"""What most banks do (4 and 5 are reversals of a debit and a credit), and what some do (3 and 4)."""
FOREIGN = {"0978": "EUR", "0840": "USD", "0826": "GBP", "0756": "CHF", "0985": "PLN", "0348": "HUF"}
"""Field 119–122 when it holds a currency (ISO 4217) that is not the koruna."""
UNSTATED = N("The bank stated no balances in this file, so nobody can tell whether it is whole.")


def read(data: bytes, name: str, ours: str) -> Statement:
    """The statement in the bytes; BadInput when a line was cut, is damaged or the balances do not add up."""
    raw = pl.read_lines(io.BytesIO(_utf_8(data)), name="text").with_row_index("line", 1)
    raw = raw.with_columns(kind=pl.col("text").str.slice(0, 3))
    raw = raw.with_columns(part=(pl.col("kind") == "074").cum_sum().cast(pl.Int32) - 1)
    heads = raw.filter(pl.col("kind") == "074")
    movements = raw.filter(pl.col("kind") == "075")
    _whole(raw, heads, movements, name)
    parts, internal = _parts(heads, movements, name, ours)
    lines = _lines(movements, parts, internal, name)
    lines = _with_messages(lines, raw)
    notes = () if all(part.stated for part in parts) else (Note(UNSTATED, {}),)
    done = adding_up.signed(lines, parts, READINGS, name)
    return Statement(FORMAT, parts, done.select(pl.col(column).cast(kind) for column, kind in LINES.items()), notes)


def _utf_8(data: bytes) -> bytes:
    """Windows-1250 as the format says; some programs save it again in UTF-8, which hardly anything else looks like."""
    if data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # In pieces: a whole year at once takes several times its size in memory, and the pages cost more than the work.
        pieces = (data[start : start + PIECE] for start in range(0, len(data), PIECE))
        return b"".join(piece.decode("cp1250", errors="replace").encode() for piece in pieces)
    return data


def _whole(raw: pl.DataFrame, heads: pl.DataFrame, movements: pl.DataFrame, name: str) -> None:
    length = pl.col("text").str.len_chars()
    short = pl.concat([heads.filter(length < HEAD_LEAST), movements.filter(length < LINE_LEAST)])
    strange = raw.filter(~pl.col("kind").str.contains(r"^07\d$") & ~pl.col("text").str.contains(r"^[\s\x1a]*$"))
    if not short.is_empty() or not strange.is_empty():
        line = pl.concat([short, strange])["line"].min()
        raise BadInput(
            "{name} was cut or damaged: line {line} is not whole. Nothing was stored. Download the statement again.",
            name=name, line=line, field="file",
        )  # fmt: skip


def _parts(heads: pl.DataFrame, movements: pl.DataFrame, name: str, ours: str) -> tuple[tuple[Part, ...], bool]:
    moved = set(movements["part"].to_list())
    _, internal = accounts.own(heads["text"][0][3:19], ours)
    found = []
    for place, text in enumerate(heads["text"]):
        if not (text[45:59] + text[60:74]).isdecimal():
            raise _damaged(name, int(heads["line"][place]))
        opening, closing = _balance(text[45:60]), _balance(text[60:75])
        silent = place in moved and not any(digit in "123456789" for digit in text[45:59] + text[60:74] + text[75:104])
        found.append(
            Part(
                account=accounts.own(text[3:19], ours)[0],
                number=text[105:108].strip().lstrip("0"),
                first_day=_day(text[39:45]),
                last_day=_day(text[108:114]),
                opening=None if silent else opening,
                closing=None if silent else closing,
            )
        )
    return tuple(found), internal


def _balance(text: str) -> int:
    return -int(text[:-1]) if text[-1] == "-" else int(text[:-1])


def _day(text: str) -> dt.date | None:
    try:
        return dt.date(2000 + int(text[4:6]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def _lines(movements: pl.DataFrame, parts: tuple[Part, ...], internal: bool, name: str) -> pl.DataFrame:
    text = pl.col("text").str
    days = {place: part.last_day for place, part in enumerate(parts)}
    lines = movements.select(
        "line",
        "part",
        document_no=text.slice(35, 13).str.strip_chars().str.strip_chars_start("0"),
        size=text.slice(48, 12).cast(pl.Int64, strict=False),
        code=text.slice(60, 1),
        vs=_symbol(61, 10),
        bank=text.slice(73, 4),
        ks=text.slice(77, 4),
        ss=_symbol(81, 10),
        value_on=text.slice(91, 6).str.to_date("%d%m%y", strict=False),
        counter_name=text.slice(97, 20).str.strip_chars(),
        currency=text.slice(118, 4).replace_strict(FOREIGN, default=CROWN, return_dtype=pl.String),
        booked_on=text.slice(122, 6).str.to_date("%d%m%y", strict=False),
        counter=text.slice(19, 16),
        message=text.slice(*MESSAGE).str.replace_all(r"\s+", " ").str.strip_chars(),
    )
    of_part = pl.col("part").replace_strict(days, return_dtype=pl.Date)
    lines = lines.with_columns(
        booked_on=pl.coalesce("booked_on", "value_on", of_part),
        counter_account=accounts.written(lines["counter"], lines["bank"], internal=internal),
        ks=pl.when(pl.col("ks").str.contains("[1-9]")).then("ks").otherwise(pl.lit("")),
        reversal=pl.col("code").is_in(["3", "4", "5"]),
        counts=pl.lit(True),
    )
    bad = lines.filter(pl.col("size").is_null() | (pl.col("size") < 0) | ~pl.col("code").is_in(list(CODES))
                       | pl.col("booked_on").is_null())  # fmt: skip
    if not bad.is_empty():
        raise _damaged(name, int(bad["line"][0]))
    return lines


def _symbol(start: int, length: int) -> pl.Expr:
    return pl.col("text").str.slice(start, length).str.strip_chars().str.strip_chars_start("0")


def _with_messages(lines: pl.DataFrame, raw: pl.DataFrame) -> pl.DataFrame:
    """Messages of 078 and 079 belong to the movement above them."""
    if not raw["kind"].is_in(["078", "079"]).any():
        return lines
    of_line = pl.when(pl.col("kind") == "075").then("line").forward_fill().alias("line")
    told = raw.with_columns(of_line).filter(pl.col("kind").is_in(["078", "079"]))
    texts = pl.col("text").str.slice(3).str.replace_all(r"\s+", " ").str.strip_chars().str.join(" ")
    joined = lines.join(told.group_by("line").agg(told=texts), on="line", how="left", maintain_order="left")
    message = pl.concat_str("message", "told", separator=" ", ignore_nulls=True).str.strip_chars()
    return joined.with_columns(message=message)


def _damaged(name: str, line: int) -> BadInput:
    return BadInput(
        "{name} is damaged: an amount, a code or a date on line {line} cannot be read. Nothing was stored. "
        "Download the statement again.",
        name=name, line=line, field="file",
    )  # fmt: skip
