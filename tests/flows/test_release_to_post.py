"""A press release becomes a draft of a post; one that was taken back does not."""

import pytest

from lib import store
from lib.access import User
from lib.errors import Refused
from lib.flows import release_to_post
from lib.press.actions import releases
from lib.press.rules.releases import Release
from lib.publishing import queries

WHOLE = Release("Park", perex="V sobotu.", body="Otevře se park.", place="Brázdov", contact="Jana Tichá, 500 000 101")


def test_a_release_is_told_to_citizens_too(people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        number = releases.draft(db, WHOLE, by=by)
        releases.issue(db, number, 1, by=by)
        now = queries.story(db, release_to_post.post_from(db, number, by=by), by=by)
        assert (now.title, now.perex, now.body) == ("Park", "V sobotu.", "Otevře se park.")
        assert (now.stage, now.origin, now.origin_id) == ("writing", "press_release", number)
        releases.withdraw(db, number, "Chyba", by=by)
        with pytest.raises(Refused, match=r"stažen|vzat"):
            release_to_post.post_from(db, number, by=by)
