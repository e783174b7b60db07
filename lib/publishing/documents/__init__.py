"""What is drawn and printed of posts and events: picture cards, posters, the paper on which a post is approved."""

from lib.publishing.documents.cards import Picture, picture_card, picture_of
from lib.publishing.documents.posters import KIND_LABELS, Poster, poster_of, poster_sheet, twin

__all__ = ["KIND_LABELS", "Picture", "Poster", "picture_card", "picture_of", "poster_of", "poster_sheet", "twin"]
