"""The way of an order (duties §2.9 e): its states in order, which step may follow which, what a step must pass.

enquiry → ordered → reserved → material → preview → approved → placed → out → invoiced → paid, aside of it cancelled and
complaint. Small orders skip what they do not need; a milestone that is passed over is checked all the same.
"""

from lib.i18n import N

ORDER_STATES = {
    "enquiry": (N("enquiry for an ad"), "planned"),
    "ordered": (N("ordered ad"), "due"),
    "reserved": (N("space reserved"), "due"),
    "material": (N("material is here"), "due"),
    "preview": (N("preview sent"), "due"),
    "approved": (N("approved by the advertiser"), "due"),
    "placed": (N("placed in the issue"), "info"),
    "out": (N("published in the issue"), "info"),
    "invoiced": (N("invoiced order"), "info"),
    "paid": (N("paid order"), "done"),
    "cancelled": (N("cancelled order"), "planned"),
    "complaint": (N("complaint about an ad"), "late"),
}
"""State → (word, tone of the badge), in the order of the way."""
WAY = tuple(ORDER_STATES)[:10]
AFTER: dict[str, tuple[str, ...]] = {
    "enquiry": ("ordered", "cancelled"),
    "ordered": ("reserved", "material", "enquiry", "cancelled"),
    "reserved": ("material", "cancelled"),
    "material": ("preview", "approved", "cancelled"),
    "preview": ("approved", "material", "cancelled"),
    "approved": ("placed", "material", "cancelled"),
    "placed": ("out", "approved", "cancelled"),
    "out": ("complaint",),
    "invoiced": ("complaint",),
    "paid": ("complaint",),
    "cancelled": ("enquiry",),
    "complaint": ("out",),
}
"""What a person may do next. Invoiced and paid are not steps of a person: invoices and payments make them."""
CLOSED = ("out", "invoiced", "paid", "cancelled")
ABOUT = {
    "late": N("order after the closing"),
    "quota": N("ads over the quota of the issue"),
    "political": N("political advertising"),
}
"""What is approved by name."""


def next_states(state: str) -> tuple[str, ...]:
    """The steps that a person may choose from."""
    return AFTER[state]


def crosses(now: str, to: str, milestone: str) -> bool:
    """Whether a step along the way reaches the milestone or passes over it."""
    if now not in WAY or to not in WAY:
        return False
    return WAY.index(now) < WAY.index(milestone) <= WAY.index(to)


def settled(state: str, *, invoiced: bool, paid: bool) -> str:
    """The state by the money, once the order is out: what is invoiced and paid in advance waits for that."""
    if state not in ("out", "invoiced", "paid"):
        return state
    if not invoiced:
        return "out"
    return "paid" if paid else "invoiced"
