"""Papers and letters of ads: the reminder, the order confirmation (D01), the preview for approval (D02)."""

from lib.ads.documents.letters import reminder

__all__ = ["reminder"]
