"""Questions about organisations and people, and about who holds which office."""

from lib.contacts.queries.cards import Known, ares_answer, card, duplicates, ended, existing, means, used
from lib.contacts.queries.holders import Holder, holder, holder_of_feed, holders, known_holder, my_holder
from lib.contacts.queries.parties import PARTIES, Party, find, get, links, parties

__all__ = [
    "PARTIES", "Holder", "Known", "Party", "ares_answer", "card", "duplicates", "ended", "existing", "find", "get",
    "holder", "holder_of_feed", "holders", "known_holder", "links", "means", "my_holder", "parties", "used",
]  # fmt: skip
