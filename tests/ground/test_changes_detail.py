"""The detail of a deed is said in Czech: amounts, days, codes, what was and what is."""

from typing import Any

import pytest

from lib.changes_detail import LONGEST, said

ANNA = {"name": "Alena Dvorská", "holder_id": 1, "answer": "asked", "speaks": False, "deputy_id": None, "note": ""}


@pytest.mark.parametrize(
    ("what", "detail", "wanted"),
    [
        ("invoices.pay", {"amount": 326700, "payment": 4, "source": "hand"},
         "Částka: 3 267 Kč · Způsob platby: zapsáno ručně"),
        ("ads.plan", {"1": 1250000, "2": None}, "leden: 12 500 Kč · únor: —"),
        ("bank.confirm", {"2026100001": 181550}, "2026100001: 1 815,50 Kč"),
        ("invoices.remind", {"level": 2, "until": "2026-12-07", "open": 181500},
         "Do kdy: 7. 12. 2026 · Zbývá uhradit: 1 815 Kč · Upomínka: 2. upomínka"),
        ("contacts.end_term", {"valid_to": "2026-11-24"}, "Platí do: 24. 11. 2026"),
        ("coverage.want", {"kind": "tv", "intent": "on_request", "due_at": "2026-12-11 12:00"},
         "Druh: televize · Rozhodnutí: na požádání · Termín: 11. 12. 2026, 12:00"),
        ("ads.edit_issue", {"closes_at": ["2026-11-10T12:00", "2026-11-11T09:00"]},
         "Uzávěrka inzerce: 10. 11. 2026, 12:00 → 11. 11. 2026, 9:00"),
        ("coverage.tv_edit", {"shoot_at": "09:00"}, "Čas: 9:00"),
        ("something.new", {"at": "2026-11-23T07:00:00Z"}, "at: 23. 11. 2026, 8:00"),
        ("something.new", {"at": "2026-99-99"}, "at: 2026-99-99"),
        ("ads.step", {"from": "enquiry", "to": "ordered", "reason": "volali"},
         "Stav: poptávka → objednáno · Důvod: volali"),
        ("coverage.tv_draft", {"state": "draft", "event_id": 7, "short_notice": 0},
         "Stav: koncept · Pozdní objednávka: ne"),
        ("events.step", {"reason": "", "changes": {"state": ["confirmed", "held"]}}, "Stav: potvrzeno → proběhlo"),
        ("diary.attend", {"changes": {"attendees": [[ANNA], [ANNA | {"answer": "confirmed"}]]}},
         "Účast vedení: Alena Dvorská (čeká na odpověď) → Alena Dvorská (potvrzeno)"),
        ("events.edit_venue", {"before": {"id": 1, "name": "Sál", "note": None, "capacity": 1000, "accessible": None},
                               "after": {"name": "Velký sál", "note": "", "capacity": 1200, "accessible": 1}},
         "Název: Sál → Velký sál · Kapacita: 1 000 → 1 200 · Bezbariérové: — → ano"),
        ("diary.change_block", {"title": "Porada", "starts_on": "2026-11-24",
                                "before": {"title": "Porada", "starts_on": "2026-11-23"}},
         "První den: 23. 11. 2026 → 24. 11. 2026"),
        ("ads.paid", {"before": None, "after": "2026-10-08"}, "Uhrazeno dne: — → 8. 10. 2026"),
        ("publishing.correct", {"before": "9555be", "after": "a02b47"}, ""),
        ("contacts.correct", {"address": ["", "Školní 11"], "dic": ["", "CZ99005069"]},
         "DIČ: — → CZ99005069 · Adresa: — → Školní 11"),
        ("contacts.merge", {"merged": 7, "name": "Lípa", "rows": {"ad.party_id": 3, "invoice.party_id": 1},
                            "taken": {"phone": ["", "777"]}},
         "Název: Lípa · Převedeno záznamů: 4 · Telefon: — → 777"),
        ("sheets.import", {"added": [[1, 860], [900, 1273]], "changed": [5, 13], "content": "9555be", "import": 1200,
                           "counts": {"new": 1234, "changed": 2, "problems": 9, "conflicts": 0}, "source": "Akce"},
         "Odkud: Akce · Číslo importu: 1200 · Přidáno záznamů: 1 234 · Změněno záznamů: 2 · Problémy: 9"),
        ("sheets.undo", {"import": 3, "removed": [[5, 5]], "put back": []}, "Číslo importu: 3 · Odebráno záznamů: 1"),
        ("guests.invite", {"guests": [1, 2, 3], "way": "post"}, "Počet hostů: 3 · Způsob pozvání: poštou"),
        ("users.open", {"name": "Jana", "roles": ["editor", "head"], "email": None},
         "Jméno: Jana · Role: Redaktorka novin, Vedoucí"),
        ("users.change", {"name": ["Jana", "Jana"], "roles": ["editor head", "editor"]},
         "Role: Redaktorka novin, Vedoucí → Redaktorka novin"),
        ("ads.edit_order", {"issues": [["2026-12"], ["2026-12", "2027-01"]], "prepaid": [False, True]},
         "Čísla novin: prosinec 2026 → prosinec 2026, leden 2027 · Platba předem: ne → ano"),
        ("coverage.replan", {"terms": [["2026-11-19 12:00", "2026-11-20 12:00"]], "asked_again": 1},
         "Termíny: 19. 11. 2026, 12:00 → 20. 11. 2026, 12:00 · Znovu osloveno: 1"),
        ("events.add_special_day", {"name": "Podzimní prázdniny", "days": ["2026-10-29", "2026-10-30"]},
         "Název: Podzimní prázdniny · Období: 29.–30. 10. 2026"),
        ("events.repeat", {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "series": 4, "events": 12},
         "Opakování: každé 2 týdny · Počet akcí: 12"),
        ("publishing.save", {"title": "Trh", "texts": {"web": "Dlouhý text", "sms": "Krátký"}},
         "Název: Trh · Kanály: Webové stránky, SMS"),
        ("views.save", {"list": "changes", "name": "Moje", "shared": True}, "Název: Moje · Pro všechny kolegy: ano"),
        ("tasks.finish", {"result": ""}, ""),
        ("something.new", {"a": [1], "b": {"c": True}}, "a: 1 · b: c: ano"),
        ("ads.step", {"from": "enquiry", "to": "lost"}, "Stav: poptávka → lost"),
    ],
)  # fmt: skip
def test_a_detail_is_said(what: str, detail: dict[str, Any], wanted: str) -> None:
    assert said(what, "x:1", detail).replace("\u00a0", " ") == wanted


def test_a_setting_is_said_by_what_it_is() -> None:
    detail = {"value": 150, "valid_from": "2026-11-23"}
    assert said("settings.change", "setting:sms.price_per_part", detail).endswith("Hodnota: 1,50\u00a0Kč")
    assert said("settings.change", "setting:sms.recipients", detail).endswith("Hodnota: 150")
    numbered = said("settings.change", "setting:invoices.numbered_by", {"value": "finance"})
    assert numbered == "Hodnota: finanční odbor"


def test_a_long_detail_is_cut() -> None:
    assert said("ads.step", "order:1", {"reason": "x" * 1000}) == f"Důvod: {'x' * (LONGEST - 7)} …"
