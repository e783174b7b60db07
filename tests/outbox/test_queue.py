"""The queue: what is taken and what waits, what is late, what people serve by hand and decide."""

import datetime as dt

import pytest

from lib import audit, clock, outbox, store
from lib.access import User
from lib.errors import BadInput, NotAllowed, NotFound, OfficeError, Refused
from lib.outbox import NoAnswer, Outcome, RateLimited, Transient, parts
from tests.outbox.conftest import BY_HAND, KIND, PARCEL, Scripted, claimed, delivered, got, later, put


@pytest.fixture(autouse=True)
def _channel(channel: Scripted) -> None:
    """Every test here has the channels."""


def _set(state: str, *, left: bool = False) -> None:
    with store.write() as db:
        db.conn.execute("update outbox set state = ?, left_at = ?", (state, clock.stamp() if left else None))


def _deeds(message_id: int = 1) -> list[str]:
    with store.read() as db:
        return [one["what"] for one in audit.history(db, f"outbox:{message_id}")]


def test_what_is_due_is_taken_once_with_its_parcel(people: dict[str, User]) -> None:
    assert put(people) == 1
    message = claimed()
    assert message is not None
    assert (message.key, message.tries, message.state, message.parcel) == ("k-1", 1, "sending", PARCEL)
    assert claimed() is None


def test_what_is_not_due_waits(people: dict[str, User]) -> None:
    put(people, minutes=10)
    assert claimed() is None
    with later(minutes=10):
        assert claimed() is not None


def test_the_same_key_is_the_same_message(people: dict[str, User]) -> None:
    assert put(people) == put(people, minutes=5) == 1
    assert put(people, "k-2") == 2


def test_a_channel_has_to_be_set_up_first(people: dict[str, User]) -> None:
    with pytest.raises(NotFound, match="mastodon"):
        put(people, channel="mastodon")


def test_the_deed_that_fails_takes_its_message_back(people: dict[str, User]) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as db:
        outbox.put(db, "web", "k-1", PARCEL, clock.now(), by=people["head"])
        raise ZeroDivisionError
    assert claimed() is None


def test_a_dead_sender_that_sent_nothing_costs_nothing(people: dict[str, User]) -> None:
    put(people)
    assert claimed() is not None
    with later(minutes=2), store.write() as db:
        assert outbox.expire(db) == 0
    with later(seconds=121):
        again = claimed()
    assert again is not None
    assert (again.tries, again.left_at) == (2, None)


def test_a_dead_sender_whose_message_left_leaves_it_unknown(people: dict[str, User]) -> None:
    put(people)
    message = claimed()
    assert message is not None
    with store.write() as db:
        assert outbox.queue.leaves(db, message)
    with later(seconds=121), store.write() as db:
        assert outbox.expire(db) == 1
    assert (got().state, got().trouble, got().left_at) == ("unknown", "unknown", clock.stamp())


def test_what_is_later_than_its_grace_is_asked_about(people: dict[str, User]) -> None:
    put(people, grace_minutes=60)
    with later(minutes=60), store.write() as db:
        assert outbox.miss_late(db) == 0
    with later(minutes=61):
        assert claimed() is None, "it is late even before anybody marks it"
        with store.write() as db:
            assert outbox.miss_late(db) == 1
            assert outbox.miss_late(db) == 0
    assert (got().state, _deeds()) == ("missed", ["outbox.missed"])


def test_a_late_unknown_is_still_asked_about(people: dict[str, User]) -> None:
    put(people, grace_minutes=0)
    _set("unknown", left=True)
    with later(days=1), store.write() as db:
        assert outbox.miss_late(db) == 0
        assert outbox.claim(db) is not None


def test_a_channel_that_is_off_lets_its_messages_wait_and_says_so(people: dict[str, User]) -> None:
    put(people)
    with store.write() as db:
        outbox.switch(db, "web", False, by=people["head"])
    with later(minutes=20):
        assert claimed() is None
    with later(hours=9), store.write() as db:
        assert outbox.miss_late(db) == 0
    with store.write() as db:
        assert outbox.waiting(db, by=people["head"])["why"].to_list() == ["Kanál je vypnutý; zpráva čeká."]
        outbox.switch(db, "web", True, by=people["head"])
        outbox.switch(db, "web", True, by=people["head"])
        deeds = [one["what"] for one in audit.history(db, "channel:web")]
    assert deeds.count("channels.switch") == 2
    with later(hours=9), store.write() as db:
        assert outbox.miss_late(db) == 1


def test_a_channel_by_hand_is_handed_over_when_due_and_confirmed(people: dict[str, User]) -> None:
    put(people, minutes=5, channel="radio")
    with store.write() as db:
        assert outbox.hand_over(db) == 0
    with later(minutes=5):
        assert claimed() is None
        with store.write() as db:
            assert outbox.hand_over(db) == 1
            outbox.hand_over_done(db, 1, 1200, clock.now(), by=people["spokesperson"])
            kept = store.rows(db, "select recipients, settled_at from outbox")[0]
            assert kept == {"recipients": 1200, "settled_at": clock.stamp()}
    assert (got().state, _deeds()) == ("published", ["outbox.hand_over_done", "outbox.handover"])


@pytest.mark.parametrize(("recipients", "minutes", "field"), [(-1, 0, "recipients"), (1, 5, "at")])
def test_a_confirmation_has_to_make_sense(people: dict[str, User], recipients: int, minutes: int, field: str) -> None:
    put(people, channel="radio")
    with pytest.raises(BadInput) as caught, store.write() as db:
        at = clock.now() + dt.timedelta(minutes=minutes)
        outbox.hand_over_done(db, 1, recipients, at, by=people["head"])
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("deed", "allowed"),
    [
        ("cancel", {"queued", "missed", "handover", "failed"}),
        ("send_now", {"queued", "missed", "failed"}),
        ("resolve", {"unknown"}),
        ("hand_over_done", {"queued", "missed", "handover"}),
    ],
)
@pytest.mark.parametrize(
    "state", ["queued", "sending", "published", "failed", "unknown", "missed", "handover", "cancelled"]
)
def test_what_people_may_do_in_which_state(people: dict[str, User], deed: str, allowed: set[str], state: str) -> None:
    put(people)
    _set(state)
    if state in allowed:
        _do(deed, people["spokesperson"])
        assert _deeds() == [f"outbox.{deed}"]
    else:
        with pytest.raises(Refused):
            _do(deed, people["spokesperson"])
        assert got().state == state


def _do(deed: str, by: User, message_id: int = 1) -> None:
    with store.write() as db:
        if deed == "resolve":
            outbox.resolve(db, message_id, was_published=False, by=by)
        elif deed == "hand_over_done":
            outbox.hand_over_done(db, message_id, None, clock.now(), by=by)
        else:
            {"cancel": outbox.cancel, "send_now": outbox.send_now}[deed](db, message_id, by=by)


@pytest.mark.parametrize("deed", ["cancel", "send_now", "resolve", "hand_over_done"])
def test_only_who_publishes_decides(people: dict[str, User], deed: str) -> None:
    put(people)
    with pytest.raises(NotAllowed):
        _do(deed, people["editor"])
    with pytest.raises(NotFound):
        _do(deed, people["head"], message_id=9)


@pytest.mark.parametrize("state", ["queued", "missed", "failed"])
def test_sending_now_means_in_the_next_turn(people: dict[str, User], state: str) -> None:
    put(people, minutes=300 if state == "queued" else -300)
    _set(state)
    _do("send_now", people["spokesperson"])
    message = claimed()
    assert message is not None
    assert (message.publish_at, message.failures) == (clock.stamp(), 0)


def test_a_cancelled_message_never_leaves(people: dict[str, User]) -> None:
    put(people)
    _do("cancel", people["spokesperson"])
    with later(minutes=60):
        assert claimed() is None


@pytest.mark.parametrize(("was_published", "state"), [(True, "published"), (False, "queued")])
def test_a_person_resolves_the_unknown_even_long_after(
    people: dict[str, User], was_published: bool, state: str
) -> None:
    put(people, minutes=-1_000)
    _set("unknown", left=True)
    with store.write() as db:
        outbox.resolve(db, 1, was_published=was_published, by=people["spokesperson"])
    assert (got().state, got().left_at) == (state, None)
    assert (claimed() is not None) == (not was_published)


def test_a_part_that_did_not_arrive_goes_again_even_long_after(people: dict[str, User]) -> None:
    put(people)
    with store.write() as db:
        assert parts.begin(db, "k-1", "+420500000100")
        parts.settle(db, "k-1", "+420500000100", "unknown")
    _set("published")
    with store.write() as db:
        db.conn.execute("update outbox set publish_at = '2026-11-22T08:00:00Z'")
        parts.decide(db, "k-1", "+420500000100", arrived=False, by=people["spokesperson"])
    assert claimed() is not None


def test_everything_unsettled_is_shown_with_its_reason(people: dict[str, User], channel: Scripted) -> None:
    for number in range(3):
        put(people, f"k-{number}")
    put(people, "r-1", channel="radio")
    channel.said["submit"] = [
        Transient("no connection"),
        NoAnswer("timeout"),
        RateLimited("slowly", clock.now() + dt.timedelta(minutes=5)),
    ]
    for _ in range(3):
        delivered(channel)
    with store.write() as db:
        outbox.hand_over(db)
        frame = outbox.waiting(db, by=people["reader"])
    assert frame.schema == outbox_schema()
    assert frame["state"].to_list() == ["queued", "unknown", "queued", "handover"]
    assert set(frame["title"]) == {PARCEL.title}
    assert frame["why"].to_list() == ["Kanál teď víc nepřijímá; zpráva odejde sama, až to půjde."] * 3 + [""]
    with later(minutes=6), store.read() as db:
        frame = outbox.waiting(db, by=people["reader"])
        assert frame["why"].to_list() == ["no connection", "timeout", "slowly", ""]


def outbox_schema() -> dict[str, object]:
    from lib.outbox.waiting import WAITING

    return dict(WAITING)


def test_an_outcome_needs_no_attempts(people: dict[str, User]) -> None:
    put(people)
    message = claimed()
    assert message is not None
    with store.write() as db:
        assert outbox.settle(db, message, Outcome("failed", trouble=Transient("x")))
        assert outbox.attempts(db, 1, by=people["reader"]).is_empty()


def test_channels_are_kept_with_secrets_in_a_file_of_this_account_only(people: dict[str, User]) -> None:
    from lib.outbox import Asked

    kind = outbox.Kind("toot", "Toot", "web", (
        Asked("url", "Address", "url"), Asked("parts", "Parts", "number"), Asked("loud", "Loud", "flag"),
        Asked("who", "Who", "choice", "all", (("all", "All"),)), Asked("token", "Token", "secret"),
    ), KIND.limits, KIND.make)  # fmt: skip
    options = {"url": " https://m.example ", "parts": "3", "loud": True, "who": "all", "strange": "x", "token": "open"}
    with store.write() as db:
        outbox.save_channel(db, "m", kind, " Mastodon ", options, {"token": " s3cret ", "x": "y"}, by=people["head"])
    file = next(clock_file for clock_file in (store.path().parent / "secrets").iterdir())
    assert (file.name, file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == ("m.json", 0o600, 0o700)
    assert outbox.secrets_of("m") == {"token": "s3cret"}
    with store.write() as db:
        kept = outbox.channel(db, "m", by=people["reader"])
        assert kept.options == {"url": "https://m.example", "parts": 3, "loud": True, "who": "all"}
        assert (kept.name, kept.by_hand, kept.switched_on, kept.version) == ("Mastodon", False, True, 1)
        outbox.save_channel(db, "m", kind, "M", options, {"token": ""}, version=1, by=people["head"])
        assert outbox.secrets_of("m") == {"token": "s3cret"}, "an empty secret keeps what was there"
        assert "s3cret" not in "".join(map(str, audit.history(db, "channel:m")))
        assert [one.name for one in outbox.channels(db, by=people["reader"])] == ["M", "Rádio", "Web města"]
    assert b"s3cret" not in store.path().read_bytes()


@pytest.mark.parametrize(
    ("code", "name", "options", "version", "field"),
    [
        ("Web Města", "Web", {}, None, "code"),
        ("../x", "Web", {}, None, "code"),
        ("web", "Web", {}, None, "code"),
        ("new", "  ", {}, None, "name"),
        ("new", "New", {"url": "ftp://x"}, None, "url"),
        ("new", "New", {"parts": "many"}, None, "parts"),
        ("new", "New", {"who": "nobody"}, None, "who"),
        ("new", "Web\nměsta", {}, None, "name"),
        ("new", "New", {"sender": "Město\r\nBcc: x@y.example"}, None, "sender"),
        ("new", "New", {"name": "Město\u2028Brázdov"}, None, "own.name"),
        ("web", "Web", {}, 7, None),
        ("none", "None", {}, 1, None),
    ],
)
def test_a_channel_that_is_not_set_up_rightly_is_refused(
    people: dict[str, User], code: str, name: str, options: dict[str, str], version: int | None, field: str | None
) -> None:
    from lib.outbox import Asked

    kind = outbox.Kind("toot", "Toot", "web", (
        Asked("url", "Address", "url"), Asked("parts", "Parts", "number"),
        Asked("who", "Who", "choice", "all", (("all", "All"),)), Asked("sender", "Sender"),
        Asked("name", "Name"),
    ), KIND.limits, KIND.make)  # fmt: skip
    with pytest.raises(OfficeError) as caught, store.write() as db:
        outbox.save_channel(db, code, kind, name, options, {}, version=version, by=people["head"])
    assert caught.value.field == field


def test_secrets_that_cannot_be_read_are_said(people: dict[str, User]) -> None:
    folder = store.path().parent / "secrets"
    folder.mkdir()
    (folder / "web.json").write_text("{")
    with pytest.raises(OfficeError, match="web"):
        outbox.secrets_of("web")
    assert outbox.secrets_of("radio") == {}
    with pytest.raises(NotFound):
        outbox.secrets_of("../office")


@pytest.mark.parametrize(
    ("found", "trouble", "error"),
    [
        (outbox.Health("Město", dt.date(2027, 1, 5)), None, None),
        (outbox.Reauth("token"), "reauth", "token"),
        (outbox.Disconnected("gone"), "disconnected", "gone"),
        (Transient("no connection"), None, "no connection"),
    ],
)
def test_the_test_of_a_channel_is_kept(
    people: dict[str, User], found: outbox.Health | outbox.Trouble, trouble: str | None, error: str | None
) -> None:
    with store.write() as db:
        outbox.checked(db, "web", found, by=people["head"])
        kept = outbox.set_up(db, "web")
        assert (kept.trouble, kept.error, kept.checked_at) == (trouble, error, clock.stamp())
        assert kept.token_expires_on == (dt.date(2027, 1, 5) if trouble is error is None else None)
        outbox.checked(db, "web", Transient("no connection"), by=people["head"])
        assert outbox.set_up(db, "web").trouble == trouble, "no network mends nothing and breaks nothing"
        outbox.save_channel(db, "web", KIND, "Web", {}, {}, version=1, by=people["head"])
        assert outbox.set_up(db, "web").trouble is None
        outbox.save_channel(db, "web", BY_HAND, "Web", {}, {}, version=2, by=people["head"])
        assert outbox.set_up(db, "web").by_hand
