"""Reminders of unpaid invoices in three levels: whose turn it is, the letters, who was sent what (D08)."""

from lib.flows.reminders.sending import Sent, draft, send, sent_by_mistake
from lib.flows.reminders.turns import LEVELS, claims, letters_of, sendings, sent

__all__ = ["LEVELS", "Sent", "claims", "draft", "letters_of", "send", "sendings", "sent", "sent_by_mistake"]
