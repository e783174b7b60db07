"""One post's page: approval by the office, a link and a paper, sending, versions, consents, what a reader sees."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lib import outbox, store
from lib.access import SYSTEM
from lib.flows import channel_kinds
from lib.flows import publishing_mending as mending
from lib.flows import publishing_sending as sending
from lib.publishing import actions, queries
from lib.publishing.queries import consents
from lib.ui import story_versions
from tests.pages.publishing.test_publishing_pages import area, drafted, field, in_review, labels, only, press, words

Open = Callable[..., AppTest]


def approved() -> int:
    story_id = in_review()
    with store.write() as db:
        actions.approve(db, story_id, queries.story(db, story_id, by=SYSTEM).approval_hash, by=SYSTEM)
    return story_id


def munipolis() -> None:
    with store.write() as db:
        outbox.save_channel(db, "munipolis", channel_kinds.KINDS["munipolis"], "MUNIPOLIS", {}, {}, by=SYSTEM)


def main_steps(app: AppTest) -> list[str]:
    """The primary buttons of a page; there is to be one at most."""
    return [button.label for button in app.button if button.proto.type == "primary"]


def test_a_page_of_a_post_has_one_main_step(open_page: Open) -> None:
    story_id = str(drafted())
    assert main_steps(open_page("post", id=story_id)) == ["Předat ke schválení"]
    assert main_steps(open_page("post", id=story_id, cast="verze")) == ["Upravit"]


def test_a_post_is_handed_over_and_approved(open_page: Open) -> None:
    story_id = drafted()
    press(open_page("post", id=str(story_id)), "Předat ke schválení")
    assert "Příspěvky schvaluje tisková mluvčí, redaktorka novin nebo vedoucí." in words(
        open_page("approvals", "reader")
    )
    app = open_page("approvals")
    assert not app.exception
    assert "1 příspěvek čeká na schválení" in words(app)
    field(app, "Poznámka (nemusí být)").set_value("Pěkné")
    press(app, "Schválit příspěvek")
    assert only().stage == "approved"
    app = open_page("post", id=str(story_id), cast="schvaleni")
    assert "Pěkné" in words(app)
    assert main_steps(app) == []
    assert "Na vaše schválení nic nečeká" in words(open_page("approvals"))


def test_a_faulty_post_is_returned_with_a_reason_only(open_page: Open) -> None:
    story_id = in_review()
    with store.write() as db:
        texts = {**only().texts, "facebook": "V pátek 28. 11. na náměstí"}
        actions.save(db, story_id, replace(only().content, texts=texts), by=SYSTEM)
    app = open_page("post", id=str(story_id), cast="schvaleni")
    (checks,) = (one for one in app.expander if one.label.startswith("Kontroly"))
    assert checks.proto.expanded
    assert "je sobota" in checks.markdown[0].value
    app = press(app, "Vrátit příspěvek")
    assert only().stage == "review"
    assert app.error
    area(app, "Co je třeba upravit").set_value("Chybí cena")
    press(app, "Vrátit příspěvek")
    assert only().stage == "writing"
    assert "Chybí cena" in words(open_page("post", id=str(story_id), cast="schvaleni"))


def test_a_one_time_link_is_shown_once_made_and_can_be_cancelled(open_page: Open) -> None:
    story_id = in_review()
    app = open_page("post", id=str(story_id), cast="schvaleni")
    field(app, "Kdo schvaluje").set_value("Milan Dvořák")
    field(app, "E-mail (nemusí být)").set_value("starosta@brazdov.example")
    app = press(app, "Vytvořit jednorázový odkaz")
    (mail,) = (link.proto.url for link in app.get("link_button"))
    assert mail.startswith("mailto:starosta@brazdov.example?subject=Ke%20schv")
    assert "schvaleni/" in mail
    assert "Milan Dvořák" in words(app)
    press(app, "Zrušit odkaz")
    with store.read() as db:
        assert queries.links(db, story_id, by=SYSTEM)["revoked_at"][0]


def test_a_signature_on_paper_is_written_down(open_page: Open) -> None:
    story_id = in_review()
    app = open_page("post", id=str(story_id), cast="schvaleni")
    assert [one.proto.label for one in app.get("download_button")] == ["Tisk k podpisu (PDF)"]
    field(app, "Kdo papír podepsal").set_value("Milan Dvořák")
    press(app, "Zapsat podpis")
    assert only().stage == "approved"


def test_only_what_is_approved_is_sent(open_page: Open) -> None:
    app = open_page("post", id=str(in_review()), cast="odeslani")
    assert not app.exception
    assert "Odeslat půjde, až bude text schválen" in words(app)
    assert "Co čekalo se starším zněním" not in words(app), "nothing has waited yet"
    assert "Přejít ke schválení" in labels(app)
    assert "Zařadit" not in labels(app)


def test_an_approved_post_is_queued_and_handed_over_by_hand(open_page: Open) -> None:
    munipolis()
    story_id = approved()
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert main_steps(app) == ["Zařadit"]
    app.get("button_group")[-2].set_value(["munipolis"])
    app = press(app.run(), "Zařadit")
    assert not app.exception
    with store.read() as db:
        (row,) = queries.posts_of_story(db, story_id, by=SYSTEM).iter_rows(named=True)
    assert row["channel"] == "munipolis"
    with store.write() as db:
        outbox.hand_over(db)
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "k předání" in words(app)
    assert main_steps(app) == ["Zapsat odeslání"]
    assert "Stáhnout obrázek" in [one.label for one in app.download_button]
    app.number_input[0].set_value(2950)
    press(app, "Zapsat odeslání")
    with store.read() as db:
        (row,) = queries.posts_of_story(db, story_id, by=SYSTEM).iter_rows(named=True)
    assert (row["state"], row["recipients"]) == ("published", 2950)
    with store.write() as db:
        mending.withdraw_everywhere(db, story_id, "Akce se nekoná", by=SYSTEM)
        outbox.hand_over(db)
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "Odstraňte to tam ručně" in words(app)
    assert "Zkopírovat" not in labels(app), "what is taken back must not be sent again"
    assert main_steps(app) == ["Zapsat odstranění"]
    press(app, "Zapsat odstranění")
    with store.read() as db:
        assert set(queries.posts_of_story(db, story_id, by=SYSTEM)["state"]) == {"published"}


def test_what_a_change_held_back_is_queued_again(open_page: Open) -> None:
    munipolis()
    story_id = approved()
    with store.write() as db:
        sending.schedule(db, story_id, "munipolis", dt.datetime(2026, 11, 27, 9, 0), by=SYSTEM)
        actions.save(db, story_id, replace(only().content, perex="Přijďte."), by=SYSTEM)
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "Zařadit znovu" not in labels(app)
    with store.write() as db:
        actions.approve(db, story_id, only().approval_hash, by=SYSTEM)
        db.conn.execute("update channel set switched_on = 0")
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "Zařadit znovu" not in labels(app)
    assert all(said in words(app) for said in ("**MUNIPOLIS**", "Nic z toho teď nejde zařadit znovu"))
    with store.write() as db:
        db.conn.execute("update channel set switched_on = 1")
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert main_steps(app) == ["Zařadit znovu"]
    app = press(app, "Zařadit znovu")
    assert not app.exception
    assert "Zařadit znovu" not in labels(app)
    with store.read() as db:
        found = queries.posts_of_story(db, story_id, by=SYSTEM)
    assert found["state"].to_list() == ["queued", "cancelled"]
    assert found["wall_time"].to_list() == ["2026-11-27T09:00"] * 2


def test_what_may_be_out_is_decided_by_a_person(open_page: Open) -> None:
    munipolis()
    story_id = approved()
    with store.write() as db:
        sending.schedule(db, story_id, "munipolis", dt.datetime(2026, 11, 24, 9), by=SYSTEM)
        db.conn.execute("update outbox set state = 'unknown'")
        db.conn.execute(
            "insert into outbox_attempt (message_id, at, phase, outcome, milliseconds)"
            " select id, '2026-11-23T07:00:00Z', 'submit', 'unknown', 84 from outbox"
        )
    app = open_page("post", id=str(story_id), cast="odeslani")
    assert "je to venku?" in words(app)
    assert "předání kanálu · bez jasné odpovědi · 84 ms" in words(app)
    press(app, "Ano, je venku")
    with store.read() as db:
        assert queries.posts_of_story(db, story_id, by=SYSTEM)["state"][0] == "published"


def test_a_post_is_withdrawn_with_a_reason_only(open_page: Open) -> None:
    story_id = drafted()
    with store.write() as db:
        actions.publish(db, story_id, by=SYSTEM)
    app = press(open_page("post", id=str(story_id), cast="odeslani"), "Stáhnout z kanálů")
    assert only().state == "published"
    next(one for one in app.text_input if "stahuje" in one.label).set_value("Akce se nekoná")
    press(app, "Stáhnout z kanálů")
    assert only().withdrawn_reason == "Akce se nekoná"
    app = open_page("post", id=str(story_id))
    assert not {"Upravit", "Předat ke schválení"} & set(labels(app))


def test_an_older_version_comes_back(open_page: Open) -> None:
    story_id = drafted()
    app = open_page("new", id=str(story_id))
    field(app, "Název").set_value("Vánoční trh")
    press(app.run(), "Uložit")
    app = open_page("post", id=str(story_id), cast="verze")
    assert any("Verze 2" in one.label and "Název" in one.label for one in app.expander)
    press(app, "Vrátit tuto verzi")
    assert (only().title, only().version) == ("Farmářský trh", 3)


def test_only_the_first_version_says_so(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_versions, "SHOWN", 2)
    story_id = drafted()
    for title in ("Trh u kostela", "Trh na náměstí"):
        with store.write() as db:
            now = queries.story(db, story_id, by=SYSTEM)
            actions.save(db, story_id, replace(now.content, title=title), started_from=now.version, by=SYSTEM)
    shown = [one.label for one in open_page("post", id=str(story_id), cast="verze").expander]
    assert [label.partition(" · ")[0] for label in shown] == ["Verze 3", "Verze 2"]
    assert not any("první verze" in label for label in shown)


def test_a_consent_needs_its_channels_and_its_paper(open_page: Open) -> None:
    story_id = drafted()
    app = open_page("post", id=str(story_id))
    field(app, "Čí údaje").set_value("Marie Nová")
    app = press(app, "Zapsat důvod")
    with store.read() as db:
        assert consents.of_story(db, story_id, by=SYSTEM)["subject"].to_list() == ["Marie Nová"]


def test_owner_and_day_and_a_copy(open_page: Open) -> None:
    story_id = drafted()
    app = open_page("post", id=str(story_id))
    next(one for one in app.date_input if one.label == "Naplánováno na").set_value("2026-11-26")
    next(one for one in app.selectbox if one.label == "Vlastník").set_value("editor")
    next(one for one in app.button if one.key and "story.plan" in one.key).click()
    app.run()
    assert (only().plan_on, only().owner) == ("2026-11-26", "editor")
    press(open_page("post", id=str(story_id), cast="dalsi"), "Vytvořit kopii")
    with store.read() as db:
        assert queries.posts(db, by=SYSTEM).height == 2


def test_an_owner_and_a_day_that_somebody_else_changed_meanwhile(open_page: Open) -> None:
    """What each of two people changed is kept; the same field is asked about once, and the choice stays."""
    story_id = drafted()

    def save(day: str) -> AppTest:
        next(one for one in app.date_input if one.label == "Naplánováno na").set_value(day)
        next(one for one in app.button if one.key and "story.plan" in one.key).click()
        return app.run()

    app = open_page("post", id=str(story_id))
    with store.write() as db:
        actions.give_to(db, story_id, "editor", by=SYSTEM)
    save("2026-11-26")
    assert (only().plan_on, only().owner) == ("2026-11-26", "editor")
    app = open_page("post", id=str(story_id))
    with store.write() as db:
        actions.plan(db, story_id, dt.date(2026, 11, 30), by=SYSTEM)
    said = words(save("2026-11-27"))
    assert "Mezitím to změnil někdo jiný" in said
    assert "Teď platí: Petra Dlouhá, po 30. 11. 2026" in said
    assert only().plan_on == "2026-11-30"
    save("2026-11-27")
    assert only().plan_on == "2026-11-27"


def test_a_reader_only_reads(open_page: Open) -> None:
    story_id = drafted()
    for part in ("text", "schvaleni", "odeslani", "verze", "dalsi"):
        app = open_page("post", "reader", id=str(story_id), cast=part)
        assert not app.exception
        forbidden = {"Upravit", "Předat ke schválení", "Zařadit", "Vytvořit kopii", "Zapsat důvod"}
        assert not forbidden & set(labels(app))
        assert ("Příspěvky posílá tisková mluvčí nebo vedoucí." in words(app)) == (part == "odeslani")
