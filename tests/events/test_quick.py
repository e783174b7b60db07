"""Quick entry: a table of lines and what they become, refusals, and that no word of any line is ever lost."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.events import quick
from lib.events.entry import tidy
from lib.events.quick import Colleague, InOffice, Vocabulary
from lib.events.quick.kinds import guess
from lib.events.quick.words import split
from tests.laws import examples

TODAY = dt.date(2026, 11, 23)
SINCE = dt.date(2022, 10, 19)
NAMES = Vocabulary(
    venues=(
        "náměstí Svobody", "Lipový park", "letní scéna v Lipovém parku", "radnice – obřadní síň",
        "radnice – zasedací místnost", "městská knihovna", "sokolovna", "kostel sv. Anny",
        "Dům kultury – velký sál", "Dům kultury – malý sál", "pomník padlých",
    ),
    leadership=(
        InOffice(1, "Alena Dvorská", "starostka", SINCE),
        InOffice(2, "Martin Kubík", "1. místostarosta", SINCE),
        InOffice(3, "Ivana Plachá", "2. místostarostka", SINCE),
        InOffice(9, "Josef Dávný", "starosta", dt.date(2018, 11, 1), SINCE - dt.timedelta(1)),
    ),
    staff=(
        Colleague("hana.bila", "Hana Bílá"),
        Colleague("petra.dlouha", "Petra Dlouhá"),
        Colleague("k.hora", "Karel Hora"),
    ),
)  # fmt: skip
SQUARE, MAIN_HALL = "náměstí Svobody", "Dům kultury – velký sál"

GOLDEN: dict[str, dict[str, Any]] = {
    "so 12. 12. 17:00 rozsvícení stromu, náměstí, starostka": {
        "on": "2026-12-12", "at": "17:00", "title": "Rozsvícení stromu", "venue": SQUARE, "who": [1],
    },
    "zítra 9–11 schůzka s hasiči, zasedačka": {
        "on": "2026-11-24", "at": "09:00", "to": "11:00", "title": "Schůzka s hasiči", "venue": "zasedačka",
        "kind": "visit",
    },
    "12.12. 17h koncert": {"on": "2026-12-12", "at": "17:00", "title": "Koncert"},
    "příští pá 18.30 ples, velký sál, starostka + 2. místostarosta": {
        "on": "2026-12-04", "at": "18:30", "title": "Ples", "venue": MAIN_HALL, "who": [1, 3],
    },
    "1.–3. 5. Dny města, Lipový park": {
        "on": "2027-05-01", "until": "2027-05-03", "title": "Dny města", "venue": "Lipový park",
    },
    "24. 12. celý den Štědrý den na náměstí": {
        "on": "2026-12-24", "all_day": True, "title": "Štědrý den na náměstí", "venue": SQUARE,
    },
    "SO 12.12.2026 17.00 ROZSVÍCENÍ STROMU, NAMESTI, STAROSTKA": {
        "on": "2026-12-12", "at": "17:00", "title": "ROZSVÍCENÍ STROMU", "venue": SQUARE, "who": [1],
    },
    "rozsvícení stromu, náměstí, starostka, so 12. 12. 17:00": {
        "on": "2026-12-12", "at": "17:00", "title": "Rozsvícení stromu", "venue": SQUARE, "who": [1],
    },
    "ples,velký sál,pá 11.12.,19-24h": {
        "on": "2026-12-11", "until": "2026-12-12", "at": "19:00", "to": "00:00", "title": "Ples", "venue": MAIN_HALL,
    },
    "31. 12. 20:00–02:00 silvestr, náměstí": {
        "on": "2026-12-31", "until": "2027-01-01", "at": "20:00", "to": "02:00", "title": "Silvestr", "venue": SQUARE,
    },
    "24. 12. 22:00 – pá 25. 12. 1:00 půlnoční, kostel": {
        "on": "2026-12-24", "until": "2026-12-25", "at": "22:00", "to": "01:00", "title": "Půlnoční",
        "venue": "kostel sv. Anny",
    },
    "31. 12. 9:00 do 2. 1. výstava": {
        "on": "2026-12-31", "until": "2027-01-02", "at": "09:00", "title": "Výstava",
    },
    "31. 12. 24:00 ohňostroj": {"on": "2027-01-01", "at": "00:00", "title": "Ohňostroj"},
    "23. 11. 10:00 porada": {"on": "2026-11-23", "at": "10:00", "title": "Porada", "kind": "visit"},
    "22. 11. koncert": {"on": "2027-11-22", "title": "Koncert"},
    "22. 11. 2026 koncert": {"on": "2026-11-22", "title": "Koncert"},
    "12.12.26 17:00 koncert": {"on": "2026-12-12", "at": "17:00", "title": "Koncert"},
    "12.12 17:00 koncert": {"on": "2026-12-12", "at": "17:00", "title": "Koncert"},
    "2026-12-12 17:00 koncert": {"on": "2026-12-12", "at": "17:00", "title": "Koncert"},
    "12. prosince v 17 hodin zpívání koled": {"on": "2026-12-12", "at": "17:00", "title": "Zpívání koled"},
    "v sobotu 9:00 jarmark": {"on": "2026-11-28", "at": "09:00", "title": "Jarmark"},
    "pondělí 9:00 porada": {"on": "2026-11-30", "at": "09:00", "title": "Porada", "kind": "visit"},
    "tento pátek 18:00 beseda": {"on": "2026-11-27", "at": "18:00", "title": "Beseda"},
    "za 14 dní 10:00 vítání občánků, obřadní síň, paní Dvorská": {
        "on": "2026-12-07", "at": "10:00", "title": "Vítání občánků", "venue": "radnice – obřadní síň", "who": [1],
        "kind": "ceremony",
    },
    "za týden ples": {"on": "2026-11-30", "title": "Ples"},
    "pozítří v 6 odpoledne beseda": {"on": "2026-11-25", "at": "18:00", "title": "Beseda"},
    "dnes v poledne sirény": {"on": "2026-11-23", "at": "12:00", "title": "Sirény"},
    "28. 10. 2027 kladení věnců, pomník padlých, starostka a 1. místostarosta": {
        "on": "2027-10-28", "title": "Kladení věnců", "venue": "pomník padlých", "who": [1, 2], "kind": "memorial",
    },
    "30. 4. – 2. 5. pálení čarodějnic, park": {
        "on": "2027-04-30", "until": "2027-05-02", "title": "Pálení čarodějnic", "venue": "park",
    },
    "30. 12. – 2. 1. výstava": {"on": "2026-12-30", "until": "2027-01-02", "title": "Výstava"},
    "20.–25. 11. výstava": {"on": "2026-11-20", "until": "2026-11-25", "title": "Výstava"},
    "od 5. do 7. 12. 9–18 vánoční trhy, nám.": {
        "on": "2026-12-05", "until": "2026-12-07", "at": "09:00", "to": "18:00", "title": "Vánoční trhy",
        "venue": SQUARE,
    },
    "so–ne 12.–13. 12. trhy": {"on": "2026-12-12", "until": "2026-12-13", "title": "Trhy"},
    "pá 1. 1. – ne 3. 1. 2027 turnaj": {"on": "2027-01-01", "until": "2027-01-03", "title": "Turnaj"},
    "5. a 6. 12. Mikuláš": {"on": "2026-12-05", "until": "2026-12-06", "title": "Mikuláš"},
    "Velký pátek 26. 3. 2027 15:00 pašije, kostel": {
        "on": "2027-03-26", "at": "15:00", "title": "Velký pátek pašije", "venue": "kostel sv. Anny",
    },
    "po stopách Karla IV., so 12. 12. 14:00": {"on": "2026-12-12", "at": "14:00", "title": "Po stopách Karla IV."},
    "beseda pro děti 6–10 let, knihovna, so 5. 12. 10:00": {
        "on": "2026-12-05", "at": "10:00", "title": "Beseda pro děti 6–10 let", "venue": "městská knihovna",
    },
    "koncert v sokolovně v pátek v 19 hodin": {
        "on": "2026-11-27", "at": "19:00", "title": "Koncert v sokolovně", "venue": "sokolovna",
    },
    "12. 12. 10 let města": {"on": "2026-12-12", "title": "10 let města"},
    "12. 12. 50. výročí školy": {"on": "2026-12-12", "title": "50. výročí školy", "kind": "school"},
    "12. 12. ples pro 5. pluk, vstup 150,50 Kč": {
        "on": "2026-12-12", "title": "Ples pro 5. pluk", "admission": "vstup 150,50 Kč",
    },
    "12. 12. ples, kulturní dům Hvězda": {"on": "2026-12-12", "title": "Ples", "venue": "kulturní dům Hvězda"},
    "12. 12. ples, odpovídá Petra Dlouhá, Hora": {
        "on": "2026-12-12", "title": "Ples", "charge": ["petra.dlouha", "k.hora"],
    },
    "12. 12. 17:00 strom, náměstí, starostka + sbor Klásek, s sebou čepice": {
        "on": "2026-12-12", "at": "17:00", "title": "Strom", "venue": SQUARE, "who": [1],
        "note": "sbor Klásek; s sebou čepice",
    },
    "12. 12. náměstí Svobody, trh": {"on": "2026-12-12", "title": "Trh", "venue": SQUARE},
    "12. 12. Starostka, náměstí": {"on": "2026-12-12", "title": "Starostka", "venue": SQUARE},
    "12. 12. – trh – na náměstí": {"on": "2026-12-12", "title": "Trh – na náměstí", "venue": SQUARE},
    "12. 12. trh; ; , náměstí,,": {"on": "2026-12-12", "title": "Trh", "venue": SQUARE},
    "12. 12. 2021 volby, starosta": {"on": "2021-12-12", "title": "Volby", "who": [9]},
    "12. 12. ples, místostarosta": {"on": "2026-12-12", "title": "Ples", "note": "místostarosta"},
    "12. 12. 17:00 Źródła <b>Małe</b> *18+* & spol.": {
        "on": "2026-12-12", "at": "17:00", "title": "Źródła <b>Małe</b> *18+* & spol.",
    },
    "25. 10. 2026 02:30 noční pochod": {"on": "2026-10-25", "at": "02:30", "title": "Noční pochod"},
}  # fmt: skip


@pytest.mark.parametrize("line", GOLDEN)
def test_a_line_becomes_an_event(line: str) -> None:
    entry = quick.read(line, NAMES, TODAY).entry
    wanted = GOLDEN[line]
    said = {
        "on": entry.starts_on.isoformat(), "until": entry.last_day.isoformat(),
        "at": entry.starts_at, "to": entry.ends_at, "all_day": entry.all_day,
        "title": entry.title, "venue": entry.venue, "kind": entry.kind, "note": entry.note,
        "who": [one.holder_id for one in entry.attendees], "admission": entry.admission,
        "charge": [login for login in (entry.responsible, entry.deputy) if login],
    }  # fmt: skip
    usual = {
        "until": wanted["on"], "at": None, "to": None, "all_day": False, "venue": "", "kind": "town", "note": "",
        "who": [], "admission": "", "charge": [],
    }  # fmt: skip
    assert said == usual | wanted
    tidy(entry)


REFUSED = {
    "": "Napište den, třeba „so 12. 12.“, „zítra“ nebo „příští pátek“.",
    "ples v DK": "Napište den, třeba „so 12. 12.“, „zítra“ nebo „příští pátek“.",
    "12. 12. 17:00": "Napište, co se bude konat, třeba „rozsvícení stromu“.",
    "pá 12. 12. ples": "12. 12. 2026 je sobota, ne „pátek“.",
    "12. 12. pátek ples": "12. 12. 2026 je sobota, ne „pátek“.",
    "24. 12. 22:00 – so 25. 12. 1:00 mše": "25. 12. 2026 je pátek, ne „sobota“.",
    "so–po 12.–13. 12. trhy": "13. 12. 2026 je neděle, ne „pondělí“.",
    "31. 4. ples": "Datum 31. 4. 2027 neexistuje. Duben má 30 dní.",
    "29. 2. ples": "Datum 29. 2. 2027 neexistuje. Únor 2027 má 28 dní.",
    "32. 12. ples": "Datum 32. 12. 2026 neexistuje. Tento měsíc má 31 dní.",
    "12. 13. ples": "Měsíc 13 neexistuje. Rok má 12 měsíců.",
    "12. 12. 25:00 ples": "Čas 25:00 neexistuje. Napište ho jako 9:00.",
    "12. 12. 17:75 ples": "Čas 17:75 neexistuje. Napište ho jako 9:00.",
    "12. 12. 17:00–16:00 ples": "Konec 16:00 není po začátku 17:00. Trvá-li akce přes půlnoc, zadejte jako poslední"
    " den ten následující.",
    "1. 5. – 30. 4. výstava": "Poslední den 30. 4. 2026 je dřív než první den 1. 5. 2026.",
    "5.–3. 12. 2026 výstava": "Poslední den 3. 12. 2026 je dřív než první den 5. 12. 2026.",
    "28. 3. 2027 02:30 pochod": "Čas 2:30 dne 28. 3. 2027 neexistuje, hodiny se posouvají na letní čas. Zvolte jiný.",
    "12. 12. " + "a" * 500: "Řádek je delší než 500 znaků. Zbytek napište do formuláře akce.",
}


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line[:30] or "nothing")
def test_a_line_that_cannot_be_is_refused_with_a_sentence(line: str) -> None:
    with pytest.raises(BadInput) as refusal:
        quick.read(line, NAMES, TODAY)
    assert str(refusal.value).replace("\u00a0", " ") == REFUSED[line]
    assert refusal.value.field == "line"


def test_what_may_mean_several_things_is_asked() -> None:
    understood = quick.read("12. 12. ples, DK, místostarosta", NAMES, TODAY)
    hall, deputy = understood.questions
    assert (hall.words, [value for value, _ in hall.options], hall.must) == (
        "DK", [MAIN_HALL, "Dům kultury – malý sál", "DK"], True,
    )  # fmt: skip
    assert [label for _, label in deputy.options] == [
        "Martin Kubík, 1. místostarosta",
        "Ivana Plachá, 2. místostarostka",
    ]
    settled = understood.settled({"DK": MAIN_HALL, "místostarosta": 3})
    assert (settled.venue, [one.holder_id for one in settled.attendees], settled.note) == (MAIN_HALL, [3], "")


def test_a_nickname_only_suggests() -> None:
    understood = quick.read("zítra 9–11 schůzka, zasedačka", NAMES, TODAY)
    assert understood.new_venue
    assert [(one.must, [value for value, _ in one.options]) for one in understood.questions] == [
        (False, ["radnice – zasedací místnost", "zasedačka"])
    ]


def test_the_line_explains_itself() -> None:
    understood = quick.read("so 12. 12. 17:00 strom, náměstí, starostka, pozor na kabely", NAMES, TODAY)
    assert [(one.words, one.what, one.value) for one in understood.reads] == [
        ("so 12. 12.", "date", ""),
        ("17:00", "time", ""),
        ("strom", "title", "Strom"),
        ("náměstí", "venue", SQUARE),
        ("starostka", "person", "Alena Dvorská"),
        ("pozor na kabely", "note", "pozor na kabely"),
    ]
    assert {one.what for one in understood.reads} <= set(quick.WHAT)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("12. 12. 2025 17:00 ples", "pá 12. 12. 2025 už bylo."),
        ("22. 11. 17:00 ples", "Nejbližší takový den je po 22. 11. 2027. Jiný rok připište."),
        ("12. 12. ples", "Chybí čas. Připište třeba 17:00, nebo „celý den“."),
        ("12. 12. 17:00 ples, u Lva", "u Lva je nové místo, přidá se k ostatním."),
        ("12. 12. 17:00 ples", ""),
    ],
)
def test_what_is_unusual_is_noticed(line: str, said: str) -> None:
    found = " ".join(quick.notices(quick.read(line, NAMES, TODAY), TODAY))
    assert found.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Pietní akt u pomníku", "memorial"),
        ("Vítání občánků", "ceremony"),
        ("Zasedání zastupitelstva", "council"),
        ("Přijetí delegace z Polska", "visit"),
        ("Školní akademie", "school"),
        ("Výroční schůze zahrádkářů", "club"),
        ("Divadlo pro děti", "culture_house"),
        ("Městský ples", "town"),
    ],
)
def test_the_kind_is_guessed_from_the_title(title: str, kind: str) -> None:
    assert guess(title) == kind


WORDS = (
    "so", "12. 12.", "1.–3. 5.", "17:00", "9–11", "25:00", "31. 4.", "v", "po", "pátek", "příští", "zítra", ",", ";",
    "+", "a", "starostka", "místostarosta", "DK", "náměstí", "ples", "Dlouhá", "odpovídá", "vstup", "volný",
    "celý den", "do", "–", "24:00", "29. 2.", "2026", "12.12.26", "\u200b", "ﬀ", "ŉ", "12.", "h", "za", "14 dní",
    "0. 0.", "99. 99.", "%", "{0}",
)  # fmt: skip
lines = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


@settings(max_examples=examples(300), deadline=None)
@given(lines)
@example("12. 12. a a")
@example("12. 12. \x1c \x00")
@example("12. 12. +")
def test_any_line_is_an_event_or_a_sentence_and_no_word_is_lost(line: str) -> None:
    try:
        understood = quick.read(line, NAMES, TODAY)
    except BadInput:
        return
    entry = tidy(understood.entry)
    said = fold(" ".join(one.words for one in understood.reads))
    kept = fold(" ".join((entry.title, entry.venue, entry.note, entry.admission)))
    for word in split(line).words:
        if word.folded.strip("+&,;-–—:·• ") not in ("", "a"):
            assert word.folded in said.replace(" ", "") or word.folded in said
    for one in understood.reads:
        if one.what in ("title", "note", "question", "new_venue", "admission"):
            assert fold(one.words).strip(" -–—:·•") in kept
