"""The register of photographs: take in, search, say the same of many, download."""

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

back = Link(t("The event"), "pages/events/event.py", ":material/event:", {"id": str(event_id)})
everything = Link(t("All photographs"), look.PAGE, ":material/photo_library:")
head(t("Photographs"), look.figures(shown), others=(back, everything) if event_id else ())
if user.may("photos.edit"):
    photos_upload.panel(user, event_id, opened=shown.is_empty())
    photos_upload.answers(found)
if shown.is_empty():
    st.caption(t("No photographs from this event yet.") if event_id else t("There are no photographs here yet."))
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
