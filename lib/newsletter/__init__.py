"""The newsletter: who asked for it and confirmed it, what a letter looks like, who left."""

from lib.newsletter.actions import ask, bring_in, confirm, erase, forget_unconfirmed, leave, take_out, take_refusals

__all__ = ["ask", "bring_in", "confirm", "erase", "forget_unconfirmed", "leave", "take_out", "take_refusals"]
