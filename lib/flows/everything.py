"""All rooms and ground-floor actions at once, for whoever must know that nothing was left out."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import lib

SCREEN = ("lib.ui", "lib.web", "lib.worker", "lib.start", "lib.flows.everything")


def load() -> None:
    """Import every module below the screen, so that every `@needs` has registered itself."""
    for found in pkgutil.walk_packages(lib.__path__, "lib."):
        if not found.name.startswith(SCREEN):
            importlib.import_module(found.name)


def guarded(full_name: str) -> Callable[..., Any]:
    """A guarded function by the full name under which `lib.access.GUARDED` knows it."""
    module, _, name = full_name.rpartition(".")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function
