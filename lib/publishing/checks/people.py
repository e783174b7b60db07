"""Personal data that need a legal basis: the publication gate for jubilees, newborns, children, addresses, contacts.

Sources: Act 128/2000 Coll., § 36a, and the methodology of the Office for Personal Data Protection (a column of bare
names needs no consent, any further datum does, by channel); Civil Code, §§ 84–90 (news licence).
"""

import re
from collections.abc import Iterator

from lib.czech.sorting import fold
from lib.i18n import N
from lib.publishing.checks import contacts
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context
from lib.publishing.checks.names import Name, names, same, sentences

_TENS = "padesat|sedesat|sedmdesat|osmdesat|devadesat|patasedmdesat|petasedmdesat|petaosmdesat|petadevadesat"
_JUBILEE = re.compile(
    rf"\b(?:{_TENS})(?:in\w{{0,4}}|k\w?)\b|\bste narozeniny\b|\bste zivotni jubileum\b"
    r"|\b(?:oslavi\w*|doziv\w*|dozil\w*|doziji|slavi\w*|ve veku|jubile\w*|blahoprej\w*|gratul\w*)\b"
    r"[^.]{0,60}?\b\d{2,3}\.? ?(?:let\b|rok|narozenin)|\b\d{2,3}\. ?narozenin"
    r"|\b\d{2,3} ?let\b[^.]{0,40}\b(?:oslavi\w*|dozil\w*|slavi\w*|jubile\w*)"
    r"|\b(?:zivotni|vyznamn\w+) jubile\w+[^.]{0,40}\b\d{2,3}\b"
)
_COLUMN = re.compile(r"\bjubilant|zivotni\w* jubile|blahoprejeme|gratulujeme k (?:narozenin|jubile)")
_NEVER_PRIVATE = re.compile(
    r"vyroci|\bod (?:narozeni|umrti|smrti)|padl\w* |zahynul|\bzemrel|\brodak\w* .*\b1[5-9]\d\d\b"
)
_AGE = re.compile(
    r"^ ?[,(–-]{1,2} ?(\d{1,3}) ?(?:let|roku|roky|r\.)\b|^ ?[,(–-]{0,2} ?\(?(\d{1,3})(?:let\w+|-?lety)\b"
    r"|^ \((\d{2})\)"
)
_AGED = re.compile(r"\b(\d{1,3})[ -]?(?:let(?:[aye]|eho|ou|emu|ych)?)\b[^.,]{0,25}$")
_BORN_ON = re.compile(
    r"\b(?:nar\.|narozen\w{0,2}|datum narozeni:?|\* ?) ?\d{1,2}\. ?(?:\d{1,2}\.|[a-z]{4,9}) ?(?:19|20)\d\d"
)
_NEWBORN = re.compile(
    r"\bnarodil\w* se\b|\bse (?:jim|nam|rodicum|manzelum)? ?narodil|novorozen|miminko|\bprvni\w* obcan\w+"
    r"|\bpris(?:el|la) na svet|\bporodni vah"
)
_YEAR = re.compile(r"\b(1[0-9]\d\d|20[01]\d)\b")
_HOME = re.compile(
    r"\b(?:trvale )?bytem\b|\bbydlistem?\b(?! v obci)|\b(?:bydli|bydlici|bydlel\w?)\b[^.]{0,30}\b\d{1,4}\b"
)
_UP, _WORD = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", r"[^\W\d_]+"
_STREET = re.compile(
    rf"^ ?[,(]? ?(?:ul\.|ulice )?[{_UP}]{_WORD}(?: {_WORD})? \d{{1,4}}(?:/\d+[a-z]?)?"
    r"(?!\d|[.:]\d|\. ?[\da-záčďéěíňóřšťúůýž]| ?(?:let|Kč|hod|h\b|%|osob|lidí|dět))"
)
_CHILD = re.compile(
    r"\bzak\w{0,5}\b|\bskola[kc]\w*|\bprvnac\w+|\b[1-9]\. ?(?:[a-e]\b|trid\w+|rocnik\w*)|\bze? skolky\b"
)
_CLASS = re.compile(
    r"\b[1-9]\. ?[A-Ea-e]\b|\b[1-9]\. ?(?:tříd|ročník)\w*|\b(?:1[0-7]|[1-9]) ?(?:let\b|letá|letý|letého|leté|letou)"
)
_GROWN_UP = re.compile(
    r"(?:učitel|ředitel|lektor|trenér|vedouc|asistent|vychovatel|starost|předsed|hejtman|senátor)\w*(?: \w+)? ?"
    r"(?:\w+\. )*$"
)
_CUE = re.compile(r"[\d@]|desat|narozenin|jubile|narodil|novorozen|miminko|obcan|na svet|porodni|byt|bydl|\bste ")
"""A sentence without any of these holds no private datum; most sentences are left after this one look."""
_IN_COLUMN = re.compile(r"^ ?[,(–:-]{0,2} ?\d{2,3}\b(?! ?(?:Kč|hod|h\b|%|\.\d|:\d|/))")
"""In a column of jubilarians any number beside a name is an age."""
_CONSENT = N("Write down the consent for this channel, or leave the datum out.")
_NAMELESS = N("A home address stands in the text.")
OPENS = {
    "consent": ("jubilee", "age", "newborn", "child", "address", "contact", "column", "birth_date"),
    "news_licence": ("age", "column"),
    "official": ("age", "column", "contact", "address"),
    "name_only": ("column",),
}
"""Which findings each legal basis opens. Nothing opens a birth number."""
_SENTENCES = {
    "jubilee": N("{name}: an age or a round birthday of a person may go out only with a consent."),
    "age": N("{name}: the age of a private person stands in the text."),
    "birth_date": N("{name}: a date of birth may go out only with a consent."),
    "newborn": N("{name}: data of a newborn child may go out only with the parents' consent."),
    "child": N("{name}: a child's name together with the class or age may go out only with the parents' consent."),
    "address": N("{name}: the address of a private person stands in the text."),
}


def people(text: str, channel: str, context: Context) -> Iterator[Check]:
    """Personal data of private persons that no consent or other basis of the post covers for this channel."""
    yield from contacts.birth_numbers(text)
    seen: set[tuple[str, str]] = set()
    column = bool(_COLUMN.search(fold(text)))
    for _, sentence in sentences(text.replace("\u00a0", " ")):
        if not _CUE.search(fold(sentence)):
            continue
        found = names(sentence, context.officials)
        for code, name in (*_private(sentence, found, context), *(_listed(sentence, found) if column else ())):
            if (code, name) not in seen and not covered(code, name, channel, context):
                seen.add((code, name))
                yield Check(code, True, _SENTENCES[code] if name else _NAMELESS, {"name": name}, advice=_CONSENT)
        yield from contacts.contacts(sentence, found, channel, context)
    yield from _column(text, channel, context)


def covered(code: str, name: str, channel: str, context: Context) -> bool:
    """Whether a basis of the post opens this finding for this channel on the day when the text is read.

    Bare names may be written down as a whole: “jubilarians of November” names nobody and opens the column."""
    return any(
        code in OPENS[one.basis]
        and not one.revoked
        and (one.valid_until is None or context.day is None or context.day <= one.valid_until)
        and (one.basis != "consent" or bool(one.scope & {channel, "*"}))
        and (not name or same(one.subject, name) or (one.basis == "name_only" and not names(one.subject)))
        for one in context.consents
    )


def _private(sentence: str, found: list[Name], context: Context) -> Iterator[tuple[str, str]]:
    plain = fold(sentence)
    if _HOME.search(plain):
        yield from (("address", name.text) for name in found[:1] or [Name(0, 0, "")])
    if not found or _NEVER_PRIVATE.search(plain):
        return
    if _BORN_ON.search(plain):
        yield "birth_date", found[0].text
    if _NEWBORN.search(plain) and not _YEAR.search(plain):
        yield from (("newborn", name.text) for name in found)
    elif _JUBILEE.search(plain):
        yield from (("jubilee", name.text) for name in found)
    pupils = bool(_CHILD.search(plain))
    for name in found:
        yield from ((code, name.text) for code in _of_one(sentence, name, pupils, context))


def _listed(sentence: str, found: list[Name]) -> Iterator[tuple[str, str]]:
    yield from (("jubilee", name.text) for name in found if _IN_COLUMN.match(sentence[name.end : name.end + 12]))


def _of_one(sentence: str, name: Name, pupils: bool, context: Context) -> Iterator[str]:
    """What stands right beside one name: an age, a class, an address."""
    before, after = sentence[max(0, name.start - 40) : name.start], sentence[name.end : name.end + 60]
    street = _STREET.match(after)
    if street and not any(fold(one) in fold(street[0]) for one in (*context.own.addresses, *context.venues)):
        yield "address"
    grown_up = _GROWN_UP.search(before)
    if pupils and not grown_up and _CLASS.search(before + "|" + after[:40]):
        yield "child"
        return
    age = _AGE.match(fold(after) if not after[:1].isspace() else " " + fold(after)) or _AGED.search(fold(before) + " ")
    if age:
        years = int(next(group for group in age.groups() if group))
        yield "child" if years < 18 else "age"


def _column(text: str, channel: str, context: Context) -> Iterator[Check]:
    """Bare names of jubilarians: allowed, but people are told beforehand and may object."""
    if not _COLUMN.search(fold(text)):
        return
    listed = [name.text for name in names(text, context.officials)]
    if [name for name in listed if not covered("column", name, channel, context)]:
        yield Check("column", False, N("Names of jubilarians go out without any further datum, and people may object."),
                    advice=N("Write down the basis “names only” once they have been told."))  # fmt: skip
