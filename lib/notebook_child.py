"""Runs one notebook in a process of its own, limited in memory and time: `python -m lib.notebook_child IN OUT`."""

import resource
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

MEMORY = 4 << 30
CPU_SECONDS = 300
CELL_SECONDS = 120


def main(source: str, target: str) -> int:
    """Execute the notebook and write it with its outputs, also when a cell failed. 0 whole, 3 a cell failed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    notebook = nbformat.read(source, as_version=4)
    client = NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", record_timing=False)
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        notebook.metadata["failure"] = _sentence(error)
        return 3
    finally:
        nbformat.write(notebook, Path(target))
    return 0


def _sentence(error: Exception) -> str:
    """The last line of what went wrong: enough to mend the notebook."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
