"""Runs the tests in the order in which their failure tells most: `python -m tests.run fast|all`."""

import subprocess
import sys

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
    """Run each stage; the first failing stage ends the run with its exit code."""
    for options in STAGES[sys.argv[1] if len(sys.argv) > 1 else "all"]:
        print(f"pytest {' '.join(options)}", flush=True)
        code = subprocess.call([sys.executable, "-m", "pytest", "tests", *options])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
