"""What the town draws: picture cards of posts and posters of events."""

from lib.publishing.documents.cards import Picture, picture_card, picture_of

__all__ = ["Picture", "picture_card", "picture_of"]
