"""What stands in the way of a post: limits, dates, times and places that contradict the event, alt texts."""

from dataclasses import replace

import pytest

from lib.czech import sms
from lib.errors import Refused
from lib.flows.channel_kinds import KINDS
from lib.outbox import Limits
from lib.publishing import checks, rules
from lib.publishing.checks import Check, Context, said
from lib.publishing.records import Content
from tests.publishing.sample import MARKET, like

RIGHT = "Trh je v\u00a0sobotu 28.\u00a0listopadu 2026 od 9:00 na náměstí Svobody."


def _codes(text: str, channel: str = "web", **changes: object) -> list[str]:
    return [check.code for check in checks.checks(text, channel, like(**changes) if changes else MARKET)]


def _blocking(text: str, channel: str = "web", **changes: object) -> list[str]:
    found = checks.checks(text, channel, like(**changes) if changes else MARKET)
    return [check.code for check in found if check.blocking]


def test_a_right_text_passes() -> None:
    assert checks.checks(RIGHT, "web", MARKET) == []


PLATFORMS = {name: KINDS[name].limits for name in ("facebook", "instagram", "sms")}
KNOWN = Context(limits={"web": rules.FEEDS, **PLATFORMS}, own_limits=rules.own_limits(5_000, 3))


def _told(text: str, channel: str, context: Context = KNOWN) -> list[Check]:
    found = checks.found(Content("Zpráva", texts={"web": RIGHT, channel: text}), context)[channel]
    return [check for check in found if check.blocking]


@pytest.mark.parametrize(
    ("channel", "longest", "whose"),
    [
        ("web", 20_000, "Web jich dovolí 20000"),
        ("facebook", 5_000, "úřad si pro Facebook nastavil nejvýše 5000"),
        ("instagram", 2_200, "Instagram jich dovolí 2200"),
        ("sms", 459, "úřad si nastavil nejvýše 3"),
    ],
)
def test_each_channel_has_its_limit_or_the_office_has_a_lower_one(channel: str, longest: int, whose: str) -> None:
    assert _told("a" * longest, channel) == []
    (check,) = _told("a" * (longest + 1), channel)
    assert check.code == "too_long"
    assert whose in str(check)


def test_an_office_that_has_set_nothing_sends_as_much_as_the_channel_takes() -> None:
    bare = replace(KNOWN, own_limits=rules.own_limits(0, 0))
    assert _told("a" * 5_001, "facebook", bare) == _told("a" * 460, "sms", bare) == []
    assert ["Facebook jich dovolí 63206" in str(check) for check in _told("a" * 63_207, "facebook", bare)] == [True]
    assert ["nejvýše 10" in str(check) for check in _told("a" * 1_531, "sms", bare)] == [True]


def test_what_is_over_both_limits_is_said_once_and_of_the_channel() -> None:
    assert ["63206" in str(check) for check in _told("a" * 63_207, "facebook")] == [True]


@pytest.mark.parametrize(
    ("refused", "own", "both"),
    [(Limits(10), Limits(5), 5), (Limits(5), Limits(10), 5), (Limits(None), Limits(5), 5), (Limits(5), None, 5)],
)
def test_the_lower_limit_is_counted_against(refused: Limits, own: Limits | None, both: int) -> None:
    assert rules.lower(refused, own).characters == both


def test_thirty_hashtags_pass_and_one_more_does_not() -> None:
    tags = " ".join(f"#akce{n}" for n in range(30))
    assert _told(tags, "instagram") == []
    assert [check.code for check in _told(f"{tags} #navic", "instagram")] == ["hashtags"]
    assert _told(f"{tags} #navic", "facebook") == []


def test_what_is_counted_is_what_is_sent() -> None:
    assert _told("  " + "e\u030c" * 5_000 + " \r\n", "facebook") == []
    assert [check.code for check in _told("€" * 230, "sms")] == ["too_long"]


@pytest.mark.parametrize(
    ("text", "encoding", "parts"),
    [
        ("Upozorneni: dnes 18-22 h odstavka vody, Masarykova trida.", "GSM-7", 1),
        ("Upozornění: dnes 18–22 h odstávka vody, Masarykova třída.", "UCS-2", 1),
        ("Kafé", "GSM-7", 1),
        ("dnes 18–22 h", "UCS-2", 1),
        ("cena 100 €", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("ě" * 70, "UCS-2", 1),
        ("ě" * 71, "UCS-2", 2),
        ("a" * 159 + "€", "GSM-7", 2),
    ],
)
def test_messages_are_counted_as_the_network_counts_them(text: str, encoding: str, parts: int) -> None:
    measured = sms.measure(rules.sent(text))
    assert (measured.encoding, measured.parts) == (encoding, parts)
    told = [check for check in checks.checks(text, "sms") if check.code == "parts"]
    assert [check.values["n"] for check in told] == ([parts] if 1 < parts <= 3 else [])


def test_diacritics_in_a_message_are_dear_and_the_plain_text_is_offered() -> None:
    (dear, parts) = checks.checks("ě" * 100, "sms")
    assert (dear.code, dear.mended, parts.code) == ("dear", "e" * 100, "parts")


@pytest.mark.parametrize(
    "text",
    [
        "v pátek 28. listopadu 2026 na náměstí",
        "v pátek 28. 11. na náměstí Svobody",
        "pa 28.11. namesti Svobody",
        "pátek 28.11.2026 náměstí",
    ],
)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_weekday_of_another_date_blocks(text: str, channel: str) -> None:
    assert _blocking(text, channel) == ["weekday"]


@pytest.mark.parametrize("text", ["v pátek 27. 11. náměstí", "29. listopadu 2026 náměstí", "namesti so 28.11.2027"])
def test_another_day_than_the_event_blocks(text: str) -> None:
    assert "date_differs" in _blocking(text)


def test_a_deadline_beside_the_right_day_passes() -> None:
    assert _blocking("Přihlášky do 20. 11., trh 28. 11. na náměstí Svobody") == []


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    ball = {"starts_on": "2027-01-02", "ends_on": "2027-01-02", "starts_at": None, "venue": None}
    assert _blocking("Lístky od čtvrtka 31. 12., ples v sobotu 2. ledna", "facebook", **ball) == []


def test_a_day_inside_a_longer_event_passes() -> None:
    days = {"starts_on": "2026-11-27", "ends_on": "2026-11-29"}
    assert _blocking("v neděli 29. 11. na náměstí", **days) == []
    assert _blocking("v pondělí 30. 11. na náměstí", **days) == ["date_differs"]


def test_a_lonely_wrong_weekday_warns() -> None:
    assert _codes("Trh: neděle, náměstí Svobody") == ["weekday"]
    assert _codes("Trh: sobota, náměstí Svobody") == []


def test_a_date_that_does_not_exist_blocks() -> None:
    assert "no_such_date" in _blocking("28. 11. 2026, přihlášky do 31. 9. 2026, náměstí")


@pytest.mark.parametrize("text", ["od 10:00", "v 17 h", "10–12 hodin", "v 9.30"])
def test_another_time_blocks(text: str) -> None:
    assert _blocking(f"{text} na náměstí Svobody", "facebook") == ["time_differs"]


@pytest.mark.parametrize("text", ["od 9:00", "v 9 h", "9–15 hodin", "9.00", "9:00, v 10:00 průvod", "vstup 30.50 Kč"])
def test_the_right_time_passes(text: str) -> None:
    assert _blocking(f"{text} na náměstí Svobody") == []


def test_a_time_that_the_calendar_does_not_know_warns() -> None:
    (check,) = checks.checks("od 9:00 na náměstí", "facebook", like(starts_at=None, ends_at=None))
    assert (check.code, check.blocking) == ("time_unknown", False)


def test_another_venue_blocks_and_a_missing_one_warns() -> None:
    venues = ("Lipový park", "náměstí Svobody")
    (other,) = checks.checks("Lipový park zve", "facebook", MARKET, venues)
    assert (other.code, other.blocking) == ("place_differs", True)
    (missing,) = checks.checks("Přijďte na trh.", "facebook", MARKET, venues)
    assert (missing.code, missing.blocking) == ("no_place", False)
    assert not checks.checks("V\u00a0Lipovém parku je trh", "facebook", like(venue="Lipový park"), venues)


@pytest.mark.parametrize(("state", "word"), [("cancelled", "zrušen"), ("postponed", "přesouvá se")])
def test_what_is_not_held_must_be_said(state: str, word: str) -> None:
    assert _blocking("Trh na náměstí Svobody", "facebook", state=state) == ["state"]
    assert _blocking(f"Trh na náměstí Svobody: {word}", "facebook", state=state) == []


def test_typography_is_offered_everywhere_but_in_messages() -> None:
    (check,) = checks.checks('Trh "U kašny" - náměstí', "facebook", MARKET)
    assert (check.blocking, check.mended) == (False, "Trh „U\u00a0kašny“ – náměstí")
    assert checks.checks('Trh "U kasny" - namesti', "sms", MARKET) == []


def test_alt_texts_titles_and_closed_events() -> None:
    found = checks.found(Content("", texts={"web": RIGHT}, alts={"1080x1080": " "}), Context(event=MARKET))
    assert [check.code for check in found[""]] == ["no_title", "alt"]
    long = checks.found(Content("T" * 201, texts={"web": RIGHT}, alts={"1080x1080": "a" * 251}), Context(event=MARKET))
    assert [(check.code, check.blocking) for check in long[""]] == [("long_title", True), ("long_alt", False)]
    closed = checks.found(Content("Trh", texts={"web": RIGHT}), Context(event=like(kind="visit")))
    assert [(check.code, check.blocking) for check in closed[""]] == [("not_public", False)]


@pytest.mark.parametrize(
    ("kind", "title", "public"),
    [
        ("town", "Trh", True),
        ("visit", "Delegace", False),
        ("ceremony", "Gratulace", False),
        ("council", "Schůze rady města (2/7)", False),
        ("council", "Zasedání zastupitelstva", True),
    ],
)
def test_which_events_are_public(kind: str, title: str, public: bool) -> None:
    assert rules.is_public(kind, title) is public


def test_every_sentence_can_be_read() -> None:
    texts = ["", "a" * 30_000, "v pátek 28. 11. 2026 v 8:00", "29. 2. 2026", "V neděli", '"']
    for text in texts:
        for channel in rules.CHANNELS:
            for check in checks.checks(text, channel, MARKET, ("Lipový park",)):
                assert "{" not in str(check)


def test_somebody_says_why_a_post_that_is_out_is_mended() -> None:
    assert rules.said_why(" chyba ") == "chyba"
    with pytest.raises(Refused) as refused:
        rules.said_why("  ")
    assert (refused.value.field, str(refused.value)) == ("reason", "Napište důvod; zůstane v historii příspěvku.")


def test_times_and_addresses() -> None:
    assert said.times("28.11. v 9.30 a 17:00, www.web.example/10:20, tel. 500 000 100, cena 90.50 Kč") == [
        "09:30",
        "17:00",
    ]
