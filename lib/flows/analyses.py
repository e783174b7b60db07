"""Analyses: a notebook asked for in the app, run by the worker over a read-only copy, its answer shown in the page."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from lib import clock, config, files, jobs, notebooks, store, upkeep
from lib.access import User, needs
from lib.analysis import TABLE
from lib.errors import Unavailable
from lib.i18n import t
from lib.jobs import Job
from lib.notebooks import Notebook, Value
from lib.store import Database

KIND = "analyses.run"
FIGURE = "application/vnd.plotly.v1+json"
PATIENCE_SECONDS = 600
SECRET = ("session", "setup_link", "sign_in_attempt", "audit_detail", "diary_private")
"""Tables that stay out of the copy that a notebook reads; password hashes and one-time codes are blanked."""


@dataclass(frozen=True)
class Answer:
    """What a notebook said: `parts` of kind markdown, figure, table or text; `at` is the moment of its data."""

    at: str
    values: dict[str, Value]
    parts: list[dict[str, Any]]


@needs("analyses.read")
def listing(db: Database, *, by: User) -> list[Notebook]:
    """Every analysis that can be asked for."""
    return notebooks.listing()


@needs("analyses.run")
def ask(db: Database, name: str, given: dict[str, Any], *, by: User) -> int:
    """Queue a run with these parameters; gives the job. BadInput names the parameter that cannot be used."""
    notebook = notebooks.find(name)
    values = {one.name: one.read(given.get(one.name, one.default)) for one in notebook.parameters}
    return jobs.ask(db, KIND, {"notebook": name, "values": values}, by=by)


@needs("analyses.read")
def runs(db: Database, name: str, *, by: User) -> list[Job]:
    """The latest runs of one analysis, newest first."""
    return [job for job in jobs.latest(db, KIND, 200) if job.argument("notebook") == name][:20]


@needs("analyses.read")
def answer(db: Database, job_id: int, *, by: User) -> Answer | None:
    """What a finished run said, or None while there is nothing."""
    job = jobs.get(db, job_id)
    if job is None or job.result is None:
        return None
    return Answer(**json.loads(files.read(json.loads(job.result)["file"])))


def run(job: Job, progress: Any) -> dict[str, Any]:
    """The worker's part: copy the data, run the notebook in a child process, keep what it said."""
    notebook = notebooks.find(job.argument("notebook"))
    values = job.argument("values")
    with tempfile.TemporaryDirectory(prefix="kancelar-") as place:
        folder = Path(place)
        progress(0, 3, t("Copying the data"))
        at = clock.stamp()
        _copy_data(folder / "data")
        progress(1, 3, t("Counting"))
        done = _execute(notebook, values, folder)
        progress(2, 3, t("Keeping the answer"))
        said = Answer(at, values, _parts(done))
        return {"file": files.keep(json.dumps(said.__dict__, ensure_ascii=False).encode(), "json")}


def _copy_data(folder: Path) -> None:
    folder.mkdir()
    copy = folder / "office.db"
    upkeep.copy_to(copy)
    connection = store.open_connection(copy)
    try:
        for table in SECRET:
            connection.execute(f"delete from {table}")
        connection.execute("update user set password_hash = null, totp_secret = null")
        connection.execute("update absence set reason = 'other'")
    finally:
        connection.close()
    copy.chmod(0o444)


def _environment(folder: Path) -> dict[str, str]:
    """What the child may know: the copy of the data, nothing of ours."""
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTHONPATH": str(config.ROOT),
        "KANCELAR_DATA": str(folder / "data"),
        "KANCELAR_READ_ONLY": "1",
    }
    key = config.current().key_file
    if key is not None:
        environment["KANCELAR_KEY_FILE"] = str(shutil.copy(key, folder / "key"))
    return environment


def _execute(notebook: Notebook, values: dict[str, Value], folder: Path) -> nbformat.NotebookNode:
    asked, done = folder / "asked.ipynb", folder / "done.ipynb"
    nbformat.write(notebooks.filled(notebook, values), asked)
    command = [sys.executable, "-m", "lib.notebook_child", str(asked), str(done)]
    try:
        subprocess.run(command, cwd=folder, env=_environment(folder), capture_output=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unavailable("The analysis took longer than ten minutes and was stopped.") from error
    if not done.exists():
        raise Unavailable("The analysis could not be started. Check that the notebook opens in Jupyter.")
    node = nbformat.read(done, as_version=4)
    if node.metadata.get("failure"):
        raise Unavailable("The notebook failed: {reason}", reason=node.metadata["failure"])
    return node


def _parts(node: nbformat.NotebookNode) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for cell in node.cells:
        if cell.cell_type == "markdown":
            found.append({"kind": "markdown", "text": cell.source})
        for output in cell.get("outputs", []):
            part = _part(output)
            if part:
                found.append(part)
    return found


def _part(output: Any) -> dict[str, Any] | None:
    if output.output_type == "stream":
        return {"kind": "text", "text": output.text}
    data = output.get("data", {})
    if FIGURE in data:
        return {"kind": "figure", "figure": {key: data[FIGURE].get(key) for key in ("data", "layout")}}
    if TABLE in data:
        return {"kind": "table", **data[TABLE]}
    if "text/markdown" in data:
        return {"kind": "markdown", "text": data["text/markdown"]}
    return {"kind": "text", "text": data["text/plain"]} if "text/plain" in data else None


def worker_alive(db: Database) -> bool:
    """Whether anybody is there to run what was asked for."""
    return jobs.worker_alive(db)
