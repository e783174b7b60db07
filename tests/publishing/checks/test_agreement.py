"""Contradictions: with the event, between the texts of one post; consents, photographs, elections, embargo."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from lib.czech.spelling import Misspelt
from lib.outbox import Limits
from lib.publishing import checks
from lib.publishing.checks import Consent, Context, PhotoUse, Regime
from lib.publishing.records import Content
from tests.publishing.sample import MARKET, like

MONDAY = dt.date(2026, 11, 23)
VENUES = ("náměstí Svobody", "Lipový park", "Dům kultury Brázdov")
WEB = "Farmářský trh bude v sobotu 28. listopadu 2026 od 9:00 do 15:00 na náměstí Svobody. Vstup je volný."
SMS = "Trh so 28.11. 9-15 h, namesti Svobody, vstup volny."
BOTH = Context(event=MARKET, venues=VENUES, day=MONDAY)
BARE = Context(venues=VENUES, day=MONDAY)


def tidy(content: Content) -> Content:
    """The content in Czech typography, which is not the question here."""
    texts = {name: checks.mended(text, name) for name, text in content.texts.items()}
    title, perex, body = (checks.mended(text, "web") for text in (content.title, content.perex, content.body))
    return replace(content, title=title, perex=perex, body=body, texts=texts)


def codes(context: Context, perex: str = "", title: str = "Farmářský trh", **texts: str) -> dict[str, set[str]]:
    """Part → codes of what was found there; parts without findings are left out."""
    body = texts.pop("body", "")
    found = checks.found(tidy(Content(title, perex, {"web": WEB, **texts}, body=body)), context)
    return {part: {check.code for check in some} for part, some in found.items() if some}


@pytest.mark.parametrize("context", [BOTH, BARE])
def test_texts_that_agree_pass(context: Context) -> None:
    assert codes(context, sms=SMS, facebook=WEB, body=WEB, perex="V sobotu 28. 11. od 9:00 na náměstí.") == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trh so 28.11. od 10:00, namesti Svobody.", "time_between"),
        ("Trh so 28.11. 9:00-14:00, namesti Svobody.", "time_between"),
        ("Trh ne 29.11. od 9:00, namesti Svobody.", "date_between"),
        ("Trh v nedeli od 9:00, namesti Svobody.", "date_between"),
        ("Trh so 28.11. od 9:00, Lipovy park.", "place_between"),
        ("Trh so 28.11. od 9:00, namesti Svobody. Vstupne 50 Kc.", "price_between"),
    ],
)
def test_a_message_that_says_something_else_than_the_web_is_found(text: str, code: str) -> None:
    assert codes(BARE, sms=text) == {"sms": {code}}


def test_the_sentence_says_what_stands_where() -> None:
    found = checks.found(Content("Trh", texts={"web": WEB, "sms": "Trh so 28.11. v 18:00, namesti Svobody."}), BARE)
    (check,) = found["sms"]
    assert (str(check), check.blocking) == ("Tady stojí 18:00, jinde je 9:00 (Web). Opravte, co neplatí.", True)


@pytest.mark.parametrize(
    ("title", "perex", "body", "part"),
    [
        ("Trh v sobotu 5. prosince", "", "", "web"),
        ("Farmářský trh", "Přijďte v sobotu 28. 11. už v 7:00.", "", "web"),
        ("Farmářský trh", "", "Trh bude v sobotu 5. prosince 2026.", "web"),
        ("Farmářský trh", "Sejdeme se v Lipový park.", "", "web"),
    ],
)
def test_the_title_the_lead_and_the_neutral_text_are_held_against_the_rest(
    title: str, perex: str, body: str, part: str
) -> None:
    found = codes(BARE, perex, title, body=body)
    assert {code for some in found.values() for code in some} <= {"date_between", "time_between", "place_between"}
    assert part in found


@pytest.mark.parametrize(
    "text",
    [
        "Přihlášky prodejců do 20. 11. na tržiste e-mailem. Trh 28. 11.",
        "Prodejci se hlásí nejpozději do 20. 11.",
        "Trh 28. 11. od 9:00, ve 14:00 losování.",
        "Trh na náměstí Svobody, u kašny. Svařák 40 Kč.",
        "Vstup volný, dětský kolotoč 30 Kč.",
    ],
)
def test_saying_less_or_more_is_no_contradiction(text: str) -> None:
    between = {code for some in codes(BARE, facebook=text).values() for code in some if code.endswith("_between")}
    assert between == set()


@pytest.mark.parametrize(
    ("admission", "text", "differs"),
    [
        ("80 Kč", "Vstup je volný.", True),
        ("vstup volný", "Vstupné 50 Kč.", True),
        ("80 Kč", "Vstupné je 90 Kč.", True),
        ("1 200 Kč", "Lístky stojí 1 100 Kč.", True),
        ("80 Kč", "Vstupné 80 Kč, děti 40 Kč.", False),
        ("80 Kč", "Vstupné 80 Kč, děti do 10 let mají vstup zdarma.", False),
        ("vstup volný", "Vstup zdarma. Guláš 120 Kč.", False),
        ("80 Kč", "Guláš stojí 120 Kč.", False),
        ("dobrovolné", "Vstupné dobrovolné.", False),
        ("", "Vstupné 80 Kč.", False),
        ("80 Kč", "Vstupné 80,00 Kč.", False),
    ],
)
def test_the_admission_is_held_against_the_event(admission: str, text: str, differs: bool) -> None:
    found = checks.checks(f"{text} Trh na náměstí Svobody.", "facebook", like(admission=admission))
    assert ("price_differs" in [check.code for check in found]) is differs


def test_the_lead_is_held_against_the_event() -> None:
    assert "date_differs" in codes(BOTH, "Přijďte v neděli 29. 11.")[""]
    assert "time_differs" in codes(BOTH, "Začínáme v 8:00.")[""]


# Personal data and their basis.

JUBILEE = "Paní Marie Nováková oslavila 90 let."
CONSENT = Consent("Marie Nováková", "consent", frozenset({"web"}), dt.date(2026, 12, 31))


def private(text: str, *consents: Consent, channel: str = "web", **more: Any) -> set[str]:
    context = replace(Context(day=MONDAY, consents=consents), **more)
    texts = {"web": "Zpráva.", channel: text}
    return {check.code for check in checks.found(tidy(Content("Zpráva", texts=texts)), context)[channel]}


def test_a_consent_opens_the_channel_that_it_names_until_it_ends() -> None:
    assert private(JUBILEE) == {"jubilee"}
    assert private(JUBILEE, CONSENT) == set()
    assert private(JUBILEE, CONSENT, channel="facebook") == {"jubilee"}
    assert private(JUBILEE, replace(CONSENT, scope=frozenset({"*"})), channel="facebook") == set()
    assert private(JUBILEE, replace(CONSENT, valid_until=MONDAY)) == set()
    assert private(JUBILEE, replace(CONSENT, valid_until=dt.date(2026, 11, 22))) == {"jubilee"}
    assert private(JUBILEE, replace(CONSENT, revoked=True)) == {"jubilee"}
    assert private(JUBILEE, replace(CONSENT, subject="Anna Nováková")) == {"jubilee"}
    assert private("Popřáli jsme Marii Novákové k 90. narozeninám.", CONSENT) == set()


@pytest.mark.parametrize("basis", ["name_only", "news_licence", "official"])
def test_no_other_basis_opens_a_jubilee(basis: Any) -> None:
    assert private(JUBILEE, replace(CONSENT, basis=basis)) == {"jubilee"}


def test_the_title_needs_the_consent_too() -> None:
    found = checks.found(Content("Marie Nováková oslavila 90 let", texts={"web": WEB}), Context(day=MONDAY))
    assert "jubilee" in {check.code for check in found[""]}


def test_bare_names_of_jubilarians_warn_until_their_basis_is_written_down() -> None:
    names = "Blahopřejeme jubilantům: Marie Nováková, Josef Dvořák."
    assert private(names) == {"column"}
    both = [Consent(name, "name_only") for name in ("Marie Nováková", "Josef Dvořák")]
    assert private(names, *both) == set()
    assert private(names, both[0]) == {"column"}
    assert private(names, Consent("Jubilanti listopadu", "name_only")) == set()


def test_people_in_office_have_public_contacts() -> None:
    text = "Informace podá Jana Malá, tel. 604 111 222."
    assert private(text) == {"contact"}
    assert private(text, officials=("Jana Malá",)) <= {"contact"}
    assert private(text, own=checks.Own(phones=frozenset({"604111222"}))) == set()
    assert private(text, Consent("Jana Malá", "official")) == set()
    assert private(text, Consent("Jana Malá", "consent", frozenset({"web"}))) == set()


def test_nothing_opens_a_birth_number() -> None:
    consent = Consent("Jan Novák", "consent", frozenset({"*"}))
    assert "birth_number" in private("Jan Novák, 850101/0001.", consent)


# Photographs.

PHOTO = PhotoUse(7, "Stánky na náměstí plném lidí", "Jana Tichá")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"alt": " "}, "photo_alt"),
        ({"alt": "IMG_2034.jpg"}, "photo_alt"),
        ({"alt": "a" * 300}, "long_alt"),
        ({"credit": ""}, "photo_credit"),
        ({"withdrawn": True}, "photo_withdrawn"),
        ({"licence": "no_promotion"}, None),
        ({"licence": "consent", "scope": frozenset({"web", "facebook"})}, None),
        ({"licence": "consent"}, "photo_scope"),
        ({"licence": "consent", "scope": frozenset({"*"}), "licence_until": dt.date(2026, 11, 22)}, "photo_expired"),
        ({"licence": "consent", "scope": frozenset({"*"}), "licence_until": MONDAY}, None),
    ],
)
def test_a_photograph_is_used_as_it_may_be(changes: dict[str, Any], code: str | None) -> None:
    assert codes(replace(BOTH, photos=(replace(PHOTO, **changes),))) == ({"": {code}} if code else {})


def test_a_photograph_that_is_not_for_promotion_is_not_in_promotion() -> None:
    for licence, blocking in (("no_promotion", [True]), ("news", [False]), ("consent", [])):
        photo = replace(PHOTO, licence=licence, scope=frozenset({"*"}))
        here = checks.found(Content("Trh"), replace(BOTH, photos=(photo,), promotional=True))[""]
        assert [one.blocking for one in here if one.code == "photo_promotion"] == blocking


def test_the_consent_of_a_photograph_names_its_channels() -> None:
    context = replace(BOTH, photos=(replace(PHOTO, licence="consent", scope=frozenset({"web"})),))
    assert codes(context, facebook=WEB, sms=SMS) == {"facebook": {"photo_scope"}}


@pytest.mark.parametrize(
    ("text", "event", "only"),
    [
        ("Zveme vás na trh na náměstí Svobody.", MARKET, True),
        ("Přijďte v sobotu na náměstí Svobody.", MARKET, False),
        ("Přijďte 28. 11. na náměstí Svobody.", MARKET, False),
        ("Zveme vás! Vše je na plakátu.", None, True),
        ("Ohlédnutí za trhem.", None, False),
    ],
)
def test_an_invitation_is_not_a_picture_only(text: str, event: Any, only: bool) -> None:
    context = replace(BOTH, event=event, photos=(PHOTO,))
    assert ("image_only" in codes(context, facebook=text).get("facebook", set())) is only
    assert "image_only" not in codes(replace(context, photos=()), facebook=text).get("facebook", set())


# Elections, embargo, limits, spelling, links.

REGIME = Regime(dt.date(2026, 9, 1), dt.date(2026, 10, 10), (dt.date(2026, 10, 9), dt.date(2026, 10, 10)),
                ("ABC", "Brázdov pro všechny", "Karel Hora"))  # fmt: skip


def test_an_election_regime_without_an_end_holds_until_somebody_ends_it() -> None:
    day = dt.timedelta(days=1)
    assert [REGIME.holds(at) for at in (REGIME.first - day, REGIME.first, REGIME.last, REGIME.last + day)] == [
        False, True, True, False]  # fmt: skip
    opened = replace(REGIME, last=None)
    assert [opened.holds(at) for at in (REGIME.first - day, REGIME.last + day)] == [False, True]
    assert not replace(REGIME, first=None).holds(REGIME.last)


@pytest.mark.parametrize(
    ("day", "text", "code"),
    [
        ("2026-10-01", "Debata strany ABC v kulturním domě.", "election"),
        ("2026-10-01", "Zve hnutí Brázdov pro všechny.", "election"),
        ("2026-10-01", "Besedu s Karlem Horou pořádá knihovna.", "election"),
        ("2026-10-01", "Starostka Jana Horáková otevřela hřiště.", "election"),
        ("2026-10-01", "Abc pro seniory: kurz počítačů.", None),
        ("2026-10-11", "Debata strany ABC v kulturním domě.", None),
        ("2026-10-05", "Volební průzkum dává náskok všem.", None),
        ("2026-10-06", "Volební průzkum dává náskok všem.", "polls"),
        ("2026-10-10", "Preference stran se mění.", "polls"),
        ("2026-10-11", "Volební průzkum se mýlil.", None),
        ("2026-10-08", "Průzkum spokojenosti s knihovnou končí.", None),
    ],
)
def test_the_election_regime(day: str, text: str, code: str | None) -> None:
    context = Context(day=dt.date.fromisoformat(day), regime=REGIME, officials=("Jana Horáková",))
    found = checks.found(tidy(Content("Zpráva", texts={"web": text})), context)
    assert [check.code for check in found["web"]] == ([code] if code else [])
    assert [check.blocking for check in found["web"]] == ([code == "polls"] if code else [])
    assert checks.approvals(found, 1) == (2 if code == "election" else 1)


@pytest.mark.parametrize(
    ("goes_at", "blocking"), [("2026-11-24T08:59:00Z", True), ("2026-11-24T09:00:00Z", None), (None, False)]
)
def test_an_embargo_holds_until_its_minute(goes_at: str | None, blocking: bool | None) -> None:
    content = Content("Trh", texts={"web": WEB}, embargo_until="2026-11-24T09:00:00Z")
    found = checks.found(content, replace(BOTH, goes_at=goes_at))[""]
    assert [(check.code, check.blocking) for check in found] == ([] if blocking is None else [("embargo", blocking)])
    assert all("10:00" in str(check) for check in found)


def test_other_channels_have_their_own_limits() -> None:
    context = Context(limits={"mastodon": Limits(20)}, names={"mastodon": "Mastodon"})
    found = checks.found(Content("Trh", texts={"web": "Trh je dnes.", "mastodon": "Trh je dnes, zítra ne."}), context)
    (check,) = found["mastodon"]
    assert (check.code, check.values["channel"], check.values["over"]) == ("too_long", "Mastodon", 2)
    family = checks.found(Content("Trh", texts={"web": "Trh.", "mastodon": "👨‍👩‍👧" * 21}), replace(
        context, limits={"mastodon": Limits(20, "graphemes")}))["mastodon"]  # fmt: skip
    assert [check.values["over"] for check in family] == [1]
    parts = replace(context, limits={"sms": Limits(1, "sms parts")})
    assert [check.code for check in checks.found(Content("Trh", texts={"sms": "a" * 161}), parts)["sms"]] == [
        "too_long"
    ]
    long = checks.found(Content("Trh", texts={"web": "Trh.", "press": "a" * 2_701}), Context())
    assert [check.code for check in long["press"]] == ["long_release"]


def test_what_the_dictionary_said() -> None:
    slip = Misspelt(0, 6, "hasyči", ("hasiči",))
    text = "hasyči jedou"
    (found,) = checks.found(Content("Trh", texts={"web": text}), Context(spelling={"web": (slip,)}))["web"]
    assert (found.code, found.blocking, found.mended) == ("spelling", False, "hasiči jedou")
    (unknown,) = checks.found(Content("Trh", texts={"web": text}), Context(spelling={"web": None}))["web"]
    assert str(unknown).startswith("Pravopis nezkontrolován.")
    strange = Misspelt(0, 6, "hasyči")
    (nothing,) = checks.found(Content("Trh", texts={"web": text}), Context(spelling={"web": (strange,)}))["web"]
    assert nothing.mended is None


def test_a_dead_link_is_said() -> None:
    link = "https://www.brazdov.example/nic"
    context = Context(links={link: f"{link} neodpovídá."})
    (found,) = checks.found(Content("Trh", texts={"web": f"Více na {link}."}), context)["web"]
    assert (found.code, str(found).startswith(f"{link} neodpovídá.")) == ("link_dead", True)


def test_bad_input_is_read_quickly_and_nothing_runs() -> None:
    long = Content("Jan " + "Novák" * 2_000, texts={"web": "😀" * 2_000 + "<script>alert(1)</script>" + "(" * 3_000})
    found = checks.found(long, BOTH)
    assert "long_title" in {check.code for check in found[""]}
    for hostile in ("a@" * 5_000, "28. " * 5_000, "www." * 5_000, "Jan " * 5_000, "9:00-" * 5_000, "„" * 5_000,
                    "vstup " * 5_000, "1" * 10_000, "přihl do " * 3_000, " \u00a0" * 5_000 + "x"):  # fmt: skip
        checks.found(Content("Trh", texts={"web": hostile[:6_000]}), BOTH)
