"""The poster of an event from the store: what may stand behind it, where its code leads, when there is none."""

import pytest

from lib import store
from lib.access import User
from lib.errors import Refused
from lib.flows import posters
from lib.photos import Facts, actions
from lib.pictures import child
from lib.pictures.reading import Picture
from tests.pictures.pictures import encoded, scene


@pytest.fixture
def by(people: dict[str, User]) -> User:
    with store.write() as db:
        db.conn.execute(
            "insert into event (id, uid, title, kind, starts_on, ends_on, state, created_at, updated_at, starts_at)"
            " values (5, 'a@b', 'Rozsvícení stromu', 'town', '2026-11-28', '2026-11-28', 'confirmed',"
            " 'x', 'x', '17:00')"
        )
    return people["spokesperson"]


def _photo(by: User, seed: int, **facts: object) -> int:
    head, jpeg = child.read(encoded(scene(seed=seed)))
    picture = Picture(jpeg, 640, 480, f"{seed:064x}", head["likeness"], None, ())
    with store.write() as db:
        return actions.add(db, picture, "a.jpg", Facts(**facts), by=by).id  # type: ignore[arg-type]


def test_only_a_photo_with_consent_and_author_may_invite(by: User) -> None:
    good = _photo(by, 1, credit="Jana Tichá", licence="consent", licence_note="S-1", event_id=5)
    news = _photo(by, 2, credit="Jana Tichá")
    nobody = _photo(by, 3, licence="consent", licence_note="S-2")
    with store.read() as db:
        assert posters.backgrounds(db, 5, by=by)["id"].to_list() == [good]
        one = posters.drawn(db, 5, good, by=by)
        assert one.poster.credit == "Foto: Jana Tichá"
        assert posters.as_png(one, "1080x1350")[:4] == b"\x89PNG"
        assert posters.as_png(one, "1200x630")[:4] == b"\x89PNG"
        assert posters.as_pdf(one, "a3")[:5] == b"%PDF-"
        for photo_id, why in ((news, "propagaci"), (nobody, "autor")):
            with pytest.raises(Refused, match=why):
                posters.drawn(db, 5, photo_id, by=by)


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_an_event_that_is_off_has_no_poster(by: User, state: str) -> None:
    with store.write() as db:
        db.conn.execute("update event set state = ? where id = 5", (state,))
        with pytest.raises(Refused, match="nadarmo"):
            posters.drawn(db, 5, by=by)


def test_the_code_leads_to_the_public_page_or_nowhere(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def address() -> str:
        with store.read() as db:
            return posters.drawn(db, 5, by=by).poster.address

    assert address() == ""
    monkeypatch.setenv("KANCELAR_URL", "https://kancelar.brazdov.example/")
    assert address() == "https://kancelar.brazdov.example/akce-verejne/5"
    with store.write() as db:
        db.conn.execute("update event set public = 0, web = 'https://www.brazdov.example/strom' where id = 5")
    assert address() == "https://www.brazdov.example/strom"
    with store.write() as db:
        db.conn.execute("update event set web = 'javascript:alert(1)' where id = 5")
    assert address() == ""
