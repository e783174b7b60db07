"""Campaigns: where and when posts about an event go out, counted from its day; the office keeps them here."""

import streamlit as st

from lib.flows import publishing_campaigns
from lib.i18n import t
from lib.publishing import queries
from lib.ui import cached
from lib.ui import campaigns as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("publishing.read")
edits = user.may("publishing.publish")
campaign_id = chosen_id()
places = cached.read(publishing_campaigns.places, by=user)

if campaign_id is None or not edits:
    found = cached.read(queries.campaigns, by=user)
    head(
        t("Campaigns"),
        look.count(found.height),
        primary=look.new() if edits and found.height else None,
        others=(Link(t("Publishing plan"), "pages/publishing/board.py"),),
    )
    look.show(found, places, user)
    st.stop()

campaign = cached.fresh(queries.campaign, campaign_id, by=user) if campaign_id else None
head(campaign.name if campaign else t("New campaign"), others=(Link(t("Campaigns"), look.PAGE),))
look.edit(campaign, places, user)
if campaign:
    look.others(campaign, user)
