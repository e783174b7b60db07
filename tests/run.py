"""Runs the tests in the order in which their failure tells most: `python -m tests.run fast|all`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

APART = ("tests/faults", "tests/browser", "tests/real/test_wordpress_once.py")
"""Stages of their own: each process collects only what it may run. A process in which a page ran cannot start workers:
they would run that page first."""
QUICK = ["tests", *(f"--ignore={place}" for place in APART), "-n", "2"]
STAGES = {
    "fast": [[*QUICK, "-m", "not slow", "--durations=5", "--durations-min=1"]],
    "all": [
        QUICK,
        ["tests/faults", APART[-1], "-n", "4"],  # a killed process and its successor mostly wait
        ["tests/browser", "-n", "2"],
    ],
}


MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30


def main() -> int:
    """Run each stage; the first failing stage ends the run with its exit code. The stages share one made-up town."""
    stages = sys.argv[1] if len(sys.argv) > 1 else "all"
    with tempfile.TemporaryDirectory(prefix="kancelar-tests-", dir=_where()) as folder:
        os.environ["KANCELAR_TESTS_TOWN"] = str(Path(folder) / "town")
        os.environ["KANCELAR_TESTS_EXAMPLES"] = "fewer" if stages == "fast" else "all"
        # Each of hundreds of started processes would compile all of the office anew, a second and more.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return _run(stages, Path(folder))


def _where() -> Path | None:
    """Memory where there is room in it: on a disk a test mostly waits for its commits. None is the usual folder."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None


def _run(stages: str, folder: Path) -> int:
    for number, options in enumerate(STAGES[stages]):
        print(f"pytest {' '.join(options)}", flush=True)
        place = f"--basetemp={folder / str(number)}"
        code = subprocess.call([sys.executable, "-m", "pytest", *options, place])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
