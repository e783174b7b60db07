"""The 120 things in the gift cupboard: what they are, what they cost, how many there should be at least."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.samples.people import SUPPLIERS

STORE, INFO, SECRETARIAT = "Sklad kanceláře", "Infocentrum", "Sekretariát"


@dataclass(frozen=True)
class Item:
    """One stock card. Price in haléře with VAT for a piece; `fate` says what the sample wants of it at the end."""

    code: str
    name: str
    category: str
    unit: str
    price: int
    minimum: int
    supplier: str
    for_children: bool
    sold: bool
    photo: str | None
    fate: str = ""


# category | prefix | supplier | photo | for children | sold; below it name, price in crowns, minimum of each card
_CARDS = """
keramika|KER|1|hrnek|0|1
  Hrnek se znakem,149,30; Hrnek Brázdovské léto,139,25; Hrnek dětský,119,20; Espresso šálek,99,15;
  Miska s panoramatem,189,10; Váza se znakem,349,5; Talíř výroční,420,5; Kachlík radnice,160,10
psací potřeby|PSA|0|propiska|1|1
  Propiska modrá,12,200; Propiska kovová,49,60; Propiska v krabičce,129,20; Tužka s gumou,8,150;
  Pastelky 6 ks,39,60; Pastelky 12 ks,69,40; Zvýrazňovač,19,60; Pravítko 20 cm,15,50; Pero plnicí,690,3
tašky|TAS|3|taska|0|1
  Taška plátěná bílá,79,50; Taška plátěná modrá,79,50; Taška papírová malá,14,100; Taška papírová velká,19,100;
  Taška na víno,25,30; Batůžek stahovací,65,60; Taška skládací,89,30
textil|TEX|3|tricko|0|1
  Tričko S,159,10; Tričko M,159,15; Tričko L,159,15; Tričko XL,159,10; Tričko dětské,139,20; Kšiltovka,119,20;
  Šátek multifunkční,69,40; Ručník se znakem,189,10; Deka fleecová,259,8
magnetky|MAG|0|magnetka|1|1
  Magnetka radnice,29,60; Magnetka kostel,29,60; Magnetka Lipový park,29,50; Magnetka znak,35,60;
  Magnetka letní scéna,29,40; Otvírák s magnetem,59,30
tiskoviny|TIS|2|kniha|0|1
  Kniha Brázdov v proměnách,390,15; Kniha Pověsti z Brázdovska,249,15; Publikace Stavby města,320,10;
  Brožura Procházky městem,45,60; Mapa města,10,150; Leporelo pro děti,99,30; Omalovánky Brázdov,35,80;
  Pexeso Brázdov,49,60; Kalendář nástěnný,120,40; Kalendář stolní,89,40; Diář kapesní,75,30;
  Ročenka města,150,20
deštníky|DES|0|destnik|0|1
  Deštník skládací,229,15; Deštník holový,289,10; Deštník dětský,179,10; Pláštěnka,29,60
svíčky|SVI|0|svicka|0|0
  Svíčka s městským znakem,89,20; Svíčka z včelího vosku,110,20; Svíčka vánoční,75,20; Svíčka do lucerny,35,30
sklo|SKL|5|sklenice|0|1
  Sklenice pivní se znakem,99,30; Sklenice na víno,129,20; Půllitr výroční,149,10; Karafa,590,3;
  Těžítko skleněné,349,8; Skleněná plaketa,890,4
potraviny|POT|4|med|0|1
  Med květový 250 g,95,30; Med lesní 250 g,110,20; Med pastovaný 120 g,65,30; Čaj Brázdovská směs,79,20;
  Oplatky lázeňské,69,30; Čokoláda se znakem,59,60; Bonboniéra,189,15; Káva mletá 250 g,159,10;
  Víno bílé,179,20; Víno červené,179,20; Slivovice 200 ml,189,10; Medovina 500 ml,179,10
pohlednice|POH|2|pohlednice|1|1
  Pohlednice radnice,6,200; Pohlednice náměstí,6,200; Pohlednice historická,8,150; Pohlednice zimní,6,100;
  Pohlednice letecká,8,150; Pohlednice skládací,12,100; Přání vánoční,15,150
vlajky|VLA|0|vlajka|1|0
  Vlajka města velká,690,3; Vlajka stolní,189,8; Vlaječka papírová,7,200; Vlajka státní velká,590,2
odznaky|ODZ|0|odznak|1|1
  Odznak se znakem,25,100; Odznak s připínáčkem,15,100; Pamětní medaile,390,10; Pamětní mince,249,15;
  Klíčenka kovová,59,50; Klíčenka žeton,29,100; Přívěsek reflexní,22,150; Reflexní pásek,19,200;
  Placka Den dětí,12,150
papírnictví|PAP|2|blok|1|1
  Blok A5 se znakem,39,80; Blok A6,25,100; Samolepící bločky,29,80; Zápisník s gumičkou,119,30;
  Záložka do knihy,9,150; Složka s chlopněmi,18,100; Samolepka znak,5,300
pamětní listy|PAM|2||0|0
  Pamětní list vítání,22,60; Pamětní list svatba,22,30; Desky na listinu,65,40; Pamětní kniha,450,5;
  Děkovný list,22,50
pro děti|DET|0||1|1
  Plyšový medvídek,189,25; Plyšová sova,199,20; Bryndák se znakem,79,40; Dětské ponožky vítání,55,60;
  Balonky 10 ks,29,80; Bublifuk,19,80; Míč nafukovací,39,60; Frisbee,49,40; Puzzle radnice,129,20;
  Kelímek dětský,59,40; Pastelky voskové,45,40
"""
FATES = {
    "SVI-01": "zero",
    **dict.fromkeys(("KER-01", "TIS-01", "DES-01", "PAM-01", "TAS-02", "DET-01"), "low"),
    **dict.fromkeys(("MAG-01", "POT-01", "PSA-02", "PAP-01"), "soon"),
}


def items() -> list[Item]:
    """All cards in the order of the cupboard."""
    found: list[Item] = []
    for category, prefix, supplier, photo, children, sold, cards in _groups():
        for n, card in enumerate(cards, start=1):
            name, price, minimum = card.split(",")
            code, unit = f"{prefix}-{n:02}", "bal" if name.endswith(" ks") else "ks"
            worth = int(price) * 100, int(minimum), SUPPLIERS[int(supplier)]
            flags = children == "1" or "dět" in name.lower(), sold == "1"
            picture = f"fotky/{photo}.png" if photo and n <= 5 else None
            found.append(Item(code, name, category, unit, *worth, *flags, picture, FATES.get(code, "")))
    return found


def _groups() -> Iterator[tuple[str, str, str, str, str, str, list[str]]]:
    """The table above by category, its cards apart."""
    for block in re.split(r"\n(?=\S)", _CARDS.strip()):
        head, *lines = block.splitlines()
        category, prefix, supplier, photo, children, sold = head.split("|")
        cards = [card.strip() for card in "".join(lines).split(";")]
        yield category, prefix, supplier, photo, children, sold, cards
