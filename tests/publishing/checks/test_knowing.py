"""What the office knows when a post is checked, and the bases on which personal data go out."""

import datetime as dt
from typing import Any

import pytest

from lib import audit, clock, settings, store
from lib.access import User
from lib.errors import BadInput, NotFound, Refused
from lib.outbox import Limits
from lib.publishing import checks
from lib.publishing.actions import consents
from lib.publishing.checks import Context
from lib.publishing.queries import knowing
from lib.publishing.queries.consents import of_story
from lib.publishing.records import Content
from tests.publishing.sample import MARKET, photograph

TOMORROW = dt.date(2026, 11, 24)


@pytest.fixture
def story(office: object, spokesperson: User) -> int:
    """The id of an empty post."""
    with store.write() as db:
        row = db.conn.execute(
            "insert into story (title, created_by, created_at, updated_by, updated_at) values ('Zpráva', 'a', :at, 'a',"
            " :at) returning id",
            {"at": clock.stamp()},
        ).fetchone()
    return int(row[0])


def _add(story: int, by: User, **changes: Any) -> int:
    asked: dict[str, Any] = {"scope": ("web",), "valid_until": TOMORROW, "reference": "KS 12/2026"} | changes
    with store.write() as db:
        subject, basis = asked.pop("subject", "Marie Nováková"), asked.pop("basis", "consent")
        return consents.add(db, story, subject, basis, **asked, by=by)


def _context(story: int | None, by: User, **more: Any) -> Context:
    with store.read() as db:
        return knowing.context_of(db, story, None, by=by, **more)


def test_a_consent_opens_its_channel_until_it_is_taken_back(story: int, spokesperson: User) -> None:
    content = Content("Zpráva", texts={"web": "Paní Marie Nováková oslavila 90 let."})

    def blocked() -> bool:
        found = checks.found(content, _context(story, spokesperson))
        return any(check.code == "jubilee" for check in found["web"])

    assert blocked()
    consent = _add(story, spokesperson)
    assert not blocked()
    with store.write() as db:
        consents.revoke(db, consent, by=spokesperson)
    assert blocked()
    with store.read() as db:
        (row,) = of_story(db, story, by=spokesperson).to_dicts()
        deeds = [entry["what"] for entry in audit.history(db, f"story:{story}")]
    assert (row["subject"], row["scope"], row["valid_until"], row["reference"]) == (
        "Marie Nováková", "web", TOMORROW, "KS 12/2026",
    )  # fmt: skip
    assert deeds == ["publishing.consent_back", "publishing.consent"]
    with store.write() as db, pytest.raises(Refused, match="už je odvolaný"):
        consents.revoke(db, consent, by=spokesperson)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"scope": ()}, "scope"),
        ({"reference": " "}, "reference"),
        ({"valid_until": dt.date(2026, 11, 22)}, "valid_until"),
    ],
)
def test_a_consent_without_its_details_is_refused(
    story: int, spokesperson: User, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        _add(story, spokesperson, **changes)
    assert refused.value.field == field


def test_other_bases_need_no_paper_and_strange_ones_are_ours_to_mend(story: int, spokesperson: User) -> None:
    _add(story, spokesperson, basis="name_only", scope=(), valid_until=None, reference="")
    with pytest.raises(KeyError):
        _add(story, spokesperson, basis="whatever")
    with pytest.raises(NotFound):
        _add(story + 1, spokesperson)
    with store.write() as db, pytest.raises(NotFound):
        consents.revoke(db, 99, by=spokesperson)


def test_what_is_the_offices_own(story: int, spokesperson: User) -> None:
    with store.write() as db:
        db.conn.execute(
            "insert into party (name, folded, kind, phone, email, address, created_at) values ('TJ Sokol', 'tj sokol',"
            " 'organisation', '+420 604 111 222', 'sokol.brazdov@gmail.com', 'Polní 12, 739 99 Brázdov', '')"
        )
        db.conn.execute(
            "insert into office_holder (name, office, valid_from, created_at) values ('Jana Horáková', 'starostka',"
            " '2026-01-01', '')"
        )
        db.conn.execute(
            "insert into special_day (kind, first_on, last_on, name)"
            " values ('election', '2026-12-04', '2026-12-05', 'x')"
        )
    known = _context(story, spokesperson)
    assert known.own.phones >= {"604111222", "500000100"}
    assert known.own.emails >= {"sokol.brazdov@gmail.com", "kancelar@brazdov.example"}
    assert known.own.hosts == {"www.brazdov.example", "brazdov.example"}
    assert "Polní 12" in known.own.addresses
    assert known.officials == ("Jana Horáková",)
    assert known.day == dt.date(2026, 11, 23)
    assert known.regime.voting == (dt.date(2026, 12, 4), dt.date(2026, 12, 5))
    assert not known.regime.holds(dt.date(2026, 11, 23))


def test_the_settings_of_elections_and_words(story: int, people: dict[str, User], spokesperson: User) -> None:
    values = {
        "election_from": "1. 11. 2026",
        "election_to": "5. 12. 2026",
        "election_words": "ABC; Hora",
        "words": "čučoriedka; -",
    }
    with store.write() as db:
        for code, value in values.items():
            settings.change(db, f"publishing.{code}", value, valid_from=clock.today(), by=people["head"])
    known = _context(None, spokesperson)
    assert known.regime.holds(dt.date(2026, 11, 23))
    assert known.regime.words == ("ABC", "Hora")
    with store.read() as db:
        assert {"čučoriedka", "Brázdov"} <= knowing.own_words(db, by=spokesperson)
        assert "-" not in knowing.own_words(db, by=spokesperson)


@pytest.mark.parametrize(
    ("note", "scope"),
    [
        ("", set()),
        ("souhlas z 3. 5., web a Facebook", {"web", "facebook"}),
        ("jen FB, IG", {"facebook", "instagram"}),
        ("vše", {"*"}),
        ("pro noviny", {"paper"}),
    ],
)
def test_the_channels_of_a_photographs_consent(note: str, scope: set[str]) -> None:
    assert knowing.scope_of(note) == scope


def test_the_photographs_of_a_post(story: int, spokesperson: User) -> None:
    with store.write() as db:
        until = dt.date(2026, 11, 30)
        photo_id = photograph(db, licence="consent", licence_note="web", licence_until=until, by=spokesperson)
        store.insert_many(db, "story_photo", ("story_id", "photo_id", "place", "alt"), [(story, photo_id, 1, "")])
    (photo,) = _context(story, spokesperson).photos
    assert (photo.alt, photo.licence, photo.scope, photo.licence_until, photo.withdrawn) == (
        "Lidé mezi stánky", "consent", {"web"}, until, False,
    )  # fmt: skip


def test_a_post_about_an_event_ahead_is_promotion(office: object, spokesperson: User) -> None:
    for day, promotional in ((dt.date(2026, 11, 27), True), (dt.date(2026, 11, 28), False)):
        with store.read() as db:
            assert knowing.context_of(db, None, MARKET, day=day, by=spokesperson).promotional is promotional


def test_the_spelling_of_a_post_leaves_the_message_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowing.spelling, "check_all", lambda texts, _: dict.fromkeys(texts))
    content = Content("Trh", texts={"web": "Trh", "sms": "Trh so", "facebook": ""}, body="Trh")
    assert knowing.spelled(content, frozenset()) == {"": None, "body": None, "web": None}


def test_the_office_sets_its_own_lengths(spokesperson: User, people: dict[str, User]) -> None:
    assert _context(None, spokesperson).own_limits == {"facebook": Limits(5_000), "sms": Limits(3, "sms parts")}
    with store.write() as db:
        for code, value in (("publishing.facebook_characters", 0), ("publishing.sms_parts", 1)):
            settings.change(db, code, value, valid_from=clock.today(), by=people["head"])
    assert _context(None, spokesperson).own_limits == {"sms": Limits(1, "sms parts")}
