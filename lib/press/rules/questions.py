"""Questions of journalists and when they must be answered, what came out, the town's media (duties §2.6, §2.17)."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import N
from lib.lengths import refuse_longer

STATES = {
    "late": (N("late"), "late"),
    "today": (N("answer today"), "due"),
    "waits": (N("waits for material"), "due"),
    "to_answer": (N("to be answered"), "info"),
    "answered": (N("answered"), "done"),
}
"""State → (word, tone of the badge)."""
TONES = {"+": N("favourable"), "0": N("neutral"), "-": N("critical")}
OWN_KINDS = {
    "web": N("website"), "facebook": N("Facebook"), "instagram": N("Instagram"), "youtube": N("YouTube"),
    "x": N("X"), "munipolis": N("MUNIPOLIS"), "paper": N("newspaper of the town"), "tv": N("television"),
    "radio": N("radio"), "boards": N("notice boards"), "panels": N("LED panels"), "loudspeakers": N("warning system"),
    "other": N("something else"),
}  # fmt: skip
REQUEST_DAYS, EXTENSION_DAYS, PUBLISH_DAYS = 15, 10, 15
"""Act 106/1999, § 14 (5) and (7), § 5 (3)."""
LONGEST_HEADLINE = 300


@dataclass(frozen=True)
class Question:
    """A question as it is filled in. `answer_by` is UTC text; without it a request under 106/1999 has fifteen days."""

    medium: str
    question: str
    journalist: str = ""
    contact: str = ""
    came_at: str = ""
    answer_by: str | None = None
    information_request: bool = False
    solved_by: str = ""


@dataclass(frozen=True)
class Output:
    """What came out about the town."""

    on: dt.date
    medium: str
    title: str
    url: str = ""
    tone: str = "0"
    topic: str = ""
    event_id: int | None = None
    query_id: int | None = None
    release_id: int | None = None


@dataclass(frozen=True)
class Medium:
    """A medium of the town. Passwords are never written here. `yearly_cost` is haléře."""

    name: str
    kind: str
    account: str = ""
    keeper: str = ""
    deputy: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    yearly_cost: int | None = None
    contract: str = ""
    metric: str = ""
    exported_on: dt.date | None = None


def tidy(question: Question) -> Question:
    """The question as it is kept."""
    texts: dict[str, Any] = {
        name: " ".join(getattr(question, name).split()) for name in ("medium", "journalist", "contact", "solved_by")
    }
    if not texts["medium"]:
        raise BadInput("Write which medium asks.", field="medium")
    if not question.question.strip():
        raise BadInput("Write what they ask.", field="question")
    for name in ("medium", "journalist"):
        refuse_longer(texts[name], name)
    return dataclasses.replace(question, **texts, question=question.question.strip())


def request_due(came: dt.date, extended: bool = False) -> dt.date:
    """The last day to answer a request under 106/1999: 15 days after it came, 25 when prolonged. The day on which it
    came does not count, and what ends on a free day ends on the next working day (§ 40 of the Administrative Code)."""
    last = came + dt.timedelta(days=REQUEST_DAYS + (EXTENSION_DAYS if extended else 0))
    return last if dates.is_working_day(last) else dates.next_working_day(last)


def tidy_output(output: Output) -> Output:
    """What came out as it is kept."""
    texts: dict[str, Any] = {
        name: " ".join(getattr(output, name).split()) for name in ("medium", "title", "url", "topic")
    }
    if not texts["medium"]:
        raise BadInput("Write in which medium it came out.", field="medium")
    if not texts["title"]:
        raise BadInput("Write the title.", field="title")
    if output.tone not in TONES:
        raise BadInput("Choose the tone from the list.", field="tone")
    refuse_longer(texts["medium"], "medium")
    refuse_longer(texts["title"], "title", LONGEST_HEADLINE)
    return dataclasses.replace(output, **{**texts, "url": address(texts["url"], "url")})


def tidy_medium(medium: Medium) -> Medium:
    """A medium of the town as it is kept; BadInput when somebody writes a password into it."""
    texts: dict[str, Any] = {name: " ".join(getattr(medium, name).split())
             for name in ("name", "account", "keeper", "deputy", "contract", "metric")}  # fmt: skip
    if not texts["name"]:
        raise BadInput("Write what the medium is called.", field="name")
    if medium.kind not in OWN_KINDS:
        raise BadInput("Choose the kind of the medium from the list.", field="kind")
    if medium.since and medium.until and medium.until < medium.since:
        raise BadInput("The last day is before the first one.", field="until")
    refuse_longer(texts["name"], "name")
    for name in ("account", "metric", "contract"):
        if any(word in texts[name].lower() for word in ("heslo", "password", "pin:")):
            raise BadInput("Passwords do not belong here; write only the account.", field=name)
    return dataclasses.replace(medium, **texts)


def address(typed: str, field: str) -> str:
    """An address of a page with its scheme; BadInput for anything that a browser should not open."""
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    if not whole.lower().startswith(("https://", "http://")) or "." not in whole or set(whole) & set(" <>\"'"):
        raise BadInput("“{typed}” is not an address of a page. Write it like www.town.cz/event.", typed=typed,
                       field=field)  # fmt: skip
    return whole
