"""How a person is addressed in a letter: `Vážený pane inženýre`, `Vážená paní Nováková`.

A suggestion, never the truth: neither the fifth case nor the sex of a name can be told for certain (czech.md §5), so
whoever sends a letter confirms the salutation first.
"""

import re

from vokativ import sex, vokativ

from lib.czech.sorting import fold

_OFFICES = (
    ("mistostarost", "místostarosto", "místostarostko"),
    ("starost", "starosto", "starostko"),
    ("namest", "náměstku", "náměstkyně"),
    ("primator", "primátore", "primátorko"),
    ("hejtman", "hejtmane", "hejtmanko"),
    ("senator", "senátore", "senátorko"),
    ("poslan", "poslanče", "poslankyně"),
    ("ministr", "ministře", "ministryně"),
    ("velvyslan", "velvyslanče", "velvyslankyně"),
    ("predsed", "předsedo", "předsedkyně"),
    ("reditel", "řediteli", "ředitelko"),
    ("jednatel", "jednateli", "jednatelko"),
    ("tajemn", "tajemníku", "tajemnice"),
    ("velitel", "veliteli", "velitelko"),
    ("kronikar", "kronikáři", "kronikářko"),
    ("farar", "faráři", "farářko"),
)
"""How the name of an office begins (folded), and its fifth case for a man and for a woman. The whole word decides:
an office is addressed before a title, a title before a name."""
_TITLES = (
    ("prof", "profesore", "profesorko"),
    ("doc", "docente", "docentko"),
    ("mudr judr mvdr phdr rndr paeddr thdr pharmdr mddr dr", "doktore", "doktorko"),
    ("ing", "inženýre", "inženýrko"),
    ("mgr mga", "magistře", "magistro"),
)


def suggest(name: str, office: str = "", title: str = "", *, woman: bool | None = None) -> str:
    """`Vážená paní starostko` for a name, what the person is, and the title; "" when there is no name.

    `woman` None guesses by the name.
    """
    words = name.split()
    if not words:
        return ""
    she = is_woman(name) if woman is None else woman
    called = _of(_OFFICES, fold(office), she) or _of_title(title, she) or _surname(words[-1], she)
    return f"{'Vážená paní' if she else 'Vážený pane'} {called}"


def is_woman(name: str) -> bool:
    """A guess: surnames in -ová and -á are women's, else the first name says it."""
    words = name.split()
    if not words:
        return False
    if re.search(r"(ová|á)$", words[-1]):
        return True
    return bool(sex(words[0]) == "w") if len(words) > 1 else False


def _of(known: tuple[tuple[str, str, str], ...], said: str, she: bool) -> str:
    for beginning, his, hers in known:
        if re.search(rf"\b{beginning}", said):
            return hers if she else his
    return ""


def _of_title(title: str, she: bool) -> str:
    said = set(re.findall(r"[a-z]+", fold(title)))
    return next((hers if she else his for forms, his, hers in _TITLES if said & set(forms.split())), "")


def _surname(surname: str, she: bool) -> str:
    """The fifth case with the capitals of the name; parts joined by a hyphen are addressed each."""
    parts = [vokativ(part, woman=she, last_name=True) if part else "" for part in surname.split("-")]
    return "-".join(part[:1].upper() + part[1:] for part in parts)
