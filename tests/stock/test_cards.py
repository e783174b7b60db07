"""Cards of items: each action by each of its exits."""

import dataclasses
import datetime as dt
import io

import pytest
from PIL import Image

from lib import audit, files, store
from lib.errors import BadInput, NotFound, Refused
from lib.stock import actions, queries
from lib.stock.rules import Card
from tests.stock.cupboard import STORE, Cupboard


def picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photo with a note of where it was taken."""
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "Fotoaparát z domova"
    drawn = io.BytesIO()
    Image.new("RGB", size, "#0B5C6B").save(drawn, kind, exif=notes)
    return drawn.getvalue()


def test_a_new_card_is_kept_as_written(cupboard: Cupboard) -> None:
    wanted = Card("VLA-01", "Vlajka", "vlajky", "ks", 30050, 2, "Textil", 1, True, True, dt.date(2027, 1, 1), "regál A")
    with store.write() as db:
        item_id = actions.add_item(db, wanted, by=cupboard.by)
    with store.read() as db:
        item = queries.item(db, item_id, by=cupboard.by)
        assert queries.item_id_of(db, " vla-01 ", by=cupboard.by) == item_id
        assert [entry["what"] for entry in queries.history(db, item_id, by=cupboard.by)] == ["stock.add_item"]
    assert (item.code, item.purchase_price, bool(item.for_children), item.expires_on) == (
        "VLA-01",
        30050,
        True,
        "2027-01-01",
    )


def test_two_cards_cannot_share_a_code(cupboard: Cupboard) -> None:
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.add_item(db, Card("ker-01", "Jiný hrnek"), by=cupboard.by)
    assert refused.value.field == "code"
    assert "Hrnek se znakem" in str(refused.value)


def test_a_correction_says_what_changed(cupboard: Cupboard) -> None:
    with store.write() as db:
        actions.correct_item(db, cupboard.mug, Card("KER-01", "Hrnek bílý", "keramika", minimum=30), by=cupboard.by)
        detail = audit.history(db, f"item:{cupboard.mug}")[0]["detail"]
    assert detail["name"] == ["Hrnek se znakem", "Hrnek bílý"]
    assert "category" not in detail
    with store.write() as db, pytest.raises(BadInput):
        actions.correct_item(db, cupboard.mug, Card("TAS-01", "Hrnek"), by=cupboard.by)
    with store.write() as db, pytest.raises(NotFound):
        actions.correct_item(db, 999, Card("X", "Y"), by=cupboard.by)


def test_only_an_empty_item_is_retired_and_can_come_back(cupboard: Cupboard) -> None:
    by = cupboard.by
    with store.write() as db, pytest.raises(Refused, match="10"):
        actions.retire_item(db, cupboard.bag, by=by)
    with store.write() as db:
        actions.write_off(db, cupboard.bag, 10, from_place=STORE, reason="promočené", by=by)
        actions.retire_item(db, cupboard.bag, by=by)
        assert queries.items(db, by=by).filter(id=cupboard.bag)["state"].item() == "retired"
        with pytest.raises(Refused, match="vyřazen"):
            actions.receive(db, cupboard.bag, 1, to_place=STORE, by=by)
        actions.put_back(db, cupboard.bag, by=by)
        actions.receive(db, cupboard.bag, 1, to_place=STORE, by=by)
    assert cupboard.balance(cupboard.bag) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_drawn_anew_without_what_the_camera_wrote(cupboard: Cupboard, kind: str) -> None:
    with store.write() as db:
        name = actions.set_photo(db, cupboard.mug, picture(kind), "hrnek.jpg", by=cupboard.by)
        assert queries.item(db, cupboard.mug, by=cupboard.by).photo == name
    with Image.open(io.BytesIO(files.read(name))) as kept:
        assert kept.format == "JPEG"
        assert not kept.getexif()
        assert max(kept.size) == 1200
        # The camera was held upright: the note about it is gone, so the picture itself was turned.
        assert kept.height > kept.width


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", picture()[:400]])
def test_what_is_no_photo_is_refused_beside_the_field(cupboard: Cupboard, content: bytes) -> None:
    with store.write() as db, pytest.raises(BadInput) as refused:
        actions.set_photo(db, cupboard.mug, content, "hrnek.jpg", by=cupboard.by)
    assert refused.value.field == "photo"


def test_a_photo_that_would_fill_the_memory_is_refused(cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.stock.actions.cards.MOST_PIXELS", 1000)
    with store.write() as db, pytest.raises(BadInput, match="rozlišení"):
        actions.set_photo(db, cupboard.mug, picture(), "hrnek.jpg", by=cupboard.by)
    monkeypatch.setattr("lib.stock.actions.cards.MOST_BYTES", 1000)
    with store.write() as db, pytest.raises(BadInput, match="20\u00a0MB"):
        actions.set_photo(db, cupboard.mug, picture(), "hrnek.jpg", by=cupboard.by)


def test_a_place_is_added_once(cupboard: Cupboard) -> None:
    with store.write() as db:
        new = actions.add_place(db, " Auto  č. 1 ", by=cupboard.by)
        assert actions.add_place(db, "auto č. 1", by=cupboard.by) == new
        assert queries.place_names(db, by=cupboard.by)[new] == "Auto č. 1"
        with pytest.raises(BadInput):
            actions.add_place(db, " ", by=cupboard.by)


def test_editing_in_a_list_changes_only_what_was_typed(cupboard: Cupboard) -> None:
    wanted = Card("VLA-01", "Vlajka", "vlajky", "ks", 30050, 2, "Textil", 1, True, True, dt.date(2027, 1, 1), "regál A")
    with store.write() as db:
        item_id = actions.add_item(db, wanted, by=cupboard.by)
        before = queries.item(db, item_id, by=cupboard.by)
        actions.change_item(db, item_id, {"minimum": 5}, by=cupboard.by)
        after = queries.item(db, item_id, by=cupboard.by)
    assert after == dataclasses.replace(before, minimum=5)


def test_editing_in_a_list_is_refused_like_a_correction(cupboard: Cupboard) -> None:
    with store.write() as db, pytest.raises(BadInput):
        actions.change_item(db, cupboard.mug, {"name": " "}, by=cupboard.by)
