"""Each channel whose posts the program mends says by which of its settings it knows where they are."""

from lib.flows.channel_kinds import KINDS
from lib.outbox.places import FIELDS


def test_what_says_where_posts_go_is_a_setting_of_its_channel() -> None:
    assert set(FIELDS) <= {f"{kind.code}.{asked.name}" for kind in KINDS.values() for asked in kind.fields}


def test_no_channel_that_can_be_mended_is_forgotten() -> None:
    mended = {kind.code for kind in KINDS.values()
              if kind.make and (kind.limits.can_correct or kind.limits.can_withdraw)}  # fmt: skip
    assert mended <= {field.partition(".")[0] for field in FIELDS}
