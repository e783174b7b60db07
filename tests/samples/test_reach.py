"""Exports of reach: their encodings and headers, two thousand posts, and totals that only grow."""

import csv
import io
from pathlib import Path

import openpyxl

from data.samples.expected import EXPECTED, ON_DEFAULT_DAY


def table(path: Path, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_two_thousand_posts(town: Path) -> None:
    facebook = {
        row["Post ID"] for m in ("10", "11") for row in table(town / f"meta-facebook-obsah-2026-{m}.csv", "utf-8-sig")
    }
    instagram = {row["Post ID"] for row in table(town / "meta-instagram-obsah-2026-11.csv", "utf-8-sig")}
    pages = table(town / "matomo-stranky-2026-10.csv", "utf-16") + table(town / "matomo-stranky-2026-09.csv", "utf-8")
    web = {row["url"] for row in pages if row["label"].startswith("/aktuality/")}
    found = {"facebook": len(facebook), "instagram": len(instagram), "web": len(web)}
    assert found == EXPECTED["posts"]
    assert sum(found.values()) == 2000


def test_later_snapshot_never_falls(town: Path) -> None:
    older, newer = (
        {row["Post ID"]: row for row in table(town / f"meta-facebook-obsah-2026-{month}.csv", "utf-8-sig")}
        for month in ("10", "11")
    )
    both = older.keys() & newer.keys()
    assert len(both) > 300
    assert all(int(newer[key]["Reach"]) >= int(older[key]["Reach"]) for key in both)
    assert any(int(newer[key]["Reach"]) > int(older[key]["Reach"]) for key in both)
    assert {"2026-10": len(older), "2026-11": len(newer)} == ON_DEFAULT_DAY["facebook_rows"]


def test_encodings_are_those_of_the_real_exports(town: Path) -> None:
    starts = {path.name: path.read_bytes()[:3] for path in town.glob("*.csv")}
    assert starts["meta-facebook-obsah-2026-11.csv"] == b"\xef\xbb\xbf"
    assert starts["facebook-sledujici.csv"][:2] == starts["matomo-stranky-2026-10.csv"][:2] == b"\xff\xfe"
    assert starts["matomo-stranky-2026-09.csv"] == b"lab"
    series = (town / "facebook-sledujici.csv").read_bytes().decode("utf-16").splitlines()
    assert series[:3] == ["sep=,", '"Facebook follows"', '"Date","Primary"']
    assert not any(line.endswith('"0"') for line in series)


def test_matomo_lists_pages_of_two_months(town: Path) -> None:
    rows = {
        "2026-09": len(table(town / "matomo-stranky-2026-09.csv", "utf-8")),
        "2026-10": len(table(town / "matomo-stranky-2026-10.csv", "utf-16")),
    }
    assert rows == ON_DEFAULT_DAY["matomo_rows"]


def test_advent_reaches_more(town: Path) -> None:
    rows = table(town / "meta-facebook-obsah-2026-10.csv", "utf-8-sig")
    advent = [
        int(row["Reach"]) for row in rows if row["Publish time"].startswith("12/") and "/2025" in row["Publish time"]
    ]
    summer = [int(row["Reach"]) for row in rows if row["Publish time"].startswith(("07/", "08/"))]
    assert sum(advent) / len(advent) > 1.3 * sum(summer) / len(summer)


def test_values_in_words_of_the_hand_kept_sheet(town: Path) -> None:
    page = openpyxl.load_workbook(town / "dosah-rucne.xlsx")["Dosah"]
    rows = [row for row in page.iter_rows(min_row=5, values_only=True) if row[1]]
    words = [row[3] for row in rows if isinstance(row[3], str) and not row[3].replace(" ", "").isdigit()]
    assert sorted(words) == sorted(["cca 3 200", "1,2 tis.", "nezjištěno"])
    assert len(words) == EXPECTED["reach_by_hand"]["values_in_words"]
    assert len(rows) - len(words) == EXPECTED["reach_by_hand"]["good"]
