"""The benchmark compares like with like: both sides print the same words on the same number of pages."""

import zxingcpp

from tests.bench import invoices
from tests.paper import printed


def test_both_sides_print_the_same_words() -> None:
    invoices.register()
    for record in invoices.records(4):
        ours, peer = (printed.pages(side(record)) for side in (invoices.ours, invoices.peer))
        assert set(" ".join(ours).split()) == set(" ".join(peer).split())
        assert len(ours) == len(peer)


def test_both_sides_draw_the_same_payment_code() -> None:
    invoices.register()
    (record,) = invoices.records(1)
    (code,) = zxingcpp.read_barcodes(printed.picture(invoices.ours(record)))
    assert code.text == invoices.peer_code(record)
