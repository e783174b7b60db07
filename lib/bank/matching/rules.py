"""What speaks for a payment belonging to an invoice, how much each thing counts, and how people are told."""

from dataclasses import dataclass

from lib.i18n import N, t


@dataclass(frozen=True)
class Rule:
    """One thing that speaks for a match, in a sentence and in a word for lists. `bit` stands for it in a mask of the
    rules that fired together."""

    code: str
    points: int
    words: str
    short: str
    bit: int


_ORDER = (
    ("vs", 50, N("the variable symbol is that of the invoice"), N("symbol")),
    ("number", 50, N("the message names our invoice"), N("number in the message")),
    ("amount", 30, N("the amount is what is open, to the haléř"), N("amount")),
    ("rounded", 25, N("the amount is what is open, rounded to koruny"), N("rounded amount")),
    ("sum", 30, N("the amount is the sum of several invoices"), N("sum of invoices")),
    ("only", 10, N("no other open invoice has this amount"), N("the only one")),
    ("account", 25, N("this advertiser has paid from this account before"), N("account")),
    ("name", 15, N("the payer is called like the advertiser"), N("same name")),
    ("name_part", 8, N("the payer is called similarly"), N("similar name")),
    ("part", 0, N("a part of the invoice is paid"), ""),
    ("over", 0, N("more is paid than is open"), ""),
)
RULES = {
    code: Rule(code, points, words, short, 1 << place) for place, (code, points, words, short) in enumerate(_ORDER)
}
BIT = {code: rule.bit for code, rule in RULES.items()}
CERTAIN = 80
"""Points from which a match is suggested together with others: symbol and amount, or as much without a symbol."""
SETTLED = BIT["amount"] | BIT["rounded"] | BIT["sum"]
CROWN = 100
"""Haléře; a difference below that is rounding."""


def points(mask: int) -> int:
    """What the rules of a mask count together."""
    return sum(rule.points for rule in RULES.values() if mask & rule.bit)


def codes(mask: int) -> list[str]:
    """The rules of a mask in the order of their weight."""
    return [code for code, rule in RULES.items() if mask & rule.bit]


def briefly(fired: list[str]) -> str:
    """The rules that give points, a word each: `symbol, částka, jméno`."""
    return ", ".join(t(RULES[code].short) for code in fired if RULES[code].short)


def said(fired: list[str]) -> list[str]:
    """The rules that fired in the reader's words, each with its points: `… (+50)`."""
    return [
        t("{rule} (+{points})", rule=t(RULES[code].words), points=RULES[code].points)
        if RULES[code].points
        else t(RULES[code].words)
        for code in fired
    ]
