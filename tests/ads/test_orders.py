"""Orders of ads from the first call to the last payment: every step and every refusal, by the people who make them."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib import clock, settings, store
from lib.access import SYSTEM, User
from lib.ads import actions, queries
from lib.ads.queries.orders import Order
from lib.ads.queries.pricing import wanted
from lib.errors import BadInput, Conflict, NotAllowed, OfficeError, Refused
from lib.tariffs import actions as tariffs
from lib.tariffs.templates import template
from tests.ads.orders import ORDER as ENTRY
from tests.ads.orders import add, plan_paper

NEXT = ("2026-12", "2027-01", "2027-02")


@pytest.fixture
def editor(people: dict[str, User]) -> User:
    return dataclasses.replace(people["editor"], session=None)


@pytest.fixture
def head(people: dict[str, User]) -> User:
    return dataclasses.replace(people["head"], session=None)


@pytest.fixture(autouse=True)
def calendar(office: Path) -> None:
    plan_paper()


def _add(by: User = SYSTEM, state: str = "ordered", **changes: Any) -> int:
    with store.write() as db:
        return actions.add_order(db, dataclasses.replace(ENTRY, **changes), state=state, by=by)


def _order(order_id: int) -> Order:
    with store.read() as db:
        return queries.order(db, order_id, by=SYSTEM)


def _step(order_id: int, *states: str, by: User = SYSTEM, **said: Any) -> Order:
    for state in states:
        with store.write() as db:
            actions.step(db, order_id, state, by=by, **({"who": "paní Javorková"} | said))
    return _order(order_id)


def _edit(order_id: int, by: User = SYSTEM, started_from: int | None = None, **changes: Any) -> dict[str, Any]:
    now = _order(order_id)
    entry = dataclasses.replace(queries.entry_of(now), **changes)
    with store.write() as db:
        return actions.edit_order(
            db, order_id, entry, started_from=now.sequence if started_from is None else started_from, by=by
        )


def _refused(deed: Callable[[], Any], kind: type[OfficeError] = Refused, field: str | None = None) -> str:
    with pytest.raises(kind) as caught:
        deed()
    assert field is None or caught.value.field == field
    return str(caught.value).replace("\u00a0", " ")


def test_an_order_freezes_its_price_and_has_an_ad_in_each_issue(editor: User) -> None:
    one = _order(_add(editor, issues=NEXT))
    assert (one.number, one.state, one.kind, one.area_mm2) == ("OI-2026-0001", "ordered", "display", 86 * 125)
    assert (one.without_vat, one.with_vat) == (360000, 435600)  # 3 × 1 500 less 20 %
    assert [(ad.issue, ad.without_vat, ad.with_vat) for ad in one.ads] == [
        ("12/2026", 120000, 145200), ("1/2027", 120000, 145200), ("2/2027", 120000, 145200),
    ]  # fmt: skip
    assert one.quote is not None
    assert one.quote.price_list_id == one.price_list_id
    with store.read() as db:
        assert queries.orders(db, by=SYSTEM)["issues"].to_list() == ["12/2026, 1/2027, 2/2027"]
        assert queries.ads(db, by=SYSTEM)["revenue"].sum() == 360000


def test_the_whole_way_is_written_with_who_and_why(editor: User) -> None:
    order_id = _add(editor)
    _step(order_id, "reserved", "material", "preview", by=editor)
    assert _order(order_id).preview_until == dt.date(2026, 11, 25)
    one = _step(order_id, "approved", "placed", by=editor, how="e-mailem")
    assert (one.approved_by, one.approved_how, one.approved_on) == ("paní Javorková", "e-mailem", clock.today())
    _refused(lambda: _step(order_id, "out"))
    with clock.fixed("2026-12-01T08:00:00+01:00"), store.write() as db:
        assert actions.come_out(db, by=SYSTEM) == 1
        assert actions.come_out(db, by=SYSTEM) == 0
    with store.read() as db:
        steps = queries.order_steps(db, order_id, by=SYSTEM)
    assert steps["state"].to_list() == [
        "out", "placed", "approved", "preview", "material", "reserved", "ordered", "enquiry",
    ]  # fmt: skip
    assert steps.filter(state="approved")["reason"].to_list() == ["paní Javorková, e-mailem"]
    assert steps["by"].to_list() == ["system", *["editor"] * 7]


def test_an_enquiry_is_no_revenue_and_may_be_incomplete(editor: User) -> None:
    order_id = _add(editor, "enquiry", item="neznámý formát")
    one = _order(order_id)
    assert (one.state, one.ads, one.issues, one.with_vat) == ("enquiry", (), ("2026-12",), None)
    assert "cenu" in _refused(lambda: _step(order_id, "ordered"), field="item")
    _edit(order_id, item="1/8")
    assert _step(order_id, "ordered").without_vat == 90000
    one = _step(order_id, "enquiry")
    assert (one.ads, one.issues) == ((), ("2026-12",))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"advertiser": " "}, "advertiser"), ({"ico": "123"}, "ico"), ({"issues": ()}, "issues"),
        ({"issues": ("2026-13",)}, "issues"), ({"issues": ("2029-01",)}, "issues"), ({"item": ""}, "item"),
        ({"item": "2/1"}, "item"), ({"surcharges": ("x",)}, "surcharges"), ({"text": "x" * 6001}, "text"),
        ({"payment": "směnka"}, "payment"),
    ],
)  # fmt: skip
def test_what_cannot_be_ordered(changes: dict[str, Any], field: str) -> None:
    _refused(lambda: _add(**changes), BadInput, field)
    with store.read() as db:
        assert queries.orders(db, by=SYSTEM).is_empty()


def test_without_a_price_list_nothing_is_ordered(office: Path) -> None:
    with store.write() as db:
        tariffs.end(db, 1, clock.today(), by=SYSTEM)
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        _refused(_add, BadInput, "item")


def test_only_steps_that_follow_are_taken() -> None:
    order_id = _add()
    for to in ("placed", "approved", "paid", "out"):
        assert "rezervováno" in _refused(lambda to=to: _step(order_id, to))
    _refused(lambda: _add(state="placed"), BadInput)


def test_material_needs_something_and_an_approval_somebody() -> None:
    order_id = _add(text="")
    _refused(lambda: _step(order_id, "material"), field="text")
    _edit(order_id, text="Kuchyně")
    _step(order_id, "material")
    _refused(lambda: _step(order_id, "approved", who=" "), BadInput, "who")


def test_after_the_closing_only_with_a_consent_by_name(editor: User, head: User) -> None:
    with clock.fixed("2026-11-24T12:01:00+01:00"):
        assert "24. 11. 2026 v 12:00" in _refused(lambda: _add(editor), field="issues")
        order_id = _add(editor, "enquiry")
        _refused(lambda: _step(order_id, "ordered", by=editor), field="issues")
        with pytest.raises(NotAllowed), store.write() as db:
            actions.approve(db, order_id, "late", "prosba firmy", by=editor)
        for about, reason in (("late", " "), ("něco", "proto")):
            with pytest.raises(BadInput), store.write() as db:
                actions.approve(db, order_id, about, reason, by=head)
        with store.write() as db:
            actions.approve(db, order_id, "late", "prosba firmy", by=head)
        one = _step(order_id, "ordered", by=editor)
        assert [(said.about, said.name, said.reason) for said in one.consents] == [
            ("late", "Karel Hora", "prosba firmy")
        ]
        _refused(lambda: _edit(_add(issues=("2027-01",)), issues=("2026-12", "2027-01")), field="issues")
    with clock.fixed("2026-12-01T08:00:00+01:00"):
        _refused(lambda: _add(editor), field="issues")


def test_ads_over_the_area_of_an_issue_need_a_consent(editor: User, head: User) -> None:
    for _ in range(2):
        _step(_add(), "reserved")
    order_id = _add()
    assert "o 73 cm²" in _refused(lambda: _step(order_id, "reserved"), field="issues")
    _refused(lambda: _step(order_id, "material"), field="issues")
    with store.write() as db:
        actions.approve(db, order_id, "quota", "přidáme stranu", by=head)
    assert _step(order_id, "reserved", by=editor).state == "reserved"
    _refused(lambda: _edit(order_id, item="1/2"), field="issues")
    assert _edit(order_id, item="1/8")


def test_political_ads_only_before_elections_and_by_two_people(editor: User, head: User) -> None:
    _refused(lambda: _add(political=True), field="political")
    with store.write() as db:
        for end, day in (("from", "2026-12-01"), ("to", "2026-12-31")):
            settings.change(db, f"ads.election_{end}", day, valid_from=clock.today(), by=SYSTEM)
    order_id = _add(editor, "enquiry", political=True)
    for person in (editor, head):
        _refused(lambda: _step(order_id, "ordered"), field="political")
        with store.write() as db:
            actions.approve(db, order_id, "political", "volby", by=person)
    assert _step(order_id, "ordered").marked
    _refused(lambda: _edit(order_id, text="jiný text"), field="political")
    _refused(lambda: _add(political=True, issues=("2027-01",)), field="political")


def test_what_needs_payment_first_is_not_placed() -> None:
    with store.write() as db:
        actions.add_order(db, ENTRY, by=SYSTEM)
        db.conn.execute("update party set pays_first = 'loni neplatil'")
    order_id = _add()
    assert _order(order_id).prepaid
    _step(order_id, "material", "approved")
    assert "1 815 Kč" in _refused(lambda: _step(order_id, "placed"))
    with store.write() as db:
        actions.paid(db, [_order(order_id).ads[0].id], clock.today(), by=SYSTEM)
    assert _step(order_id, "placed").state == "placed"


def test_a_big_order_asks_for_the_register_of_contracts(editor: User) -> None:
    months = tuple(f"2027-{month:02}" for month in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12))
    _add(editor, item="1/1", issues=months)  # 11 × 4 000 less 20 % is 35 200 Kč
    _add(editor, item="1/1", issues=months, surcharges=("zadni",))
    order_id = _add(editor, item="1/1+1/2", issues=("2026-12", *months))
    _edit(order_id, note="nic")
    with store.read() as db:
        tasks = store.rows(db, "select title, due_on, subject from task")
    assert [(task["due_on"], task["subject"]) for task in tasks] == [("2026-12-23", f"order:{order_id}")]
    assert tasks[0]["title"].startswith("Registr smluv: zveřejnit objednávku OI-2026-0003, Truhlářství Javorek")


def test_the_second_of_two_people_is_told_what_the_first_changed(editor: User, head: User) -> None:
    order_id = _add()
    seen = _order(order_id).sequence
    _edit(order_id, head, item="1/2", note="větší")
    said = _refused(lambda: _edit(order_id, editor, started_from=seen, note="menší"), Conflict)
    assert "Karel Hora" in said
    assert "Poznámka" in said
    assert "8:00" in said
    _step(order_id, "reserved")
    assert _edit(order_id, editor, note="větší") == {}


def test_a_changed_ad_is_approved_again_and_keeps_its_list() -> None:
    order_id = _add()
    _step(order_id, "material", "preview", "approved")
    with store.write() as db:
        content = dataclasses.replace(template("suchdol").content, rate=12)
        new = tariffs.add(db, "Nový", dt.date(2026, 11, 24), content, resolution="2/26", by=SYSTEM)
        tariffs.put_in_force(db, new, end_previous=True, by=SYSTEM)
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        _edit(order_id, item="1/2")
        one = _order(order_id)
        assert (one.state, one.approved_by, one.price_list_id, one.without_vat) == ("material", "", 1, 240000)
        assert _order(_add()).quote.rate == 12  # type: ignore[union-attr]
    assert [(ad.without_vat, ad.format) for ad in one.ads] == [(240000, "1/2")]


def test_issues_are_added_and_taken_out() -> None:
    order_id = _add(issues=("2026-12", "2027-01"))
    _edit(order_id, issues=("2027-01", "2027-02", "2027-03"))
    one = _order(order_id)
    assert [ad.issue for ad in one.ads] == ["1/2027", "2/2027", "3/2027"]
    assert one.without_vat == 360000


def test_a_cancelled_order_and_what_is_not_cancelled() -> None:
    order_id = _add()
    _refused(lambda: _step(order_id, "cancelled"), BadInput, "reason")
    one = _step(order_id, "cancelled", reason="firma skončila")
    assert (one.state, [ad.cancelled for ad in one.ads]) == ("cancelled", [True])
    _refused(lambda: _edit(order_id, item="1/2"))
    assert _edit(order_id, note="volali")
    assert _step(order_id, "enquiry", "ordered").ads[0].cancelled is False
    ad_id = _order(order_id).ads[0].id
    for deed, back in (
        (lambda db: actions.paid(db, [ad_id], clock.today(), by=SYSTEM),
         lambda db: actions.paid(db, [ad_id], None, by=SYSTEM)),
        (lambda db: actions.invoiced(db, [ad_id], "20260001", clock.today(), clock.today(), by=SYSTEM),
         lambda db: actions.invoice_undone(db, [ad_id], by=SYSTEM)),
    ):  # fmt: skip
        with store.write() as db:
            deed(db)
        _refused(lambda: _step(order_id, "cancelled", reason="nechce"))
        with store.write() as db:
            back(db)
    assert _step(order_id, "cancelled", reason="nechce").state == "cancelled"


def test_an_invoiced_order_keeps_its_price() -> None:
    order_id = _add()
    with store.write() as db:
        ad_id = queries.order(db, order_id, by=SYSTEM).ads[0].id
        actions.invoiced(db, [ad_id], "20260001", clock.today(), clock.today(), by=SYSTEM)
    assert "20260001" in _refused(lambda: _edit(order_id, item="1/2"))
    assert _edit(order_id, placement="strana 3")


def test_a_complaint_has_its_beginning_and_its_end() -> None:
    order_id = _add()
    _step(order_id, "material", "approved", "placed")
    with clock.fixed("2026-12-02T08:00:00+01:00"):
        _step(order_id, "out")
        _refused(lambda: _step(order_id, "complaint"), BadInput, "reason")
        _step(order_id, "complaint", reason="špatný telefon")
        with store.read() as db:
            assert queries.to_invoice(db, by=SYSTEM).is_empty()
        _refused(lambda: _step(order_id, "out"), BadInput, "reason")
        assert _step(order_id, "out", reason="sleva 20 %").state == "out"


def test_a_run_that_ends_early_is_charged_back() -> None:
    order_id = _add(issues=NEXT)
    _refused(lambda: _end(order_id))
    _step(order_id, "material", "approved", "placed")
    with clock.fixed("2026-12-02T08:00:00+01:00"):
        _refused(lambda: _end(order_id, reason=" "), BadInput, "reason")
        back = _end(order_id)
    one = _order(order_id)
    assert back is not None
    assert (back.without_vat, back.with_vat) == (30000, 36300)
    assert [(ad.issue, ad.extra, ad.without_vat) for ad in one.ads] == [
        ("12/2026", False, 120000), ("12/2026", True, 30000),
    ]  # fmt: skip
    assert (one.without_vat, one.with_vat) == (150000, 181500)


def _end(order_id: int, reason: str = "zavírá obchod") -> Any:
    with store.write() as db:
        return actions.end_run(db, order_id, reason, by=SYSTEM)


def test_numbers_pass_over_those_of_the_spreadsheet() -> None:
    add({"order_number": "OI-2026-0001"})
    assert _order(_add()).number == "OI-2026-0002"


def test_ads_of_an_advertiser_count_for_a_run_across_orders() -> None:
    with store.read() as db:
        asked = wanted(db, ENTRY)
    assert (asked.earlier_in_year, asked.run_before, asked.in_row) == (0, 0, True)
    _add()
    with store.read() as db:
        asked = wanted(db, dataclasses.replace(ENTRY, issues=("2027-01", "2027-03")))
    assert (asked.earlier_in_year, asked.run_before, asked.in_row) == (0, 1, False)


def test_a_page_is_written_to_an_ad() -> None:
    ad_id = _order(_add()).ads[0].id
    with store.write() as db:
        actions.set_page(db, ad_id, " 7 ", by=SYSTEM)
        assert queries.ad(db, ad_id, by=SYSTEM).page == "7"


def test_who_may_not_take_orders_is_refused(people: dict[str, User]) -> None:
    for role in ("reader", "spokesperson", "storekeeper"):
        with pytest.raises(NotAllowed):
            _add(people[role])
