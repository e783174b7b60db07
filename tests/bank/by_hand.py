"""Bytes of bank statements put together from the tables of the formats, by positions, without any code of ours.

GPC positions are those of the reference (1-based, as banks print them), so a shift of one column is seen here.
"""

OURS = "0000192000145399"
"""19-2000145399 as sixteen digits, the town's account in the settings."""


def record(length: int, **fields: str) -> str:
    """A line of spaces with texts at their positions: `record(128, p1="075", p4=OURS)`."""
    line = [" "] * length
    for name, text in fields.items():
        start = int(name[1:]) - 1
        line[start : start + len(text)] = text
    return "".join(line)


def head(
    opening: int, closing: int, *, account: str = OURS, number: str = "001", day: str = "231126", name: str = "MESTO"
) -> str:
    """074: balances in haléře with their signs, turnovers left to the bank (zeros)."""
    return record(
        128, p1="074", p4=account, p20=name, p40="221126", p46=f"{abs(opening):014d}", p60="-" if opening < 0 else "+",
        p61=f"{abs(closing):014d}", p75="-" if closing < 0 else "+", p76="0" * 14, p90="0", p91="0" * 14, p105="0",
        p106=number, p109=day,
    )  # fmt: skip


def item(
    amount: int,
    *,
    code: str = "2",
    vs: str = "0",
    document: str = "1",
    counter: str = "0" * 16,
    bank: str = "0000",
    ks: str = "0000",
    ss: str = "0",
    text: str = "",
    day: str = "231126",
    account: str = OURS,
    kind: str = "0203",
) -> str:
    """075: one movement."""
    return record(
        128, p1="075", p4=account, p20=counter, p36=document.zfill(13), p49=f"{amount:012d}", p61=code,
        p62=vs.zfill(10), p72="00", p74=bank, p78=ks, p82=ss.zfill(10), p92=day, p98=text[:20], p118="0", p119=kind,
        p123=day,
    )  # fmt: skip


def gpc(*lines: str) -> bytes:
    """The lines as a file: windows-1250, CRLF."""
    return "".join(f"{line}\r\n" for line in lines).encode("cp1250")


def statement(*items: tuple[int, dict[str, str]], opening: int = 1_000_00) -> bytes:
    """A whole GPC statement that adds up; the movements have ascending document numbers."""
    signs = {"1": -1, "2": 1}
    moved = sum(amount * signs[fields.get("code", "2")] for amount, fields in items)
    lines = [item(amount, **{"document": str(place), **fields}) for place, (amount, fields) in enumerate(items, 1)]
    return gpc(head(opening, opening + moved), *lines)


def camt(
    *entries: str, opening: str = "1000.00", closing: str, currency: str = "CZK", iban: str | None = None
) -> bytes:
    """A camt.053.001.02 document around entries."""
    iban = iban or "CZ6508000000192000145399"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>
<CreDtTm>2026-11-23T06:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><LglSeqNb>226</LglSeqNb>
<FrToDt><FrDtTm>2026-11-20T00:00:00+01:00</FrDtTm><ToDtTm>2026-11-20T23:59:59+01:00</ToDtTm></FrToDt>
<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>{currency}</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-11-19</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-11-20</Dt></Dt></Bal>
{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()


def entry(
    amount: str, *details: str, ref: str = "A1", way: str = "CRDT", reversal: bool = False, currency: str = "CZK",
    state: str = "BOOK",
) -> str:  # fmt: skip
    """An `Ntry` around its `TxDtls`."""
    around = f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else ""
    turned = "<RvslInd>true</RvslInd>" if reversal else ""
    return f"""<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{turned}<Sts>{state}</Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>{ref}</AcctSvcrRef>{around}</Ntry>"""


def details(
    amount: str = "", *, end_to_end: str = "NOTPROVIDED", name: str = "", iban: str = "",
    other: tuple[str, str] = ("", ""), text: str = "", references: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """A `TxDtls`: who paid and why."""
    own = f'<AmtDtls><TxAmt><Amt Ccy="CZK">{amount}</Amt></TxAmt></AmtDtls>' if amount else ""
    account = f"<IBAN>{iban}</IBAN>" if iban else f"<Othr><Id>{other[0]}</Id></Othr>" if other[0] else ""
    payer = f"<DbtrAcct><Id>{account}</Id></DbtrAcct>" if account else ""
    agent = f"<RltdAgts><DbtrAgt><FinInstnId><Othr><Id>{other[1]}</Id></Othr></FinInstnId></DbtrAgt></RltdAgts>"
    structured = "".join(f"<Strd><CdtrRefInf><Ref>{one}</Ref></CdtrRefInf></Strd>" for one in references)
    said = f"<Ustrd>{text}</Ustrd>" if text else ""
    return f"""<TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>{own}
<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr>{payer}</RltdPties>{agent if other[1] else ""}
<RmtInf>{said}{structured}</RmtInf></TxDtls>"""
