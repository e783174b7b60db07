"""What happens when the app starts and stops: the store is opened, modules warmed up, the worker looked after."""

import asyncio
import gc
import importlib
import importlib.util
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from streamlit import config as streamlit_config

from lib import accounts, config, invitations, settings, store
from lib.errors import OfficeError
from lib.flows import installation
from lib.i18n import t
from lib.web import readiness

HEAVY = ("polars", "pandas", "pyarrow", "plotly.graph_objects", "fpdf", "babel.dates", "streamlit.dataframe_util")
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
SECONDS_TO_STOP = 10
log = logging.getLogger("kancelar")


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, object]]:
    """Around the app's life. A store that cannot be opened does not stop the start: every page then says why."""
    await asyncio.to_thread(open_store)
    await asyncio.to_thread(warm_up)
    worker = asyncio.create_task(keep_worker()) if _has_worker() else None
    try:
        yield {}
    finally:
        if worker:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


def open_store() -> None:
    """Open or make the store and say on the console what the first start needs."""
    try:
        if not config.current().read_only:
            installation.open_store()
            _announce()
        readiness.say(None)
    except OfficeError as error:
        log.error("%s", error)
        readiness.say(error)


def _announce() -> None:
    with store.write() as db:
        if config.current().demo and settings.value(db, "town.made_up"):
            accounts.ensure_demo_accounts(db)
            return
        path = invitations.setup_link(db)
    if path:
        where = config.current().public_url or f"http://localhost:{streamlit_config.get_option('server.port')}"
        print(
            t("Set up the first account here (the link works once): {link}", link=where.rstrip("/") + path), flush=True
        )


def warm_up() -> None:
    """Import what pages need and leave it out of later garbage collections (design: an empty rerun 87 → 5 ms)."""
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _has_worker() -> bool:
    return (
        config.current().worker and readiness.problem() is None and importlib.util.find_spec("lib.worker") is not None
    )


async def keep_worker(command: tuple[str, ...] = (sys.executable, "-m", "lib.worker")) -> None:
    """Run the worker as a child process and start it again when it ends, ever more slowly; stop it when cancelled."""
    wait = FIRST_WAIT
    while True:
        child = await asyncio.create_subprocess_exec(*command, cwd=config.ROOT)
        started = asyncio.get_running_loop().time()
        try:
            code = await child.wait()
        except asyncio.CancelledError:
            await _stop(child)
            raise
        if asyncio.get_running_loop().time() - started > LONGEST_WAIT:
            wait = FIRST_WAIT
        log.warning("The worker ended with %s; it starts again in %.0f s.", code, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def _stop(child: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), SECONDS_TO_STOP)
    except TimeoutError:
        child.kill()
        await child.wait()
