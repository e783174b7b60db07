"""What the first run of each page has made (modules, figures, catalogues) is left out of later garbage collections.

Together with `runner.postScriptGC = false`: Streamlit would walk through every object in memory after each click.
"""

import gc
import threading

_settled: set[str] = set()
_lock = threading.Lock()


def settle(page: str) -> None:
    """Call it after a run of a page; only the first one costs anything (some 80 ms)."""
    with _lock:
        if page in _settled:
            return
        _settled.add(page)
    gc.collect()
    gc.freeze()
