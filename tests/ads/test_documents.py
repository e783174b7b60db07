"""The reminder of an unpaid invoice opens in the mail program with everything filled in."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lib import store
from lib.access import SYSTEM
from lib.ads import queries
from lib.ads.documents import reminder
from tests.ads.orders import add


def test_a_reminder_names_the_invoice_the_sum_and_the_term(office: Path) -> None:
    (ad_id,) = add({"advertiser": "Dřevo & syn"})
    with store.write() as db:
        db.conn.execute("update party set email = 'drevo+uctarna@priklad.example'")
    with store.read() as db:
        link = reminder(queries.ad(db, ad_id, by=SYSTEM), queries.letter(db, by=SYSTEM))
    parts = urlsplit(link)
    said = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.path) == ("mailto", "drevo%2Buctarna@priklad.example")
    assert said["subject"] == ["Brázdovské noviny: faktura 2026040001 po splatnosti"]
    (body,) = said["body"]
    for words in ("2026040001", "3 267 Kč", "24. 4. 2026", "4/2026", "Kancelář starosty", "OI-0001"):
        assert words in body.replace("\u00a0", " ")
    assert "{" not in body
    assert "%0D%0A%0D%0A" in link
    assert " " not in link


def test_without_an_invoice_number_the_order_is_named(office: Path) -> None:
    (ad_id,) = add({"invoice_number": None, "order_number": "OI-9"})
    with store.read() as db:
        link = reminder(queries.ad(db, ad_id, by=SYSTEM), queries.letter(db, by=SYSTEM))
    assert link.startswith("mailto:?subject=")
    assert "faktura%20OI-9" in link
