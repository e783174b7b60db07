"""First drafts: golden texts, and that no event gives one that a channel would refuse."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lib.czech import sms, typography
from lib.events import Event
from lib.events.rules import KINDS, STATES
from lib.flows import channel_kinds
from lib.publishing import checks, rules
from lib.publishing.checks.lengths import exceeded
from lib.publishing.drafts import Town, alt_from, on_day, title_from, variants_from
from tests.laws import examples
from tests.publishing.sample import MARKET, TOWN, like


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_first_draft_of_a_market() -> None:
    texts = {channel: _plain(text) for channel, text in variants_from(MARKET, TOWN).items()}
    assert texts == {
        "web": "Zveme vás na akci „Farmářský trh“. Koná se v sobotu 28. listopadu 2026 od 9:00 do 15:00."
        " Místo konání: náměstí Svobody. Pořadatel: Technické služby Brázdov. Vstup je volný.",
        "facebook": "Farmářský trh\nSobota 28. listopadu 2026, 9:00–15:00, náměstí Svobody\n\n"
        "Zveme vás na akci „Farmářský trh“. Koná se v sobotu 28. listopadu 2026 od 9:00 do 15:00."
        " Pořadatel: Technické služby Brázdov. Vstup je volný.\n\nVíce na www.brazdov.example",
        "instagram": "Farmářský trh\n\nSobota 28. listopadu 2026, 9:00–15:00\nnáměstí Svobody\n"
        "Pořadatel: Technické služby Brázdov.\nVstup je volný.\n\n#Brázdov #akceměsta",
        "sms": "Brazdov: Farmarsky trh, so 28.11. 9:00-15:00, namesti Svobody, vstup je volny",
    }


@pytest.mark.parametrize(
    ("changes", "web"),
    [
        ({"starts_at": None, "ends_at": None, "venue": None, "organiser": None, "admission": ""},
         "Zveme vás na akci „Farmářský trh“. Koná se v sobotu 28. listopadu 2026."),
        ({"starts_on": "2026-05-01", "ends_on": "2026-05-03", "venue": None, "organiser": None, "admission": "390,-"},
         "Zveme vás na akci „Farmářský trh“. Koná se od pátku 1. května do neděle 3. května 2026, začátek v 9:00."
         " Vstupné: 390 Kč."),
        ({"kind": "memorial", "state": "held", "venue": None, "organiser": None, "ends_at": None},
         "V sobotu 28. listopadu 2026 od 9:00 se konal pietní akt „Farmářský trh“."),
        ({"kind": "council", "state": "cancelled", "venue": None, "organiser": None, "starts_at": None},
         "Jednání „Farmářský trh“, které se mělo konat v sobotu 28. listopadu 2026, je zrušeno."
         " Děkujeme za pochopení."),
        ({"state": "postponed", "venue": None, "organiser": None, "starts_at": None},
         "Akce „Farmářský trh“, která se měla konat v sobotu 28. listopadu 2026, se v tomto termínu nekoná."
         " Nový termín oznámíme."),
    ],
)  # fmt: skip
def test_other_events(changes: dict[str, object], web: str) -> None:
    assert _plain(variants_from(like(**changes), TOWN)["web"]) == web


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", ""), ("0", "Vstup je volný."), ("zdarma", "Vstup je volný."), ("dobrovolné", "Vstupné je dobrovolné."),
        ("70,-", "Vstupné: 70 Kč."), ("1 200", "Vstupné: 1 200 Kč."), ("děti 30 Kč", "Vstupné: děti 30 Kč."),
    ],
)  # fmt: skip
def test_admission_in_words(said: str, sentence: str) -> None:
    text = _plain(variants_from(like(admission=said, organiser=None, venue=None), TOWN)["web"])
    assert text.partition("15:00.")[2].strip() == sentence


def test_the_days_of_a_week() -> None:
    said = [on_day(like(starts_on=f"2026-11-{day}", ends_on=f"2026-11-{day}")).split(" 2")[0] for day in range(23, 30)]
    assert said == ["v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu", "v neděli"]


def test_quotation_marks_inside_a_title() -> None:
    event = like(title='Beseda "Jak jsme žili"')
    assert title_from(event) == "Beseda „Jak jsme žili“"
    assert "„Beseda ‚Jak jsme žili‘“" in _plain(variants_from(event, TOWN)["web"])


def test_what_colleagues_wrote_to_an_event_is_not_in_its_posts() -> None:
    assert "fotografie" in MARKET.description
    assert not any("fotografie" in text for text in variants_from(MARKET, TOWN).values())


def test_a_message_leaves_out_what_does_not_fit() -> None:
    long = like(title="Slavnostní rozsvícení vánočního stromu a vystoupení dětských souborů ze škol", venue="Z" * 90)
    text = variants_from(long, TOWN)["sms"]
    assert text.startswith("Brazdov: Slavnostni")
    assert "ZZZ" not in text
    assert "volny" not in text


def test_an_alt_text_says_what_is_on_the_card() -> None:
    assert _plain(alt_from(MARKET)) == "Farmářský trh, sobota 28. listopadu 2026, 9:00–15:00, náměstí Svobody"


words = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=400)
days = some.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
hours = some.none() | some.times().map(lambda time: f"{time:%H:%M}")


@some.composite
def any_event(draw: some.DrawFn) -> Event:
    first = draw(days)
    last = first + dt.timedelta(days=draw(some.integers(0, 500)))
    return like(
        title=draw(words.filter(str.strip)),
        kind=draw(some.sampled_from(list(KINDS))),
        state=draw(some.sampled_from(list(STATES))),
        starts_on=first.isoformat(),
        ends_on=last.isoformat(),
        starts_at=draw(hours),
        ends_at=draw(hours),
        venue=draw(some.none() | words),
        organiser=draw(some.none() | words),
        admission=draw(words),
    )


@settings(max_examples=examples(60), deadline=None)
@given(any_event())
def test_a_draft_of_any_event_fits_every_channel(event: Event) -> None:
    texts = variants_from(event, TOWN)
    limits = {"web": rules.FEEDS} | {
        channel: channel_kinds.KINDS[channel].limits for channel in ("facebook", "instagram", "sms")
    }
    for channel, text in texts.items():
        found = exceeded(text, channel, limits[channel], rules.own_limits(5_000, 3).get(channel))
        assert [check.code for check in found] in ([], ["hashtags"] if "#" in event.title else [])
    assert sms.measure(texts["sms"]).parts == 1
    assert len(title_from(event)) <= rules.LONGEST_TITLE
    assert len(alt_from(event)) <= rules.LONGEST_ALT


tame = some.text("abcdeěščřžýáíé ", min_size=3, max_size=60).filter(lambda text: len(text.split()) > 0)


@settings(max_examples=examples(60), deadline=None)
@given(any_event(), tame, tame)
def test_a_draft_does_not_contradict_its_event(event: Event, title: str, venue: str) -> None:
    from dataclasses import replace

    event = replace(event, title=title, venue=venue, organiser="Město", admission="")
    for channel, text in variants_from(event, TOWN).items():
        blocking = [check for check in checks.checks(text, channel, event) if check.blocking]
        assert not blocking, (text, [str(check) for check in blocking])
        assert channel == "sms" or typography.mend(text) == text


def test_a_town_without_an_address() -> None:
    assert Town("Brázdov", "www.brazdov.example").host == "www.brazdov.example"
    assert Town("Brázdov", "").host == ""
