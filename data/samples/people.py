"""Who lives in Brázdov: organisations, firms, clerks and places. All invented; IČO come from a range nobody has."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    """A body with a valid IČO (text, 8 digits); `kind` is městská, škola, spolek or firma."""

    name: str
    ico: str
    kind: str


def ico(first_seven: str) -> str:
    """IČO with its check digit (weights 8 to 2, modulo 11): `ico("9900001") == "99000016"`."""
    rest = sum(int(digit) * weight for digit, weight in zip(first_seven, range(8, 1, -1), strict=True)) % 11
    return first_seven + {0: "1", 1: "0"}.get(rest, str(11 - rest))


def is_ico(typed: str) -> bool:
    """Does the number, as typed, pass its check digit once spaces go and zeros return?"""
    digits = typed.replace(" ", "").zfill(8)
    return ico(digits[:7]) == digits


def broken_ico(good: str) -> str:
    """The same IČO with a slip in its last digit."""
    return good[:7] + str((int(good[7]) + 1) % 10)


TOWN = Organisation("Město Brázdov", ico("9900001"), "městská")
HOUSE_OF_CULTURE = Organisation("Dům kultury Brázdov", ico("9900002"), "městská")

_SCHOOLS = (
    "ZŠ Školní",
    "ZŠ U Lesa",
    "ZŠ Zahradní",
    "Gymnázium Brázdov",
    "MŠ Sluníčko",
    "MŠ Na Výsluní",
    "MŠ Beruška",
    "ZUŠ Brázdov",
    "DDM Klíček",
)
_TOWN_BODIES = ("Městská knihovna Brázdov", "Domov seniorů Lípa", "Technické služby Brázdov", "Infocentrum Brázdov")
_CLUBS = (
    "FK Brázdov",
    "HC Brázdov",
    "Klub důchodců Pohoda",
    "Spolek zahrádkářů Brázdov",
    "Včelaři Brázdov",
    "Pěvecký sbor Brázdovan",
    "Dechová hudba Brázdověnka",
    "Folklorní soubor Klásek",
    "Skautské středisko Modrý kámen",
    "Turistický klub Brázdov",
    "SK Vrtule Brázdov",
    "Mateřské centrum Žabička",
    "Towarzystwo Śpiewacze Źródło",
    "Spolek přátel letní scény",
)
# Old bodies have numbers that start with zeros; a spreadsheet takes the zeros away.
_OLD_BODIES = (
    ("SDH Brázdov", "spolek"),
    ("TJ Tatran Brázdov", "spolek"),
    ("Farnost sv. Anny Brázdov", "spolek"),
    ("Myslivecký spolek Remízek", "spolek"),
    ("Rybářský spolek Brázdovka", "spolek"),
    ("Muzeum Brázdovska", "městská"),
)
ORGANISATIONS: tuple[Organisation, ...] = (
    TOWN,
    HOUSE_OF_CULTURE,
    *(Organisation(name, ico(f"99001{n:02d}"), "škola") for n, name in enumerate(_SCHOOLS)),
    *(Organisation(name, ico(f"99002{n:02d}"), "městská") for n, name in enumerate(_TOWN_BODIES)),
    *(Organisation(name, ico(f"99003{n:02d}"), "spolek") for n, name in enumerate(_CLUBS)),
    *(Organisation(name, ico(f"00990{n + 11:02d}"), kind) for n, (name, kind) in enumerate(_OLD_BODIES)),
)
BY_NAME = {body.name: body for body in ORGANISATIONS}
CLUBS = tuple(body for body in ORGANISATIONS if body.kind == "spolek")
SCHOOLS = tuple(body for body in ORGANISATIONS if body.kind == "škola")

_FIRM_NAMES = """Truhlářství Javorek; Optika U Mostu; Pekařství Zlatý klas; Autoservis Píst; Květinářství Kopretina;
Lékárna U Bílého lva; Stavebniny Cihla Brázdov; Reality Pod Lípou; Kadeřnictví Vlna; Restaurace U Tří kaprů;
Pizzerie Olivia; Pohřební služba Klid; Účetnictví Rozvaha; Zahradnictví Jitrocel; Okna Brázdov; Instalatérství Trubka;
Elektro Jiskra; Čalounictví Měkota; Kamenictví Žula; Cykloservis Paprsek; Papírnictví Sešit; Knihkupectví Záložka;
Cukrárna Větrník; Řeznictví Klobáska; Vinotéka U Soudku; Fitcentrum Činka; Jazyková škola Slovíčko; Autoškola Semafor;
Zubní ordinace Usměv; Veterina Ocásek; Zverimex Pacička; Sklenářství Tabulka; Malířství Štětka; Podlahy Parketa;
Kominictví Saze; Střechy Taška; Topení Radiátor; Solární dům Brázdov; Pneuservis Desén; Taxi Brázdov; Cestovka Vandr;
Prádelna Bělička; Krejčovství Nitka; Obuv Podrážka; Hodinářství Ciferník; Zlatnictví Prsten; Foto Clona; Tiskárna Sazba;
Počítače Bajt; Mobily Signál; Bazar Druhá šance; Výkup kovů Šrot; Nábytek Almara; Kuchyně Vařečka; Matrace Peřinka;
Penzion Na Kopečku; Masáže Uvolnění; Domácí péče Opora; Farma Na Mezi; Pojišťovací poradna Deštník"""
FIRMS: tuple[Organisation, ...] = tuple(
    Organisation(name.strip(), ico(f"9901{n:03d}"), "firma") for n, name in enumerate(_FIRM_NAMES.split(";"))
)
SUPPLIERS = (
    "Reklama Plus Brázdov",
    "Keramika Hrneček",
    "Tiskárna Sazba",
    "Textil Potisk",
    "Včelaři Brázdov",
    "Sklo Duha",
)

FIRST_NAMES = ("Jana", "Petr", "Marie", "Josef", "Eva", "Tomáš", "Lenka", "Karel", "Alena", "Jiří", "Zdeňka", "Roman")
SURNAMES = {
    "f": ("Zelinková", "Hrubešová", "Mlčochová", "Vaňharová", "Koudelová", "Skřivánková", "Řeháčková"),
    "m": ("Zelinka", "Hrubeš", "Mlčoch", "Vaňhara", "Koudela", "Skřivánek", "Řeháček"),
}
CLERKS = ("Malá", "Malá V.", "V. Malá", "Koudelová", "Řeháčková")
PARTNER_TOWNS = ("Horná Lipnica (SK)", "Źródła Małe (PL)", "Lindenau am Bach (DE)")

LEADERS = ("starostka", "1. místostarosta", "2. místostarostka")
HALLS = ("velký sál", "malý sál", "galerie", "foyer")
MAIN_HALL = "Dům kultury – velký sál"
VENUES = (
    "náměstí Svobody",
    "Lipový park",
    "letní scéna v Lipovém parku",
    "radnice – obřadní síň",
    "radnice – zasedací místnost",
    "městská knihovna",
    "sokolovna",
    "sportovní hala",
    "zimní stadion",
    "fotbalové hřiště",
    "kostel sv. Anny",
    "hasičská zbrojnice",
    "ZŠ Školní – aula",
    "DDM Klíček",
    "Domov seniorů Lípa",
    "pomník padlých",
    "městský hřbitov",
    "koupaliště Rybníček",
    "hřiště U Tří bříz",
    "kino Hvězda",
    "klubovna zahrádkářů",
    "muzeum",
    MAIN_HALL,
    "Dům kultury – malý sál",
    "Dům kultury – galerie",
)


def person(index: int) -> str:
    """One of the invented people, `Jana Zelinková`."""
    first = FIRST_NAMES[index % len(FIRST_NAMES)]
    surnames = SURNAMES["f" if first[-1] == "a" or first in ("Marie",) else "m"]
    return f"{first} {surnames[(index // 3) % len(surnames)]}"
