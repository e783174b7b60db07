"""What an approval in the press room holds for: the words as they were read, and how many people have to say yes."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Standing:
    """How the approval of a text stands: people needed, logins and names of those who approved it as it is now."""

    needed: int
    logins: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return len(self.logins) >= self.needed


def content_hash(said: Any) -> str:
    """SHA-256 of everything that a release or a message says (a dataclass): a change of it ends the approvals."""
    written = json.dumps(dataclasses.asdict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
