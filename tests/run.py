"""Runs the tests in the order in which their failure tells most: `python -m tests.run fast|all`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

APART = ("tests/faults", "tests/browser", "tests/real/test_wordpress_once.py")
"""Stages of their own: each process collects only what it may run. A process in which a page ran cannot start workers:
they would run that page first."""
QUICK = ["tests", *(f"--ignore={place}" for place in APART), "-n", "2"]
STAGES = {
    "fast": [[*QUICK, "-m", "not slow"]],
    "all": [
        QUICK,
        ["tests/faults", APART[-1], "-n", "4"],  # a killed process and its successor mostly wait
        ["tests/browser", "-n", "2"],
    ],
}


def main() -> int:
    """Run each stage; the first failing stage ends the run with its exit code. The stages share one made-up town."""
    with tempfile.TemporaryDirectory(prefix="kancelar-tests-") as folder:
        os.environ["KANCELAR_TESTS_TOWN"] = str(Path(folder) / "town")
        # Each of hundreds of started processes would compile all of the office anew, a second and more.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return _run(sys.argv[1] if len(sys.argv) > 1 else "all")


def _run(stages: str) -> int:
    for options in STAGES[stages]:
        print(f"pytest {' '.join(options)}", flush=True)
        code = subprocess.call([sys.executable, "-m", "pytest", *options])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
