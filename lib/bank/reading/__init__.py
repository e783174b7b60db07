"""Files of banks read into one shape: GPC/ABO and camt.053. Pure: bytes in, a statement or a sentence out."""

from lib.bank.reading import camt, gpc
from lib.bank.records import Statement
from lib.errors import BadInput

BOM = b"\xef\xbb\xbf"
LARGEST = 64 << 20


def read(data: bytes, name: str, *, ours: str = "") -> Statement:
    """The statement in a file. `ours` (`19-2000145399/0800`) helps to tell how a GPC file writes accounts.

    BadInput with a sentence for a person when the file is empty, is no statement, was cut, is damaged, or does not add
    up to its own balances.
    """
    plain = data.removeprefix(BOM).lstrip()
    if not plain:
        raise BadInput("{name} is empty. Download the statement from the bank again.", name=name, field="file")
    if len(data) > LARGEST:
        raise BadInput("{name} is too big for a statement (over 64 MB). Download a shorter period.", name=name,
                       field="file")  # fmt: skip
    if plain[:3] == b"074":
        return gpc.read(plain, name, ours)
    if plain[:3] in (b"075", b"076", b"078", b"079"):
        raise BadInput("{name} has no beginning: the line 074 with the balances is missing. Download it again.",
                       name=name, field="file")  # fmt: skip
    if plain[:1] == b"<":
        return camt.read(plain, name)
    raise BadInput(
        "{name} is not a bank statement. Choose a file in the format GPC (ABO) or camt.053.", name=name, field="file"
    )
