"""A whole issue invoiced at once: by the worker, after a crash, by two people."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from lib import clock, jobs, store
from lib.access import SYSTEM, User
from lib.ads import actions as orders
from lib.ads.queries.orders import entry_of, existing
from lib.errors import NotAllowed, Refused, Unavailable
from lib.flows import issue_invoices, today, today_invoices, work
from lib.flows.issue_invoices import Waiting
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft
from lib.jobs import Job
from lib.store import Database
from tests.ads.orders import order as take_order
from tests.ads.orders import plan_paper
from tests.invoices.orders import add_issue, add_order


@pytest.fixture
def issue(people: dict[str, User]) -> Iterator[int]:
    """Number 11/2026 came out; five orders of five advertisers wait for their invoices."""
    with store.write() as db:
        found = add_issue(db, 2026, 11, out_on="2026-11-16")
        for n in range(5):
            add_order(db, f"Obchod {n}", f"9900{n:04d}", number=f"OBJ-{n}", price=100_000 + n)
    return found


def ask(issue: int, by: User) -> int:
    with store.write() as db:
        found = issue_invoices.waiting(db, issue, by=by)
        return issue_invoices.ask(db, issue, [one.order_id for one in found if not one.stops], by=by)


def done(job_id: int) -> Job:
    assert work.run_one_job()
    with store.read() as db:
        found = jobs.get(db, job_id)
    assert found
    assert found.state == "done", found.message
    return found


def invoices(by: User) -> list[str]:
    with store.read() as db:
        return sorted(queries.invoices(db, by=by)["number"])


def test_a_whole_issue_is_invoiced(issue: int, people: dict[str, User]) -> None:
    job = done(ask(issue, people["editor"]))
    assert issue_invoices.summary(job).replace("\u00a0", " ") == "Vystaveno 5 dokladů za 6 050,12 Kč."
    assert invoices(people["editor"]) == [f"202610000{n}" for n in range(1, 6)]
    with store.read() as db:
        first = queries.invoices(db, by=people["editor"]).row(-1, named=True)
        assert (first["tax_point_on"], first["due_on"]) == (dt.date(2026, 11, 16), dt.date(2026, 12, 7))
        assert issue_invoices.waiting(db, issue, by=people["editor"]) == []
        assert store.scalar(db, "select count(*) from ad_order where state = 'invoiced'") == 5


def test_the_second_of_two_people_sees_the_first_ones_batch(issue: int, people: dict[str, User]) -> None:
    first = ask(issue, people["editor"])
    assert ask(issue, people["head"]) == first
    done(first)
    with store.write() as db:
        late = issue_invoices.ask(db, issue, [1, 2, 3], by=people["head"])
    job = done(late)
    assert json.loads(job.result or "")["gone"] == 3
    assert len(invoices(people["head"])) == 5


def test_a_batch_that_died_is_started_anew_without_a_double(
    issue: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id, real, count = ask(issue, people["editor"]), actions.issue, iter(range(9))

    def dies(db: Database, draft: object, *, by: User) -> int:
        if next(count) == 3:
            raise KeyboardInterrupt
        return real(db, draft, by=by)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(actions, "issue", dies)
        with pytest.raises(KeyboardInterrupt):
            work.run_one_job()
    assert len(invoices(people["editor"])) == 3
    assert work.start() == 1
    done(ask(issue, people["editor"]))
    assert invoices(people["editor"]) == [f"202610000{n}" for n in range(1, 6)]
    with store.read() as db:
        assert store.rows(db, "select ad_id from invoice_line group by ad_id having count(*) > 1") == []
        found = jobs.get(db, job_id)
        assert found
        assert found.state == "failed"


def test_an_order_that_must_be_mended_stops_no_other(issue: int, people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("update party set country = 'SK', dic = 'SK2020999999' where name = 'Obchod 3'")
        found = issue_invoices.waiting(db, issue, by=people["editor"])
        assert (found[0].customer, found[0].stops) == ("Obchod 3", True)
        job_id = issue_invoices.ask(db, issue, [one.order_id for one in found], by=people["editor"])
    job = done(job_id)
    ((order, why),) = issue_invoices.refused(job)
    assert order == "OBJ-3"
    assert "zahraničí" in why
    assert len(invoices(people["editor"])) == 4


def test_a_full_disk_stops_the_batch_and_it_goes_on_later(
    issue: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = ask(issue, people["editor"])

    def full(content: bytes, suffix: str) -> str:
        raise Unavailable("The file cannot be saved ({reason}). Check the disk.", reason="No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("lib.files.keep", full)
        assert work.run_one_job()
    with store.read() as db:
        failed = jobs.get(db, job_id)
    assert failed
    assert (failed.state, "No space left" in failed.message) == ("failed", True)
    assert invoices(people["editor"]) == []
    done(ask(issue, people["editor"]))
    assert invoices(people["editor"])[0] == "2026100001"


def test_who_may_not_issue_is_stopped_at_the_first(issue: int, people: dict[str, User]) -> None:
    with store.write() as db, pytest.raises(NotAllowed):
        issue_invoices.ask(db, issue, [1], by=people["reader"])
    job_id = ask(issue, people["editor"])
    with store.write() as db:
        db.conn.execute("delete from user_role where login = 'editor'")
        db.conn.execute("insert into user_role values ('editor', 'reader')")
    assert work.run_one_job()
    with store.read() as db:
        job = jobs.get(db, job_id)
    assert job
    assert job.state == "failed"
    assert invoices(people["head"]) == []


def of(found: list[Waiting], kind: str) -> list[Waiting]:
    return [one for one in found if one.draft.kind == kind]


def test_who_pays_first_gets_an_advance_invoice_over_all_issues_once(issue: int, people: dict[str, User]) -> None:
    by = people["editor"]
    with store.write() as db:
        add_issue(db, 2026, 12, out_on="2026-12-14")
        _, order, _ = add_order(db, "Cirkus", "99000024", issues=2, number="OBJ-9")
        db.conn.execute("update ad_order set prepaid = 1, state = 'ordered' where id = ?", (order,))
        (advance,) = of(issue_invoices.waiting(db, issue, by=by), "advance")
        assert (advance.total, len(advance.draft.lines)) == (242_000, 2)
        paper = actions.issue(db, advance.draft, by=by)
        assert of(issue_invoices.waiting(db, issue, by=by), "advance") == []
        actions.pay(db, paper, 242_000, clock.today(), "bank", by=by)
        db.conn.execute("update ad_order set state = 'out' where id = ?", (order,))
        finals = issue_invoices.waiting(db, order_id=order, by=by)
        days = {one.draft.tax_point_on for one in finals}
        assert days == {dt.date(2026, 11, 16), dt.date(2026, 12, 14)}
        opens = [queries.existing(db, actions.issue(db, one.draft, by=by)).open for one in finals]
    assert opens == [0, 0]


def test_an_order_with_an_advance_invoice_still_loses_an_issue_and_goes_back(people: dict[str, User]) -> None:
    plan_paper()
    order = take_order(issues=("2026-12", "2027-01"), prepaid=True)
    with store.write() as db:
        db.conn.execute("update party set address = 'Dlouhá 5, 739 99 Brázdov'")
        (one,) = issue_invoices.waiting(db, order_id=order, by=SYSTEM)
        advance = actions.issue(db, one.draft, by=SYSTEM)
        for issues in (("2026-12",), ("2026-12", "2027-01")):
            now = existing(db, order)
            entry = replace(entry_of(now), issues=issues)
            orders.edit_order(db, order, entry, started_from=now.sequence, by=SYSTEM)
            assert existing(db, order).issues == issues
        orders.step(db, order, "enquiry", "rozmyslel se", by=SYSTEM)
        assert len(queries.lines(db, advance, by=SYSTEM)) == 2
        assert queries.open_invoices(db, by=SYSTEM).is_empty()


def test_today_says_what_is_to_be_invoiced_and_taxed(issue: int, people: dict[str, User]) -> None:
    by = people["editor"]
    with store.write() as db:
        (waits,) = today_invoices.matters(db, by=by)
        assert (waits.query, waits.detail.replace("\u00a0", " ")) == (
            {"cislo": str(issue)}, "5 objednávek za 6 050,12 Kč, vyšlo 16. 11. 2026",
        )  # fmt: skip
        draft = Draft("advance", 1, (rules.line("Inzerce", 100_000, 21),), order_id=1)
        actions.pay(db, actions.issue(db, draft, by=by), 121_000, dt.date(2026, 11, 20), "bank", by=by)
        assert next((one.tone, one.word) for one in today_invoices.matters(db, by=by)) == ("due", "daňový doklad")
    with clock.fixed("2026-12-01T08:00+01:00"), store.read() as db:
        assert today_invoices.matters(db, by=SYSTEM)[0].tone == "late"
    with clock.fixed("2026-11-18T08:00+01:00"), store.read() as db:
        assert "k fakturaci" not in [one.word for one in today_invoices.matters(db, by=SYSTEM)]


def test_today_says_what_is_still_open_of_invoices_past_their_term(issue: int, people: dict[str, User]) -> None:
    with store.write() as db:
        one = next(one for one in issue_invoices.waiting(db, issue, by=SYSTEM) if not one.stops)
        invoice = actions.issue(db, one.draft, by=SYSTEM)
        actions.pay(db, invoice, one.total - 50_000, clock.today(), "bank", by=SYSTEM)
    with clock.fixed("2026-12-20T08:00+01:00"), store.read() as db:
        (told,) = today.ads_matters(db, by=SYSTEM)
    assert told.detail.startswith("celkem 500\xa0Kč")


def test_an_order_that_is_invoiced_or_paid_is_not_cancelled(issue: int, people: dict[str, User]) -> None:
    by = people["editor"]
    with store.write() as db:
        (found,) = issue_invoices.waiting(db, issue, 1, by=by)
        invoice = actions.issue(db, found.draft, by=by)
    for _ in range(2):
        with store.write() as db, pytest.raises(Refused, match="opravn"):
            orders.cancel(db, 1, "inzerent si to rozmyslel", by=by)
        with store.write() as db:
            actions.pay(db, invoice, 121_000, clock.today(), "bank", by=by)
