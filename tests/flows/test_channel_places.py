"""Each channel whose posts the program mends says by which of its settings it knows where they are."""

import pytest

from lib.flows.channel_kinds import KINDS
from lib.outbox import Kind
from lib.outbox.places import place

MENDED = [kind for kind in KINDS.values() if kind.make and (kind.limits.can_correct or kind.limits.can_withdraw)]


@pytest.mark.parametrize("kind", MENDED, ids=lambda kind: kind.code)
def test_no_channel_that_can_be_mended_is_forgotten(kind: Kind) -> None:
    assert any(asked.leads for asked in kind.fields)


def test_where_posts_go_is_no_secret_and_is_read_without_capitals_and_the_last_slash() -> None:
    assert not [kind.code for kind in KINDS.values() for asked in kind.fields if asked.leads and asked.kind == "secret"]
    wordpress = {"url": "https://WWW.Brazdov.example/", "user": "kancelar", "categories": ""}
    assert place(KINDS["wordpress"], wordpress) == "https://www.brazdov.example"
    assert place(KINDS["newsletter"], {}) is None
