"""What a short-lived process that reads a foreign file may take, and how it tells what it found (`lib.guarded`)."""

import json
import os
import resource
import sys
from collections.abc import Mapping
from typing import NoReturn


def confine(memory: int, cpu_seconds: int) -> None:
    """From now on this process has so many bytes of memory and seconds of the processor, writes no file and leaves no
    image of its memory. For the child only: it cannot be taken back."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def say(head: Mapping[str, object]) -> None:
    """A line of JSON; bytes may follow it."""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.flush()


def leave() -> NoReturn:
    """End at once, everything said: what is held is given back to the system as a whole, not object by object."""
    sys.stdout.buffer.flush()
    os._exit(0)
