"""Runs the tests in the order in which their failure tells most: `python -m tests.run fast|all`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FAST = ["-m", "not browser and not slow and not fault", "-n", "2"]
STAGES = {
    "fast": [FAST],
    "all": [
        ["-m", "not browser and not fault", "-n", "2"],
        ["-m", "fault", "-n", "2"],
        ["-m", "browser", "-n", "2"],
    ],
}


def main() -> int:
    """Run each stage; the first failing stage ends the run with its exit code. The stages share one made-up town."""
    with tempfile.TemporaryDirectory(prefix="kancelar-tests-") as folder:
        os.environ["KANCELAR_TESTS_TOWN"] = str(Path(folder) / "town")
        return _run(sys.argv[1] if len(sys.argv) > 1 else "all")


def _run(stages: str) -> int:
    for options in STAGES[stages]:
        print(f"pytest {' '.join(options)}", flush=True)
        code = subprocess.call([sys.executable, "-m", "pytest", "tests", *options])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
