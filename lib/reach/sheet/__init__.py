"""The shared spreadsheets of reach: kept by hand, exported from Meta Business Suite and from Matomo."""

from lib.i18n import N
from lib.reach import actions
from lib.reach.sheet import channels, matomo, posts
from lib.reach.sheet.prepared import blocks_to_table
from lib.sheets.kind import SheetKind

BY_HAND = SheetKind(
    code="reach.by_hand",
    label=N("Reach kept by hand"),
    permission="reach.edit",
    fields=channels.BY_HAND,
    key=("channel", "metric", "month"),
    current=channels.current_hand,
    insert=channels.insert_hand,
    update=channels.update_hand,
    remove=lambda db, ids, by: actions.remove_entries(db, ids, by=by),
    check=channels.check_hand,
    find=channels.find_hand,
    refine=channels.refine_hand,
)
FACEBOOK = posts.kind("reach.facebook", N("Posts of Facebook"), posts.Export("facebook", posts.FACEBOOK))
INSTAGRAM = posts.kind("reach.instagram", N("Posts of Instagram"), posts.Export("instagram", posts.INSTAGRAM))
PAGE_SERIES = SheetKind(
    code="reach.page_series",
    label=N("Daily series of a page"),
    permission="reach.edit",
    fields=channels.DAILY,
    key=("series", "day"),
    current=channels.current_daily,
    insert=channels.insert_daily,
    update=channels.update_daily,
    remove=lambda db, ids, by: actions.remove_entries(db, ids, by=by),
    check=channels.check_daily,
    prepare=blocks_to_table,
)
MATOMO = SheetKind(
    code="reach.matomo",
    label=N("Pages of the web"),
    permission="reach.edit",
    fields=matomo.FIELDS,
    key=("path", "month"),
    current=matomo.current,
    insert=matomo.insert,
    update=matomo.update,
    remove=lambda db, ids, by: actions.remove_entries(db, ids, by=by),
    check=matomo.check,
    prepare=matomo.prepare,
    refine=matomo.refine,
)

__all__ = ["BY_HAND", "FACEBOOK", "INSTAGRAM", "MATOMO", "PAGE_SERIES"]
