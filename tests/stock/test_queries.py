"""Questions about the cupboard, answered from what people did in it."""

import datetime as dt

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.errors import NotFound
from lib.stock import actions, queries
from lib.stock.rules import Card, Line
from tests.stock.cupboard import INFO, STORE, Cupboard

TODAY = dt.date(2026, 11, 23)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def year(cupboard: Cupboard) -> Cupboard:
    """Half a year of magnets: 100 came in May, 18 went out each month since June, 4 came back."""
    with store.write() as db:
        magnet = actions.add_item(db, Card("MAG-01", "Magnet", "magnety", purchase_price=3900, minimum=5), by=SYSTEM)
        actions.receive(db, magnet, 100, to_place=STORE, day=day("2026-05-04"), by=SYSTEM)
        for month in (6, 7, 8, 9, 10):
            order = actions.Order(
                [Line(magnet, 18)], STORE, f"měsíc {month}", "ZŠ Školní", day=dt.date(2026, month, 15)
            )
            last = actions.hand_out(db, order, by=SYSTEM)
        actions.return_(db, last, [Line(magnet, 4)], day=day("2026-10-20"), to_place=INFO, by=SYSTEM)
    return Cupboard(cupboard.mug, magnet, cupboard.by)


def test_the_list_says_how_much_there_is_where_and_until_when(year: Cupboard) -> None:
    with store.read() as db:
        found = queries.items(db, by=year.by)
    magnet = found.filter(code="MAG-01").row(0, named=True)
    assert found["code"].to_list() == ["KER-01", "MAG-01", "TAS-01"]
    assert (magnet["quantity"], magnet["place_1"], magnet["place_2"], magnet["place_3"]) == (14, 10, 4, 0)
    assert magnet["value"] == 14 * 3900
    # 86 in the last 180 days (15. 6.–23. 11.): 14 pieces last 29 days.
    assert (magnet["used"], magnet["runs_out"], magnet["state"]) == (86, day("2026-12-22"), "soon")
    assert found.filter(code="KER-01").select("runs_out", "state").row(0) == (None, "enough")


def test_the_list_on_a_past_day(year: Cupboard) -> None:
    with store.read() as db:
        before = queries.items(db, day("2026-08-15"), by=year.by)
        assert before.filter(code="MAG-01").select("quantity", "place_1", "used").row(0) == (46, 46, 54)
        assert before.filter(code="KER-01").select("quantity", "state").row(0) == (0, "out")
        assert queries.items(db, day("2020-01-01"), by=year.by)["quantity"].sum() == 0


def test_what_runs_low_is_named_the_worst_first(year: Cupboard) -> None:
    with store.write() as db:
        actions.write_off(db, year.mug, 40, from_place=STORE, reason="x", by=year.by)
        low = queries.running_low(db, by=year.by)
    assert low.select("code", "state").rows() == [("KER-01", "low"), ("MAG-01", "soon")]


def test_the_value_of_the_stock_by_category(year: Cupboard) -> None:
    with store.read() as db:
        value = queries.stock_value(db, by=year.by)
        june = queries.stock_value(db, day("2026-06-30"), by=year.by)
    assert value.rows() == [("keramika", 1, 50, 600000), ("magnety", 1, 14, 54600), ("textil", 1, 10, 45500)]
    assert june.rows() == [("magnety", 1, 82, 82 * 3900)]


def test_who_got_what_in_a_year(year: Cupboard) -> None:
    with store.write() as db:
        order = actions.Order([Line(year.mug, 1)], STORE, "dar", "HC Brázdov")
        cancelled = actions.hand_out(db, order, by=year.by)
        actions.hand_out(db, order, by=year.by)
        actions.cancel_handover(db, cancelled, reason="omyl", by=year.by)
        who = queries.recipients(db, 2026, by=year.by)
        what = queries.items_given(db, 2026, by=year.by)
        why = queries.purposes(db, 2026, by=year.by)
        assert queries.given(db, 2025, by=year.by).is_empty()
        school = who["party_id"][0]
        assert queries.of_receiver(db, school, by=year.by) == queries.OfYear(5, 86 * 3900)
        assert queries.of_receiver(db, school, 2025, by=year.by) == queries.OfYear(0, 0)
    columns = ("times", "quantity", "value", "last")
    assert who.select("party", *columns).rows() == [
        ("ZŠ Školní", 5, 86, 86 * 3900, day("2026-10-15")),
        ("HC Brázdov", 1, 1, 12000, TODAY),
    ]
    assert what.select("code", *columns).rows()[0] == ("MAG-01", 5, 86, 86 * 3900, day("2026-10-15"))
    assert dict(why.select("purpose", "quantity").rows())["měsíc 10"] == 14


def test_use_by_months(year: Cupboard) -> None:
    with store.read() as db:
        months = queries.monthly_use(db, year.bag, by=year.by)
        assert months.select("year", "month", "quantity").rows() == [
            (2026, month, 14 if month == 10 else 18) for month in (6, 7, 8, 9, 10)
        ]
        assert queries.monthly_use(db, by=year.by)["value"].sum() == 86 * 3900
        assert queries.monthly_use(db, year.mug, by=year.by).is_empty()


def test_the_ledger_of_a_year_and_of_an_item(year: Cupboard) -> None:
    with store.read() as db:
        newest = queries.movements(db, by=year.by)
        of_item = queries.movements_of(db, year.bag, by=year.by)
        daily = queries.daily_balance(db, year.bag, by=year.by)
        assert queries.movements(db, 2025, by=year.by).is_empty()
    assert newest.height == 9
    assert newest["day"].is_sorted(descending=True)
    assert of_item["balance"].to_list() == [14, 10, 28, 46, 64, 82, 100]
    assert daily["balance"].to_list() == [100, 82, 64, 46, 28, 10, 14]


def test_the_forecast_follows_the_settings_of_the_office(year: Cupboard) -> None:
    from lib import settings

    with store.write() as db:
        settings.change(db, "stock.forecast_days", 60, valid_from=TODAY, by=SYSTEM)
        assert queries.items(db, by=year.by).filter(code="MAG-01")["used"].item() == 14
    with clock.fixed("2026-11-24T08:00+01:00"), store.read() as db:
        assert queries.items(db, by=SYSTEM).filter(code="MAG-01")["used"].item() == 14


def test_what_does_not_exist_is_said(cupboard: Cupboard) -> None:
    with store.read() as db:
        for ask in (queries.item, queries.handover, queries.paper):
            with pytest.raises(NotFound):
                ask(db, 999, by=cupboard.by)
        assert queries.item_id_of(db, "XXX", by=cupboard.by) is None
        assert queries.categories(db, by=cupboard.by) == ["keramika", "textil"]
        assert queries.places(db, by=cupboard.by)["name"].to_list() == ["Sklad kanceláře", "Infocentrum", "Sekretariát"]


def test_an_empty_cupboard_answers_too(office: object, people: dict) -> None:  # type: ignore[type-arg]
    by = people["reader"]
    with store.read() as db:
        frames = [queries.items(db, by=by), queries.running_low(db, by=by), queries.stock_value(db, by=by)]
        frames += [queries.movements(db, by=by), queries.handovers(db, by=by), queries.recipients(db, 2026, by=by)]
    assert all(frame.is_empty() for frame in frames)
