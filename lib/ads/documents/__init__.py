"""Papers and letters of ads: the reminder, the order confirmation (D01), the preview for approval (D02)."""

from lib.ads.documents.letters import order_letter, reminder
from lib.ads.documents.orders import PAYMENTS, Printed, confirmation, preview

__all__ = ["PAYMENTS", "Printed", "confirmation", "order_letter", "preview", "reminder"]
