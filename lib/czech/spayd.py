"""QR Platba: the text inside the payment code that Czech banking applications read (SPAYD 1.0, standard of the ČBA).

The text keeps to the characters of the alphanumeric mode of QR codes (ISO/IEC 18004): the code is smaller and reads
better from paper. So letters lose their marks and case, `*` and `%` are written as `%2A` and `%25`.
"""

import datetime as dt
import re
import unicodedata
import zlib

from lib.errors import BadInput

HIGHEST = 999_999_999
"""Haléře: the amount has ten characters at most."""
_NAME, _MESSAGE = 35, 60
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_LETTERS = str.maketrans({"ß": "SS", "Ł": "L", "ł": "L", "Đ": "D", "đ": "D", "Ø": "O", "ø": "O", "–": "-", "—": "-"})
_STRANGE = re.compile(r"[^0-9A-Z $%*+\-./:]+")


def payload(
    iban: str,
    amount: int,
    vs: str = "",
    message: str = "",
    due: dt.date | None = None,
    name: str = "",
    *,
    checked: bool = False,
) -> str:
    """The text of the code: `SPD*1.0*ACC:CZ65…*AM:1815.00*CC:CZK*…`.

    `amount` in haléře; `name` of the receiver is cut to 35 characters, `message` to 60; what the code cannot hold
    becomes a space. `checked` adds the optional CRC32. BadInput for an IBAN that does not check, an amount that is not
    0,01–9 999 999,99 Kč, and a variable symbol that is not up to ten digits.
    """
    pairs = {
        "ACC": _account(iban),
        "AM": _amount(amount),
        "CC": "CZK",
        "RN": _plain(name, _NAME),
        "DT": f"{due:%Y%m%d}" if due else "",
        "MSG": _plain(message, _MESSAGE),
        "X-VS": _symbol(vs),
    }
    said = [f"{key}:{value}" for key, value in pairs.items() if value]
    if checked:
        said.append(f"CRC32:{_checksum(said)}")
    return "*".join(["SPD*1.0", *said])


def _account(iban: str) -> str:
    bare = re.sub(r"\s", "", iban).upper()
    turned = "".join(str(int(character, 36)) for character in bare[4:] + bare[:4]) if _IBAN.fullmatch(bare) else "0"
    if int(turned) % 97 != 1:
        raise BadInput("“{typed}” is not an IBAN. Look for a typing error.", typed=iban.strip())
    return bare


def _amount(halere: int) -> str:
    if not 0 < halere <= HIGHEST:
        raise BadInput("A payment code holds an amount from 0,01 to 9 999 999,99 CZK.")
    return f"{halere // 100}.{halere % 100:02d}"


def _symbol(vs: str) -> str:
    if not re.fullmatch("[0-9]{0,10}", vs):
        raise BadInput("A variable symbol has up to ten digits, “{typed}” is something else.", typed=vs.strip())
    return vs


def _plain(text: str, most: int) -> str:
    """The text in the characters of the code, `%2A` and `%25` included in the `most` that it may have."""
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS)).upper()
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    words = " ".join(_STRANGE.sub(" ", bare).split())[:most]
    while len(escaped := words.rstrip().replace("%", "%25").replace("*", "%2A")) > most:
        words = words[:-1]
    return escaped


def _checksum(said: list[str]) -> str:
    """CRC-32 of the sorted pairs, eight capital hexadecimal digits."""
    return f"{zlib.crc32('*'.join(['SPD*1.0', *sorted(said)]).encode('utf-8')):08X}"
