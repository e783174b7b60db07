"""The town's year: what comes back every year on its day, and what clubs and schools add in each season."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.samples.days import FRI, MON, SAT, SUN, THU, WED, advent, easter, nth, working
from data.samples.people import MAIN_HALL


@dataclass(frozen=True)
class Plan:
    """An event somebody wants: when (first choice), what, where, by whom, for whom."""

    day: dt.date
    start: str
    end: str
    title: str
    kind: str
    venue: str
    organiser: str
    audience: str = "veřejnost"
    leader: str = ""
    about: str = ""


TOWN, CULTURE = "Město Brázdov", "Dům kultury Brázdov"
SQUARE, HALL, COUNCIL = "náměstí Svobody", "radnice – obřadní síň", "radnice – zasedací místnost"
MEMORIAL, SCENE = "pomník padlých", "letní scéna v Lipovém parku"


def annual(year: int) -> Iterator[Plan]:
    """What the whole town waits for."""
    yield from _winter_and_spring(year)
    yield from _summer_and_autumn(year)
    yield from _advent_time(year)


def _winter_and_spring(y: int) -> Iterator[Plan]:
    e, day = easter(y), dt.timedelta(1)
    yield Plan(dt.date(y, 1, 6), "9.00", "12.00", "Tříkrálový průvod", "spolek", SQUARE, "Farnost sv. Anny Brázdov")
    yield Plan(nth(y, 1, SAT, 3), "19.00", "", "Městský ples", "městská", MAIN_HALL, TOWN, "dospělí", "starostka")
    yield Plan(nth(y, 1, SAT, 4), "20.00", "", "Hasičský ples", "spolek", "sokolovna", "SDH Brázdov", "dospělí")
    yield Plan(nth(y, 2, FRI, 1), "19.00", "", "Maturitní ples gymnázia", "škola", MAIN_HALL, "Gymnázium Brázdov")
    yield Plan(nth(y, 2, SAT, 2), "20.00", "", "Myslivecký ples", "spolek", "sokolovna", "Myslivecký spolek Remízek")
    yield Plan(e - 47 * day, "15.00", "", "Masopustní průvod", "spolek", SQUARE, "Folklorní soubor Klásek")
    yield Plan(dt.date(y, 3, 28), "15.00", "17.00", "Ocenění pedagogů", "městská", HALL, TOWN, "učitelé", "starostka")
    yield Plan(e - 3 * day, "9.00", "16.00", "Velikonoční jarmark", "městská", SQUARE, TOWN, "rodiny")
    yield Plan(e - 1 * day, "14.00", "", "Velikonoční dílny", "škola", "DDM Klíček", "DDM Klíček", "děti")
    yield Plan(dt.date(y, 4, 30), "18.00", "22.00", "Pálení čarodějnic", "spolek", "hřiště U Tří bříz", "SDH Brázdov")
    yield Plan(
        dt.date(y, 5, 7), "10.00", "", "Pietní akt ke Dni vítězství", "pietní", MEMORIAL, TOWN, leader="starostka"
    )
    yield Plan(nth(y, 5, SUN, 2), "15.00", "", "Den matek", "městská", MAIN_HALL, TOWN, "rodiny", "2. místostarostka")
    yield Plan(
        nth(y, 5, SAT, 3), "10.00", "17.00", "Den hasičů", "spolek", "hasičská zbrojnice", "SDH Brázdov", "rodiny"
    )
    yield Plan(nth(y, 5, FRI, 4), "18.00", "23.00", "Noc v muzeu", "městská", "muzeum", "Muzeum Brázdovska")


def _summer_and_autumn(y: int) -> Iterator[Plan]:
    yield Plan(
        dt.date(y, 6, 1), "9.00", "15.00", "Den dětí", "městská", "Lipový park", TOWN, "děti", "1. místostarosta"
    )
    yield Plan(
        dt.date(y, 6, 10), "10.00", "", "Pietní vzpomínka na Lidice", "pietní", MEMORIAL, TOWN, leader="starostka"
    )
    yield Plan(nth(y, 6, SAT, 3), "10.00", "22.00", "Dny města Brázdova", "městská", SQUARE, TOWN, leader="starostka")
    yield Plan(nth(y, 6, THU, 4), "10.00", "", "Rozloučení s deváťáky", "městská", HALL, TOWN, "žáci", "starostka")
    for n, weekday in enumerate((1, 2, 3, 4, 1, 2, 3, 4)):
        month, act = 7 + n // 4, ("koncert kapely", "divadlo", "letní kino", "dechovka")[n % 4]
        title = f"Brázdovské léto – {act}"
        yield Plan(nth(y, month, FRI, weekday), "19.00", "22.00", title, "městská", SCENE, TOWN, "veřejnost")
    yield Plan(dt.date(y, 8, 21), "10.00", "", "Vzpomínka na oběti srpna 1968", "pietní", MEMORIAL, TOWN)
    yield Plan(nth(y, 9, SAT, 2), "10.00", "23.00", "Brázdovské posvícení", "městská", SQUARE, TOWN, leader="starostka")
    yield Plan(
        dt.date(y, 9, 28), "14.00", "", "Svatováclavský koncert", "spolek", "kostel sv. Anny", "Pěvecký sbor Brázdovan"
    )
    yield Plan(
        dt.date(y, 10, 1), "14.00", "17.00", "Den seniorů", "městská", MAIN_HALL, TOWN, "senioři", "2. místostarostka"
    )
    yield Plan(dt.date(y, 10, 27), "17.00", "", "Lampionový průvod", "městská", SQUARE, TOWN, "rodiny", "starostka")
    yield Plan(dt.date(y, 10, 28), "10.00", "", "Pietní akt k 28. říjnu", "pietní", MEMORIAL, TOWN, leader="starostka")
    yield Plan(
        dt.date(y, 11, 2), "15.00", "", "Dušičková vzpomínka", "obřad", "městský hřbitov", "Farnost sv. Anny Brázdov"
    )
    yield Plan(
        dt.date(y, 11, 11), "11.00", "", "Den válečných veteránů", "pietní", MEMORIAL, TOWN, leader="1. místostarosta"
    )
    yield Plan(dt.date(y, 11, 17), "16.00", "", "Svíčka za svobodu", "městská", SQUARE, TOWN, leader="starostka")


def _advent_time(y: int) -> Iterator[Plan]:
    sunday, day = advent(y), dt.timedelta(1)
    yield Plan(sunday, "16.00", "19.00", "Rozsvícení vánočního stromu", "městská", SQUARE, TOWN, "rodiny", "starostka")
    yield Plan(dt.date(y, 12, 5), "15.00", "17.00", "Mikulášská nadílka", "městská", "sokolovna", TOWN, "děti")
    yield Plan(
        sunday + 13 * day, "9.00", "17.00", "Adventní jarmark", "městská", SQUARE, TOWN, leader="2. místostarostka"
    )
    yield Plan(
        sunday + 14 * day, "17.00", "", "Adventní koncert", "spolek", "kostel sv. Anny", "Pěvecký sbor Brázdovan"
    )
    yield Plan(
        dt.date(y, 12, 10), "14.00", "", "Vánoční setkání seniorů", "městská", MAIN_HALL, TOWN, "senioři", "starostka"
    )
    yield Plan(dt.date(y, 12, 16), "17.00", "", "Vánoční besídka", "škola", "DDM Klíček", "ZUŠ Brázdov", "rodiny")
    yield Plan(dt.date(y, 12, 24), "14.00", "", "Betlémské světlo", "spolek", SQUARE, "Skautské středisko Modrý kámen")


def monthly(year: int, month: int) -> Iterator[Plan]:
    """What comes back every month: council, ceremonies, markets, visits."""
    yield from _at_the_town_hall(year, month)
    market, visit = "Farmářský trh", "Návštěva partnerského města"
    if 3 <= month <= 11:
        first = nth(year, month, SAT, 1)
        yield Plan(first, "8.00", "12.00", market, "městská", SQUARE, "Technické služby Brázdov")
    club = "Klub důchodců Pohoda"
    second = nth(year, month, THU, 2)
    yield Plan(second, "14.00", "16.00", "Klub seniorů", "spolek", "Domov seniorů Lípa", club, "senioři")
    if month % 2 == 1:
        yield Plan(nth(year, month, THU, 3), "10.00", "", visit, "návštěva", COUNCIL, TOWN, "delegace", "starostka")


def _at_the_town_hall(year: int, month: int) -> Iterator[Plan]:
    for n, week in enumerate((2, 4), start=1):
        title = f"Schůze rady města ({n}/{month})"
        yield Plan(working(nth(year, month, MON, week)), "13.00", "", title, "zasedání", COUNCIL, TOWN, "radní")
    if month in (2, 4, 6, 9, 11, 12):
        title, day = "Zasedání zastupitelstva města", nth(year, month, WED, 3)
        yield Plan(day, "15.00", "", title, "zasedání", MAIN_HALL, TOWN, leader="starostka")
    for n in (1, 3) if month not in (7, 8) else ():
        day, who = nth(year, month, SAT, n), ("starostka", "2. místostarostka")[month % 2]
        yield Plan(day, "9.00", "12.00", "Vítání občánků", "obřad", HALL, TOWN, "rodiče s dětmi", who)
    fourth = nth(year, month, SAT, 4)
    yield Plan(fourth, "11.00", "", "Zlatá svatba", "obřad", HALL, TOWN, "pozvaní", "1. místostarosta")


# months | title | kind | start | end | venues | organisers | audience
_SEASON = """
1-3|Turnaj ve volejbale|spolek|9.00|16.00|sportovní hala,sokolovna|TJ Tatran Brázdov|sportovci
1-3|Dětský karneval|škola|14.00|17.00|sokolovna,DDM Klíček|MŠ Beruška,DDM Klíček|děti
1-3,10-12|Zápas hokejové přípravky|spolek|17.00||zimní stadion|HC Brázdov|rodiny
1-12|Beseda se spisovatelkou|městská|17.00||městská knihovna|Městská knihovna Brázdov|dospělí
1-12|Cestopisná přednáška|městská|18.00||městská knihovna,kino Hvězda|Městská knihovna Brázdov|veřejnost
1-12|Pohádkové odpoledne|městská|15.00|16.30|městská knihovna,kino Hvězda|Městská knihovna Brázdov|děti
1-6,9-12|Den otevřených dveří|škola|8.00|12.00|ZŠ Školní – aula,DDM Klíček|ZŠ Školní,ZUŠ Brázdov,DDM Klíček|rodiče
1-6,9-12|Žákovský koncert|škola|17.00||ZŠ Školní – aula,Dům kultury – malý sál|ZUŠ Brázdov|rodiny
1-6,9-12|Školní akademie|škola|10.00||ZŠ Školní – aula|ZŠ Školní,ZŠ U Lesa,ZŠ Zahradní|rodiny
1-12|Vernisáž výstavy|městská|17.00||Dům kultury – galerie,muzeum|Muzeum Brázdovska,Spolek přátel letní scény|dospělí
1-12|Komentovaná prohlídka|městská|14.00||muzeum|Muzeum Brázdovska|veřejnost
1-4,10-12|Výroční schůze|spolek|16.00||klubovna zahrádkářů|Spolek zahrádkářů Brázdov,Včelaři Brázdov|členové
3-5|Jarní úklid města|městská|9.00|13.00|Lipový park,hřiště U Tří bříz|Technické služby Brázdov|dobrovolníci
4-6|Běh Brázdovem|spolek|10.00||Lipový park|SK Vrtule Brázdov|sportovci
4-6,9-10|Fotbalový turnaj mládeže|spolek|9.00|15.00|fotbalové hřiště|FK Brázdov|děti
4-10|Mistrovské utkání|spolek|15.30||fotbalové hřiště|FK Brázdov|veřejnost
5-9|Rybářské závody|spolek|6.00|12.00|koupaliště Rybníček|Rybářský spolek Brázdovka|členové
5-9|Odpoledne s dechovkou|spolek|15.00|18.00|Lipový park,letní scéna v Lipovém parku|Dechová hudba Brázdověnka|senioři
5-9|Sousedské setkání|spolek|15.00||hřiště U Tří bříz,Lipový park|Spolek přátel letní scény|veřejnost
6-8|Příměstský tábor|škola|8.00|16.00|DDM Klíček,hřiště U Tří bříz|DDM Klíček,Skautské středisko Modrý kámen|děti
6-8|Letní kino|městská|21.30||letní scéna v Lipovém parku|Dům kultury Brázdov|veřejnost
7-8|Noční koupání|městská|20.00|23.00|koupaliště Rybníček|Technické služby Brázdov|veřejnost
8-10|Výstava ovoce a zeleniny|spolek|9.00|17.00|klubovna zahrádkářů|Spolek zahrádkářů Brázdov|veřejnost
9-10|Drakiáda|spolek|14.00|17.00|hřiště U Tří bříz|Mateřské centrum Žabička|rodiny
9-11|Medový den|spolek|9.00|15.00|klubovna zahrádkářů,Lipový park|Včelaři Brázdov|veřejnost
9-11|Turistický pochod|spolek|8.00||Lipový park,hřiště U Tří bříz|Turistický klub Brázdov|veřejnost
1-12|Setkání rodičů s dětmi|spolek|9.30|11.30|DDM Klíček|Mateřské centrum Žabička|rodiče s dětmi
1-12|Koncert v kostele|spolek|18.00||kostel sv. Anny|Farnost sv. Anny Brázdov,Towarzystwo Śpiewacze Źródło|všichni
11-12|Adventní dílny|škola|15.00|18.00|DDM Klíček,ZŠ Školní – aula|DDM Klíček,MŠ Sluníčko,MŠ Na Výsluní|děti
12-12|Zpívání u betléma|spolek|17.00||kostel sv. Anny,Lipový park|Folklorní soubor Klásek|rodiny
1-12|Gratulace jubilantům|obřad|10.00||Domov seniorů Lípa|Město Brázdov|senioři
1-12|Beseda s občany|městská|17.00||městská knihovna,DDM Klíček,kino Hvězda|Město Brázdov|veřejnost
1-12|Exkurze žáků na radnici|škola|9.00||radnice – obřadní síň|ZŠ U Lesa,ZŠ Zahradní,Gymnázium Brázdov|žáci
"""


@dataclass(frozen=True)
class Custom:
    """Something that happens now and then in its months."""

    months: frozenset[int]
    title: str
    kind: str
    start: str
    end: str
    venues: tuple[str, ...]
    organisers: tuple[str, ...]
    audience: str


def customs() -> list[Custom]:
    """All seasonal customs."""
    found = []
    for line in _SEASON.strip().splitlines():
        months, title, kind, start, end, venues, organisers, audience = line.split("|")
        spans = [tuple(map(int, part.split("-"))) for part in months.split(",")]
        inside = frozenset(m for first, last in spans for m in range(first, last + 1))
        found.append(
            Custom(inside, title, kind, start, end, tuple(venues.split(",")), tuple(organisers.split(",")), audience)
        )
    return found
