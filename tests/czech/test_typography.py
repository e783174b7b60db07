import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.czech import typography


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Zveme k nám i v Orlové", "Zveme k~nám i~v~Orlové"),
        ("A v Praze", "A~v~Praze"),
        ("1 000 000 Kč", "1~000~000~Kč"),
        ("10 %, 5 km, 8 hod.", "10~%, 5~km, 8~hod."),
        ("§ 123, §23, č. 9, s. 53", "§~123, §~23, č.~9, s.~53"),
        ("500 lidí, 5. pluk, Karel IV. vládl", "500~lidí, 5.~pluk, Karel~IV. vládl"),
        ("1. 4. 2027 a 3. května 2027", "1.~4. 2027 a~3.~května 2027"),
        ("mapa 1 : 50 000", "mapa 1~:~50~000"),
        ("ČEZ, a. s., Test s. r. o., 50 př. n. l.", "ČEZ, a.~s., Test s.~r.~o., 50~př.~n.~l."),
        ("T. G. M., T. G. Masaryk", "T.~G.~M., T.~G.~Masaryk"),
        ("Ing. Novák, MUDr. Nová, Ing. arch. Malý", "Ing.~Novák, MUDr.~Nová, Ing.~arch. Malý"),
        ('"Den města"', "„Den města“"),
        ("“Den” a ,,noc“", "„Den“ a~„noc“"),
        ("Řekl: \"To je 'jasné' všem.\"", "Řekl: „To je ‚jasné‘ všem.“"),
        ("rock'n'roll", "rock’n’roll"),
        ("konec...", "konec…"),
        ("Praha - Brno", "Praha – Brno"),
        ("8-16 hodin, 9.00-15.00, 1.-3. 5. 2026", "8–16~hodin, 9.00–15.00, 1.–3.~5. 2026"),
        ("3 x 4 m, 3x4, 5x denně", "3 × 4~m, 3×4, 5× denně"),
        ("teplota -5 °C (-7 v noci)", "teplota −5~°C (−7 v~noci)"),
        ("10-ti lidí, 10-ti letý, 20tiletý, 50-tých let", "10~lidí, 10letý, 20letý, 50.~let"),
        ('<b>"Text"</b> a "<i>x</i>"', "<b>„Text“</b> a~„<i>x</i>“"),
    ],
)
def test_mending(typed, mended):
    assert typography.mend(typed) == mended.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "https://www.brazdov.example/a-b/1-2?x=3x4...x",
        "www.brazdov.example/10-12",
        "jan.novak-1-2@brazdov.example",
        "tel. +420 596 581 249",
        "596 581 249",
        "<a href=\"x\" title='a - b'>Odkaz</a>",
        "{jmeno - 1}",
        "10krát, 100W žárovka, 0:0, 21% sazba",
        "2026-05-01, PP-2026-014, 19-2000145399/0800, 0x1F",
        "- odrážka\n- druhá",
        'disk 5"',
        "rok 2026 proběhne",
        "12 na místě",
        "česko-polský",
    ],
)
def test_what_stays_as_it_is(text):
    assert typography.mend(text) == text


def test_an_amount_is_not_a_phone_number():
    assert typography.mend("500 000 000 Kč") == "500\u00a0000\u00a0000\u00a0Kč"


# fmt: off
pieces = st.sampled_from([
    '"', "'", "„", "“", "”", "‚", "‘", ",,", "-", " - ", "–", "--", "...", "…", ".", ",", " ", " ", "\u00a0", "\n", "x",
    "3", "10", "000", "2026", "v", "k", "A", "Orlové", "lidí", "Kč", "%", "°", "-ti", "tiletý", "§", "č.", "s.", "r.",
    "o.", "Ing.", "IV.", ":", "/", "(", ")", "<b>", "</b>", "<", ">", "www.a.cz", "a@b.cz", "{jmeno}", "\ue000", "0x",
    "+420 596 581 249", "596 581 249",
])
# fmt: on
messy = st.lists(pieces, max_size=14).map("".join) | st.text(max_size=30)


@given(messy)
def test_mending_twice_changes_nothing_more(text):
    mended = typography.mend(text)
    assert typography.mend(mended) == mended


@given(messy, messy)
def test_changes_hold_both_texts(before, after):
    for pair in ((before, after), (before, typography.mend(before))):
        found = typography.changes(*pair)
        assert "".join(change.text for change in found if change.kind != "added") == pair[0]
        assert "".join(change.text for change in found if change.kind != "removed") == pair[1]


def test_changes_make_no_break_spaces_visible():
    assert [(change.kind, change.shown) for change in typography.changes("a v Praze\nb", "a v\u00a0Praze\nb")] == [
        ("equal", "a v"),
        ("removed", " "),
        ("added", "␣"),
        ("equal", "Praze\nb"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("Zveme vás v neděli 21. června 2025.", "neděli 21. června 2025", "21.\u00a06. 2025 je sobota, ne „neděli“."),
        ("Zveme vás ve čtvrtek dne 5. 5. 2026.", "čtvrtek dne 5. 5. 2026", "5.\u00a05. 2026 je úterý, ne „čtvrtek“."),
        ("Do pátku 5. 5. 2026", "pátku 5. 5. 2026", "5.\u00a05. 2026 je úterý, ne „pátku“."),
        ("Koná se 31. 4. 2026", "31. 4. 2026", "Datum 31.\u00a04. 2026 neexistuje. Duben má 30\u00a0dní."),
        ('Film "Noc', '"', "K této uvozovce chybí druhá."),
        ("Film „Noc a ,,Den“", "„", "K této uvozovce chybí druhá."),
        ("Stojí 1.815,- Kč", "1.815,-", "Částku pište jako 1\u00a0815\u00a0Kč, bez čárky a\u00a0pomlčky."),
    ],
)
def test_warnings_point_to_the_place(text, place, sentence):
    (found,) = typography.warnings(text)
    assert text[found.start : found.end] == found.text == place
    assert str(found) == sentence


def test_a_good_text_has_no_warnings():
    assert typography.warnings('V sobotu 21. června 2025 hraje "Kapela" <a href="x">u kina</a>. Vstup 50 Kč.') == []


@given(messy)
@example("v sobotu 99. června 2025 a po 1. 1. 0000")
@example("3x,,x")
def test_warnings_stand_on_any_text(text):
    for found in typography.warnings(text):
        assert text[found.start : found.end] == found.text
        assert str(found)
