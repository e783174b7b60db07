"""How many examples a law is tried with: all of them in `make test`, a fifth in `make check`."""

import os


def examples(whole: int) -> int:
    """So many, or a fifth of them where `tests/run.py` asks for fewer."""
    return max(5, whole // 5) if os.environ.get("KANCELAR_TESTS_EXAMPLES") == "fewer" else whole
