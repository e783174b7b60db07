"""The register of photographs: search, say the same of many, download; `?cast=nahrat` takes new ones in."""

import polars as pl
import streamlit as st

from lib.i18n import t
from lib.photos import photos
from lib.ui import cached, in_address, photos_many, photos_upload
from lib.ui import photos as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("photos.read")
found = cached.read(photos, by=user)
event_id = in_address.number("akce")
shown = found.filter(pl.col("event_id") == event_id) if event_id else found

back = Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(event_id)})
everything = Link(t("All photographs"), look.PAGE, ":material/photo_library:")
new = Link(t("Take photographs in"), look.PAGE, ":material/add_a_photo:", {"cast": "nahrat", **look.of_event(event_id)})
edits = user.may("photos.edit")
taking = edits and st.query_params.get("cast") == "nahrat"
head(
    new.label if taking else t("Photographs"),
    "" if taking else look.figures(shown),
    primary=new if edits and not taking and shown.height else None,
    others=(back, everything) if event_id else (everything,) if taking else (),
)
if edits:
    photos_upload.answers(found)
if shown.is_empty() and not taking:
    st.caption(t("No photographs from this event yet.") if event_id else t("There are no photographs here yet."))
if taking or (edits and shown.is_empty()):
    photos_upload.take_in(user, event_id)
if taking or shown.is_empty():
    st.stop()
asking, part = look.bar(shown)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.caption(look.count(part.found.height), width="stretch")
    picking = st.toggle(t("Choose more at once"), key="photos.picking")
    everyone = picking and st.checkbox(t("All that were found"), key="photos.everyone")
if picking:
    photos_many.panel(part.found["id"].to_list() if everyone else look.picked(part.found), user)
look.grid(part, picking=picking and not everyone)
look.pager(asking, part)
