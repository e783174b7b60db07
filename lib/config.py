"""Where this installation keeps its things: the only reader of the process environment."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Config:
    """Settings of one installation. Everything that staff may change lives in `lib.settings` instead."""

    data: Path
    host: str
    port: int
    demo: bool
    https: bool
    worker: bool
    read_only: bool
    now: str | None
    key_file: Path | None
    public_url: str | None
    google_endpoint: str | None

    @property
    def database(self) -> Path:
        return self.data / "office.db"

    @property
    def shared(self) -> Path:
        """The watched folder of shared spreadsheets."""
        return self.data / "shared"

    @property
    def incoming(self) -> Path:
        """Raw bytes of every fetched spreadsheet, dated."""
        return self.data / "incoming"

    @property
    def files(self) -> Path:
        """Photos, cards and frozen papers, named by their content."""
        return self.data / "files"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def oidc(self) -> dict[str, str]:
        """What follows `KANCELAR_OIDC_` in small letters → value. Read when asked: it walks the whole environment."""
        found = ((name, value) for name, value in os.environ.items() if name.startswith("KANCELAR_OIDC_"))
        return {name[14:].lower(): value for name, value in found if value}


def pinned() -> str | None:
    """The moment at which the clock of this installation stands, if it does (the clock asks all the time)."""
    return os.environ.get("KANCELAR_NOW") or None


def current() -> Config:
    """The configuration as the environment says it now (tests change it, so nothing here is cached)."""
    env = os.environ
    return Config(
        data=Path(env.get("KANCELAR_DATA") or ROOT / "data"),
        host=env.get("KANCELAR_HOST", "127.0.0.1"),
        port=int(env.get("KANCELAR_PORT", "8501")),
        demo=env.get("KANCELAR_DEMO", "0") == "1",
        https=env.get("KANCELAR_HTTPS", "0") == "1",
        worker=env.get("KANCELAR_WORKER", "1") == "1",
        read_only=env.get("KANCELAR_READ_ONLY", "0") == "1",
        now=pinned(),
        key_file=Path(env["KANCELAR_KEY_FILE"]) if env.get("KANCELAR_KEY_FILE") else None,
        public_url=env.get("KANCELAR_URL") or None,
        google_endpoint=env.get("KANCELAR_GOOGLE_ENDPOINT") or None,
    )
