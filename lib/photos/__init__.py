"""Photographs of the office: whose they are, what they may be used for, what they show, where they were used.

one = photos.photo(db, 12, by=user)
one.obstacle(promotion=False)       # why it must not be used, None when it may
photos.sized(one, 1280)             # a JPEG for the web
"""

from lib.photos.queries import alike, of_event, photo, photos
from lib.photos.records import Added, Photo
from lib.photos.rules import Facts
from lib.photos.sizes import sized, zip_of

__all__ = ["Added", "Facts", "Photo", "alike", "of_event", "photo", "photos", "sized", "zip_of"]
