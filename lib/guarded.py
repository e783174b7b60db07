"""A foreign file is read by a process of its own, within the limits of `lib.guarded_child`: an evil one takes nobody
along."""

import json
import signal
import subprocess
import sys
from typing import Any, Literal

from lib import config


class Fell(Exception):
    """The child did not answer; `how`: it took too long, was ended by the system, or said nothing."""

    def __init__(self, how: Literal["slow", "ended", "silent"]) -> None:
        super().__init__(how)
        self.how = how


def ask(module: str, *arguments: str, data: bytes, seconds: float, **environment: str) -> tuple[dict[str, Any], bytes]:
    """What the module, run as a program, says of the data: a line of JSON and the bytes after it. Of our environment it
    knows nothing but what is given. Fell when it does not answer."""
    command = [sys.executable, "-m", module, *arguments]
    alone = {"LANG": "C.UTF-8", **environment}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, cwd=config.ROOT, env=alone, check=False
        )
    except subprocess.TimeoutExpired:
        raise Fell("slow") from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Fell("slow")
    if done.returncode < 0:
        raise Fell("ended")
    line, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise Fell("silent")
    return json.loads(line), rest
