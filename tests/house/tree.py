"""The project as the house rules see it: its Python files and what each imports."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "contacts", "tasks", "events", "coverage", "guests", "diary", "memorial", "stock", "tariffs", "ads",
    "invoices", "bank", "photos", "press", "newsletter", "publishing", "reach",
)  # fmt: skip
"""Left to right: a room may use the rooms to its left."""
GROUND = (
    "config", "errors", "clock", "czech", "i18n", "readers", "store", "upkeep", "roles", "access", "sign_in",
    "invitations", "analysis", "notebook_child", "changes", "changes_deeds", "changes_detail", "changes_media",
    "changes_words", "accounts", "audit", "series", "settings", "sender", "uids", "views", "jobs", "outbox",
    "paper", "sheets", "charts", "files", "backups", "feeds", "notebooks", "xlsx", "pictures", "manuscripts",
    "guarded", "guarded_child",
)  # fmt: skip
UPPER = ("flows", "web", "worker", "ui", "start")


def sources(*folders: str) -> list[Path]:
    """Python files of the product below the folders (default: app.py, pages and lib)."""
    chosen = folders or ("app.py", "pages", "lib")
    found = []
    for name in chosen:
        place = ROOT / name
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [path for path in found if path.exists()]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """(line, dotted module) of every import; `from lib import store` counts as `lib.store`."""
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def storey(module: str) -> str | None:
    """The first name below lib: `lib.stock.rules` → `stock`."""
    parts = module.split(".")
    return parts[1] if parts[0] == "lib" and len(parts) > 1 else None
