"""The benchmark compares like with like: both sides print the same words on the same number of pages."""

import pytest

from tests.bench import protocols
from tests.paper import printed


@pytest.mark.slow
def test_both_sides_print_the_same_words():
    only_in_our_short_head_of_a_second_page = {"město"}
    for record in protocols.records(8):
        ours, peer = (printed.pages(side(record)) for side in (protocols.ours, protocols.peer))
        assert set(" ".join(ours).split()) - only_in_our_short_head_of_a_second_page == set(" ".join(peer).split())
        assert len(ours) == len(peer)
