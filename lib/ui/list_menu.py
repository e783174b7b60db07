"""The menu of a list: columns and order, views that were given a name, a link to mail, files to download, editing."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit

import polars as pl
import streamlit as st

from lib import clock, store, views
from lib.access import User
from lib.czech.sorting import fold
from lib.i18n import t
from lib.ui import asked, copy, editing, export, forms
from lib.ui.asked import Asking
from lib.ui.columns import Column, Edit
from lib.ui.plain import plain
from lib.ui.shaping import Part


def draw(asking: Asking, part: Part, counted: str, id_column: str, edit: Edit | None, by: User) -> None:
    """How many there are and the buttons beside it. What is behind them is only made when somebody opens it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=asking.key("listtools")):
        st.caption(counted, width="stretch")
        if edit:
            label = edit.label or t("Edit in the table")
            ids = part.rows[id_column].to_list()
            button = {"icon": ":material/edit:", "on_click": editing.start, "args": (asking.name, ids)}
            st.button(label, key=asking.key("edit"), disabled=not ids, **button)  # type: ignore[arg-type]
        view = st.popover(t("View"), icon=":material/tune:", key=asking.key("view"), on_change="rerun")
        if view.open:
            with view:
                _draw_columns(asking)
                _draw_views(asking, by)
                _draw_link(asking)
        files = st.popover(t("Download"), icon=":material/download:", key=asking.key("files"), on_change="rerun")
        if files.open:
            with files:
                draw_downloads(asking.name, asking.title, part.found, asked.shown_columns(asking))


def _draw_columns(asking: Asking) -> None:
    labels = {column.name: column.label for column in asking.columns}
    st.multiselect(
        t("Columns"),
        list(labels),
        [column.name for column in asked.shown_columns(asking)],
        format_func=labels.__getitem__,
        key=asking.key("choose"),
        select_all=False,
        on_change=lambda: asked.choose_columns(asking, _in_order(asking.columns, asking.key("choose"))),
    )
    orders = [sign + name for name in labels for sign in ("", "-")]
    current = asked.sort(asking)
    st.selectbox(
        t("Sort by"),
        orders,
        orders.index(current) if current in orders else None,
        format_func=lambda one: labels[one.removeprefix("-")] + (t(" – descending") if one.startswith("-") else ""),
        key=asking.key("order"),
        on_change=lambda: asked.choose_sort(asking, st.session_state[asking.key("order")] or asking.default_sort),
    )


def _in_order(columns: Sequence[Column], key: str) -> list[str]:
    chosen = st.session_state[key]
    return [column.name for column in columns if column.name in chosen]


def _draw_views(asking: Asking, by: User) -> None:
    with store.read() as db:
        kept = views.of_list(db, asking.name, by=by)
    st.markdown(f"**{t('Saved views')}**")
    for one in kept:
        mine = one["owner"] == by.login
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                plain(str(one["name"])),
                key=asking.key(f"view.{one['id']}"),
                icon=":material/group:" if one["shared"] else ":material/bookmark:",
                type="tertiary",
                width="stretch",
                on_click=asked.apply,
                args=(asking, str(one["query"])),
            )
            if mine:
                forms.act(
                    t("Remove"),
                    lambda db, view=one["id"]: views.remove(db, view, by=by),  # type: ignore[misc]
                    said=lambda _, name=one["name"]: t("The view “{name}” is removed.", name=name),  # type: ignore[misc]
                    key=asking.key(f"view.{one['id']}.remove"),
                    type="tertiary",
                )
    _draw_save(asking, by)


def _draw_save(asking: Asking, by: User) -> None:
    form = forms.Form(asking.key("save-view"))
    with form.body():
        name = form.ask("name", st.text_input, t("Name of this view"), max_chars=80)
        shared = by.may("views.share") and form.ask("shared", st.checkbox, t("Share with the office"))
        if form.submit(t("Save the view")):
            form.save(
                lambda db: views.save(db, asking.name, name or "", asked.query(asking), shared=bool(shared), by=by),
                said=lambda _: t("The view “{name}” is saved.", name=(name or "").strip()),
            )


def draw_downloads(key: str, title: str, frame: pl.DataFrame, columns: Sequence[Column]) -> None:
    """The buttons that make files of these rows; nothing is made until somebody presses them."""
    name = f"{fold(title).replace(' ', '-')[:60]}-{clock.today().isoformat()}"
    st.download_button(
        t("Download for Excel (xlsx)"),
        lambda: export.xlsx(frame, columns, title),
        f"{name}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
    st.download_button(
        t("Download csv"),
        lambda: export.csv(frame, columns),
        f"{name}.csv",
        "text/csv; charset=utf-8",
        key=f"{key}.csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _draw_link(asking: Asking) -> None:
    here = urlsplit(st.context.url or "")
    address = urlunsplit((here.scheme, here.netloc, here.path, asked.query(asking), ""))
    subject, body = quote(asking.title), quote(address)
    st.link_button(t("Mail a link"), f"mailto:?subject={subject}&body={body}", icon=":material/mail:", width="stretch")
    copy.copy_box(t("Address of this list"), address, key=asking.key("address"))
