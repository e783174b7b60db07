"""The office and the media: whom it knows, what it told them, what they asked and what came out."""
