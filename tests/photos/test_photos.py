"""The register of photographs: taken in once, described, never used against what was agreed, withdrawn everywhere."""

import dataclasses
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from lib import config, files, photos, store
from lib.access import User
from lib.errors import BadInput, NotFound, OfficeError, Refused
from lib.flows import photo_uses
from lib.photos import Added, Photo, actions, queries, rules, sizes
from lib.press.actions import messages
from lib.press.queries import messages as kept_messages
from lib.press.rules.messages import Message
from lib.tasks import queries as tasks
from tests.laws import examples
from tests.pictures.pictures import encoded

Take = Callable[..., Added]


def one(photo_id: int, by: User) -> Photo:
    with store.read() as db:
        return photos.photo(db, photo_id, by=by)


def test_a_photo_is_taken_in_with_what_is_said_of_it(take: Take, by: User, event: int) -> None:
    added = take(1, "C:\\foto\\DSC_01.JPG", credit="Foto:  Jana  Tichá", alt=" Strom  svítí ", event_id=event)
    found = one(added.id, by)
    assert (found.original_name, found.credit, found.alt) == ("DSC_01.JPG", "Jana Tichá", "Strom svítí")
    assert found.credit_line == "Foto: Jana Tichá"
    assert found.event == "Rozsvícení stromu"
    assert added.new
    assert files.read(found.file)[:3] == b"\xff\xd8\xff"
    with store.read() as db:
        assert photos.of_event(db, event, by=by)["id"].to_list() == [added.id]
        assert photos.photos(db, by=by)["standing"].to_list() == ["ready"]


def test_the_same_file_is_not_taken_twice_and_a_copy_of_it_is_said(take: Take, by: User) -> None:
    """The same bytes are the same photograph; a smaller copy is a new one that looks nearly the same."""
    first, again = take(3), take(3, "kopie.jpg", credit="Někdo jiný")
    assert (again.id, again.new) == (first.id, False)
    assert one(first.id, by).credit == ""
    smaller = Image.open(io.BytesIO(files.read(one(first.id, by).file))).resize((320, 240))
    from lib.pictures import child
    from lib.pictures.reading import Picture

    head, jpeg = child.read(encoded(smaller))
    with store.write() as db:
        copy = actions.add(
            db, Picture(jpeg, 320, 240, "c" * 64, head["likeness"], None, ()), "mala.jpg", photos.Facts(), by=by
        )
    assert copy.new
    assert copy.alike == (first.id,)
    other = take(7)
    assert other.alike == ()
    with store.read() as db:
        assert [near.id for near in photos.alike(db, copy.id, by=by)] == [first.id]


def test_many_are_described_at_once_or_none(take: Take, by: User, event: int) -> None:
    ids = [take(seed).id for seed in (1, 2, 3)]
    with store.write() as db:
        said = actions.edit(db, ids, {"credit": "Petr Zima", "event_id": event}, by=by)
    assert said == 3
    assert {one(i, by).credit for i in ids} == {"Petr Zima"}
    with store.write() as db:
        assert actions.edit(db, ids, {"credit": "Petr Zima"}, by=by) == 0
        actions.withdraw(db, ids[2], "souhlas odvolán", by=by)
    with pytest.raises(Refused, match="stažena z\u00a0oběhu"), store.write() as db:
        actions.edit(db, ids, {"credit": "Někdo jiný"}, by=by)
    assert one(ids[0], by).credit == "Petr Zima"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"licence": "cokoli"}, "licence"), ({"alt": "x" * 251}, "alt"), ({"licence": "consent"}, "licence_note")],
)
def test_what_cannot_be_said_is_refused_beside_its_field(take: Take, facts: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        take(1, **facts)
    assert refused.value.field == field


def test_what_a_photo_may_be_used_for() -> None:
    day, before = dt.date(2026, 11, 23), dt.date(2026, 11, 22)
    may = lambda licence, **how: rules.obstacle(licence, how.get("until"), how.get("off", False),  # noqa: E731
                                                promotion=how.get("promotion", False), day=day)  # fmt: skip
    assert [may(licence) for licence in rules.LICENCES] == [None, None, None]
    assert may("consent", promotion=True) is None
    assert may("consent", promotion=True, until=day) is None
    assert all(may(licence, promotion=True) for licence in ("news", "no_promotion"))
    assert may("consent", until=before)
    assert may("consent", off=True)


def _post(db: store.Database, photo_id: int) -> None:
    """A post with the photograph that is out on Facebook and waits for the web, and a draft."""
    for story, title in ((1, "Strom svítí"), (2, "Koncept")):
        db.conn.execute(
            "insert into story (id, title, created_by, created_at, updated_by, updated_at)"
            f" values ({story}, '{title}', 'x', 'x', 'x', 'x')"
        )
        db.conn.execute("insert into story_photo (story_id, photo_id, place) values (?, ?, 1)", (story, photo_id))
    for number, channel, state in ((1, "facebook", "published"), (2, "web", "queued")):
        db.conn.execute(
            "insert into outbox (id, channel, key, payload, state, publish_at, next_try_at, created_by, created_at)"
            f" values ({number}, '{channel}', 'k{number}', '{{}}', '{state}', 'x', 'x', 'x', 'x')"
        )
        db.conn.execute(
            "insert into post (story_id, channel, content_hash, message_id, wall_time, by_login, at)"
            f" values (1, '{channel}', '{'a' * 64}', {number}, 'x', 'x', 'x')"
        )


def test_withdrawing_sets_a_task_for_each_place_where_it_is_out(take: Take, by: User) -> None:
    photo_id = take(1, credit="Jana Tichá").id
    with store.write() as db:
        _post(db, photo_id)
        file = one(photo_id, by).file
        db.conn.execute(
            "insert into event (uid, title, kind, starts_on, ends_on, state, created_at, updated_at, picture)"
            " values ('a@b', 'Trh', 'town', '2026-11-28', '2026-11-28', 'confirmed', 'x', 'x', ?)", (file,)
        )  # fmt: skip
        used = photo_uses.uses(db, photo_id, by=by)
        with pytest.raises(BadInput, match="proč"):
            photo_uses.withdraw(db, photo_id, "  ", by=by)
        made = photo_uses.withdraw(db, photo_id, "Rodiče odvolali souhlas", by=by)
        found = tasks.of(db, f"photo:{photo_id}", by=by)
    states = {(row["kind"], row["title"]): (row["state"], row["channels"]) for row in used.iter_rows(named=True)}
    assert states == {
        ("story", "Strom svítí"): ("out", "facebook, web"), ("story", "Koncept"): ("draft", ""),
        ("event", "Trh"): ("out", ""),
    }  # fmt: skip
    assert len(made) == 2
    assert set(found["title"]) == {
        "Stáhnout fotografii z příspěvku „Strom svítí“ (facebook, web)",
        "Stáhnout fotografii z akce „Trh“",
    }
    assert set(found["due_on"]) == {dt.date(2026, 11, 23)}
    assert "odvolali" in found["note"][0]
    assert one(photo_id, by).obstacle(promotion=False)


def test_a_message_to_citizens_loses_its_photo_and_its_approval(take: Take, by: User) -> None:
    """It stands on the sheet that is handed over; withdrawn, it must not be sent."""
    photo_id = take(1, alt="Lidé u kašny").id
    text = Message("culture", "Trh", text_app="Přijďte.", channels=("app",), photo_id=take(2).id)
    with store.write() as db:
        number = messages.draft(db, text, by=by)
        with pytest.raises(Refused, match="co je na fotografii"):
            messages.approve(db, number, 1, by=by)
        messages.save(db, number, dataclasses.replace(text, photo_id=photo_id), 1, by=by)
        assert messages.approve(db, number, 2, by=by)
        assert photo_uses.why_kept(db, photo_id, by=by)
        photo_uses.withdraw(db, photo_id, "souhlas odvolán", by=by)
        assert kept_messages.message(db, number, by=by).state == "draft"
        assert tasks.of(db, f"photo:{photo_id}", by=by)["title"].to_list() == [
            "Stáhnout fotografii ze zprávy občanům „Trh“"
        ]
        with pytest.raises(Refused, match="stažena"):
            messages.approve(db, number, 4, by=by)


def test_a_withdrawal_happens_once_and_a_mistaken_one_is_taken_back(take: Take, by: User) -> None:
    photo_id = take(1).id
    with store.write() as db:
        assert photo_uses.withdraw(db, photo_id, "omyl", by=by) == []
        with pytest.raises(Refused, match="omyl"):
            photo_uses.withdraw(db, photo_id, "podruhé", by=by)
        actions.bring_back(db, photo_id, by=by)
        with pytest.raises(Refused):
            actions.bring_back(db, photo_id, by=by)
    assert one(photo_id, by).obstacle(promotion=False) is None


def test_a_wrong_photo_is_deleted_for_good(take: Take, by: User, office: Path) -> None:
    """Its file, its sizes and its copies are gone once the deed is kept, not before; who did it and why stays."""
    photo = one(take(1, credit="Jana Tichá").id, by)
    photos.sized(photo, 100)
    copies = config.current().backups / "files"
    copies.mkdir(parents=True)
    (copies / photo.file).write_bytes(files.read(photo.file))
    with pytest.raises(BadInput, match="proč"), store.write() as db:
        photo_uses.remove(db, photo.id, " ", by=by)
    with pytest.raises(ZeroDivisionError), store.write() as db:
        photo_uses.remove(db, photo.id, "jiná složka", by=by)
        1 / 0  # noqa: B018
    assert photos.sized(one(photo.id, by), 100)
    with store.write() as db:
        photo_uses.remove(db, photo.id, "Nahráno z jiné  složky", by=by)
        assert files.path(photo.file)
    assert not list(office.rglob(f"{photo.file[:64]}*"))
    with store.read() as db:
        assert photos.photos(db, by=by).is_empty()
        (said, _) = queries.history(db, photo.id, by=by)
    assert (said["what"], said["who"], said["detail"]["reason"]) == ("photos.remove", by.login, "Nahráno z jiné složky")


def test_a_picture_of_an_order_is_not_deleted_with_the_photo_that_it_was_made_of(take: Take, by: User) -> None:
    """Files are named by what is in them: whoever downloads a photograph and uploads it elsewhere means the same."""
    photo_id = take(1).id
    with store.write() as db:
        party = db.conn.execute(
            "insert into party (kind, name, folded, created_at) values ('person', 'Lípa', 'lipa', '') returning id"
        )
        db.conn.execute(
            "insert into ad_order (number, party_id, kind, picture, created_at, created_by, updated_at)"
            " values ('OBJ-7', ?, 'display', ?, '', '', '')",
            (party.fetchone()[0], one(photo_id, by).file),
        )
        with pytest.raises(Refused, match="„OBJ-7“"):
            photo_uses.remove(db, photo_id, "omyl", by=by)


def test_a_copy_made_for_a_channel_goes_with_its_photo(take: Take, by: User) -> None:
    photo, copy = one(take(1).id, by), files.keep(b"squared", "jpg")
    with store.write() as db:
        _post(db, photo.id)
        for table in ("story_photo", "publication"):
            db.conn.execute(f"delete from {table}")
        db.conn.execute("update outbox set state = 'cancelled'")
        db.conn.execute("insert into post_picture select min(id), ?, ? from post", (copy, photo.file))
        photo_uses.remove(db, photo.id, "omyl", by=by)
    with pytest.raises(NotFound):
        files.path(copy)


def test_a_photo_taken_in_again_while_it_was_being_deleted_keeps_its_file(take: Take, by: User) -> None:
    photo = one(take(1).id, by)

    def taken_again() -> None:
        take(1)

    with store.write() as db:
        store.afterwards(db, taken_again)
        photo_uses.remove(db, photo.id, "omyl", by=by)
    assert files.path(photo.file)


def test_a_photo_that_was_used_is_not_deleted(take: Take, by: User) -> None:
    """In a draft it is taken out first; what was published, even in an older wording, can only be withdrawn."""
    photo_id = take(1).id
    with store.write() as db:
        _post(db, photo_id)
        with pytest.raises(Refused, match="jen stáhnout"):
            photo_uses.remove(db, photo_id, "omyl", by=by)
        db.conn.execute("delete from story_photo where story_id = 1")
        with pytest.raises(Refused, match="„Koncept“"):
            photo_uses.remove(db, photo_id, "omyl", by=by)
        db.conn.execute("delete from story_photo")
        file = one(photo_id, by).file
        db.conn.execute(
            "insert into post_picture select id, 'jinak.jpg', ? from post where channel = 'facebook'", (file,)
        )
        with pytest.raises(Refused, match="jen stáhnout"):
            photo_uses.remove(db, photo_id, "omyl", by=by)
        db.conn.execute("delete from post_picture")
        photo_uses.remove(db, photo_id, "omyl", by=by)


def test_new_photos_are_delivered_where_they_were_wanted(take: Take, by: User, event: int) -> None:
    ids = [take(seed, credit="Jana Tichá", event_id=event).id for seed in (1, 2)] + [take(3).id]
    with store.write() as db:
        assert actions.deliver(db, ids, by=by) == 0
        db.conn.execute(
            "insert into coverage (event_id, kind, intent, due_at, planned_for, created_at)"
            " values (?, 'photo', 'intended', '2026-11-30 12:00', '2026-11-28', 'x')", (event,)
        )  # fmt: skip
        assert actions.deliver(db, ids, by=by) == 2
        assert store.rows(db, "select count, author, link from delivery") == [
            {"count": 2, "author": "Jana Tichá", "link": "/fotografie?akce=5"}
        ]


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(1, 900), height=st.integers(1, 900), wanted=st.integers(1, 1000))
def test_a_size_never_enlarges_and_keeps_the_ratio(width: int, height: int, wanted: int) -> None:
    image = Image.open(io.BytesIO(sizes._made(encoded(Image.new("RGB", (width, height), "teal")), wanted)))
    assert image.width == min(width, wanted)
    assert abs(image.height - height * image.width / width) <= 1


def test_a_size_is_made_once_and_made_again_when_it_was_thrown_away(take: Take, by: User, office: object) -> None:
    photo = one(take(1).id, by)
    small = photos.sized(photo, 100)
    kept = list((config.current().data / "sized").iterdir())
    assert Image.open(io.BytesIO(small)).size == (100, 75)
    assert len(kept) == 1
    kept[0].write_bytes(b"kept")
    assert photos.sized(photo, 100) == b"kept"
    kept[0].unlink()
    assert photos.sized(photo, 100) == small


def test_a_zip_has_the_photos_and_their_authors(take: Take, by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = take(1, "Náměstí v sobotu.jpg", credit="Jana Tichá", alt="Strom").id
    second = take(2, licence="no_promotion").id
    with store.read() as db:
        packed = photos.zip_of(db, [first, second, first], 200, by=by)
    archive = zipfile.ZipFile(io.BytesIO(packed))
    assert archive.namelist() == ["1-namesti-v-sobotu.jpg", "2-img.jpg", "autori.txt"]
    assert Image.open(io.BytesIO(archive.read("1-namesti-v-sobotu.jpg"))).width == 200
    said = archive.read("autori.txt").decode("utf-8-sig").split("\r\n")
    assert said[0] == "1-namesti-v-sobotu.jpg | Foto: Jana Tichá | Strom | jen pro zpravodajství"
    assert "autor neuveden" in said[1]
    assert "ne na propagaci" in said[1]
    with store.write() as db:
        actions.withdraw(db, first, "odvolán", by=by)
        assert zipfile.ZipFile(io.BytesIO(photos.zip_of(db, [first, second], 200, by=by))).namelist()[0] == "2-img.jpg"
        with pytest.raises(Refused):
            photos.zip_of(db, [first], 200, by=by)
        with pytest.raises(NotFound):
            photos.zip_of(db, [999], 200, by=by)
        monkeypatch.setattr(sizes, "MOST_IN_ZIP", 1)
        with pytest.raises(BadInput):
            photos.zip_of(db, [first, second], 200, by=by)


def test_a_lost_file_is_a_sentence(take: Take, by: User) -> None:
    photo = one(take(1).id, by)
    files.path(photo.file).unlink()
    with pytest.raises(OfficeError, match="chybí"):
        photos.sized(photo, 50)


def test_a_lookalike_needs_something_to_look_at() -> None:
    assert rules.distance("0" * 16, "0" * 16) == 64
    assert rules.distance("00000000000000f0", "00000000000000ff") == 4
