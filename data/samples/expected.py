"""What is in the sample spreadsheets, in numbers: the scripts make exactly this and tests may rely on it.

In each table `good` counts rows with nothing wrong; every other count names rows that are wrong in that one way only,
so an importer's result is `good` plus the kinds it tolerates. A duplicate repeats a good row cell by cell.
"""

from typing import Any

EXPECTED: dict[str, Any] = {
    "office_calendar": {  # kalendar-akci.xlsx
        "good": 850,
        "duplicates": 5,
        "impossible_dates": 3,  # 31. 4., 30. 2., 31. 11.
        "weekday_contradictions": 2,
        "bad_ico": 4,
        "date_ranges": 6,  # `5.–7. 6. 2026`: right, but one cell holds two dates
        "cancelled_by_colour_only": 3,  # among the good ones: red, state still says otherwise, the note says so
        "empty_sheets": 1,
    },
    "dk_programme": {  # program-dk.ods
        "good": 350,
        "duplicates": 3,
        "impossible_dates": 1,  # 31. 9.
        "weekday_contradictions": 2,
        "twins_of_office": 12,  # among the good ones: the office keeps the same event in its own calendar
    },
    "items": {  # sklad-predmetu.xlsx, Předměty
        "good": 120,
        "at_zero": 1,
        "under_minimum": 6,  # above zero
        "run_out_soon": 4,  # over the minimum, but three weeks of steady demand finish them
        "with_photo": 67,
    },
    "movements": {  # sklad-predmetu.xlsx, Pohyby
        "good": 2500,
        "duplicates": 3,
        "below_zero": 2,
        "impossible_dates": 2,
        "unknown_items": 2,
        "bad_ico": 1,
        "bad_quantities": 1,  # "asi 20"
    },
    "ads": {  # inzerce-bn.xlsx and inzerce-stare.csv together
        "good": 1500,
        "duplicates": 5,
        "bad_ico": 3,
        "impossible_dates": 2,  # paid on 31. 4., issued on 30. 2.
        "wrong_sums": 3,  # price with VAT is not price + VAT
        "unknown_issues": 1,  # 13/2026
        "cancelled": 3,  # red, the note says STORNO
        "overdue": 14,  # among the good ones: invoiced, due before the as-of day, unpaid
    },
    "reach_by_hand": {"good": 360, "values_in_words": 3},  # dosah-rucne.xlsx
    "posts": {"facebook": 1000, "instagram": 350, "web": 650},  # distinct, 2 000 together
    "photos": 14,
    "lock_files": 1,
}

# What depends on the day, for the as-of day 2026-11-23 of the files in this folder.
ON_DEFAULT_DAY: dict[str, Any] = {
    "events_today": 3,
    "unpaid_not_yet_due": 7,
    "ods_time_cells": 49,  # real times in the column Začátek of program-dk.ods; some readers give them as empty
    "facebook_rows": {"2026-10": 969, "2026-11": 487},  # snapshots of the same posts overlap
    "matomo_rows": {"2026-09": 530, "2026-10": 665},
    "clashes": [  # day, place, two titles; the last two are between the office and the house of culture
        ("2026-11-28", "náměstí Svobody", "Charitativní bleší trh", "Ukázky hasičské techniky"),
        ("2026-12-05", "sokolovna", "Turnaj ve stolním tenise", "Generální zkouška souboru"),
        ("2026-12-12", "radnice – obřadní síň", "Vítání občánků", "Diamantová svatba"),
        ("2026-11-25", "Dům kultury – velký sál", "Setkání s podnikateli", "Večer s písničkou"),
        ("2026-12-09", "Dům kultury – velký sál", "Vyhlášení sportovců roku", "Divadlo: Zkouška nanečisto"),
    ],
}
