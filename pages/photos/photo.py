"""One photograph: large, what is said of it, where it was used, its withdrawal."""

import streamlit as st

from lib import photos
from lib.flows import photo_uses
from lib.i18n import t
from lib.photos import queries
from lib.ui import cached, photos_one
from lib.ui import photos as look
from lib.ui.facts import facts, history
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("photos.read")
photo = cached.read(photos.photo, chosen_id() or 0, by=user)
places = cached.read(photo_uses.uses, photo.id, by=user)
standing = photos_one.standing_of(cached.read(photos.photos, by=user), photo)

head(
    t("Photograph {number}", number=photo.id),
    photo.alt or photo.original_name,
    others=(Link(t("All photographs"), look.PAGE, ":material/photo_library:"),),
)
what, next_steps = st.columns([3, 2], gap="large")
with what:
    photos_one.picture(photo)
    facts(look.about(photo))
    photos_one.alike(cached.read(photos.alike, photo.id, by=user), photo)
with next_steps:
    photos_one.state(photo, standing)
    if user.may("photos.edit") and not photo.withdrawn_at:
        photos_one.edit(photo, user)
    photos_one.used(places)
    if user.may("photos.edit"):
        photos_one.withdraw(photo, places, user)
        photos_one.remove(photo, cached.fresh(photo_uses.why_kept, photo.id, by=user), user)
    history(cached.fresh(queries.history, photo.id, by=user))
