"""Our own scripts, styles, pictures and fonts: their addresses, which change with their content."""

import functools
import hashlib

from lib.config import ROOT

FOLDER = ROOT / "lib" / "ui" / "assets"
MOUNT = "/assets"


@functools.cache
def version(name: str) -> str:
    """The first digits of the content's SHA-256."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


def url(name: str) -> str:
    """The address of an asset, e.g. `/assets/kancelar.css?v=0123456789ab`; browsers may keep it for ever."""
    return f"{MOUNT}/{name}?v={version(name)}"
