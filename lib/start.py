"""`make run`: prepares the store, fills a made-up town on the first start, then runs the app and says where it is."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

from lib import accounts, clock, config, store
from lib.errors import OfficeError
from lib.flows import channel_desk, installation, sample_town
from lib.i18n import t


def main() -> int:
    """Prepare, then hand over to the server; trouble is one sentence and an exit code."""
    try:
        _prepare(fresh="--fresh-demo" in sys.argv)
    except OfficeError as error:
        print(f"Kancelář: {error}", file=sys.stderr)
        return 1
    return 0 if "--fresh-demo" in sys.argv else _serve()


def _prepare(*, fresh: bool) -> None:
    if fresh:
        _throw_demo_away()
    if config.current().demo:
        sample_town.claim()
    new = installation.open_store()
    if config.current().demo:
        _fill()
    else:
        _settle(new)
    if not config.current().read_only:
        with store.write() as db:
            channel_desk.served_by_hand(db)


def _fill() -> None:
    """The made-up town, or what an interrupted start has left undone of it."""
    if sample_town.is_whole():
        return
    started = clock.now()
    sample_town.build(_say)
    _say(t("The sample town is ready ({seconds} s).", seconds=int((clock.now() - started).total_seconds())))


def _settle(new: bool) -> None:
    """A real office. It must never carry the marker of a demo that was interrupted before it made a store."""
    if new:
        sample_town.marker().unlink(missing_ok=True)
    _offer_first_account()


def _throw_demo_away() -> None:
    """Only ever a made-up town: a real office has no marker of a demo, not even when its database has been lost."""
    sample_town.claim()
    sample_town.marker().write_text("", encoding="utf-8")
    installation.marker().unlink(missing_ok=True)
    for path in config.current().data.glob("office.db*"):
        path.unlink()
    for folder in (config.current().shared, config.current().incoming, config.current().files):
        shutil.rmtree(folder, ignore_errors=True)


def _offer_first_account() -> None:
    with store.write() as db:
        link = accounts.setup_link(db)
    if link:
        _say(t("First account: open {address} (the link works once).", address=_address() + link))


def _serve() -> int:
    settings = config.current()
    port = _free_port(settings.host, settings.port)
    print(f"\n  Kancelář: http://localhost:{port}\n", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(config.ROOT / "app.py")]
    options = ["--server.port", str(port), "--server.address", settings.host, "--server.headless", "true"]
    try:
        return subprocess.call([*command, *options], cwd=config.ROOT)
    except KeyboardInterrupt:
        return 0


def _free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next free one: a second start must not fail on the first."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OfficeError("No free port between {first} and {last}.", first=wanted, last=wanted + 19)


def _address() -> str:
    settings = config.current()
    return settings.public_url or f"http://localhost:{settings.port}"


def _say(sentence: str) -> None:
    print(f"  {sentence}", flush=True)


if __name__ == "__main__":
    Path(config.current().data).mkdir(parents=True, exist_ok=True)
    sys.exit(main())
