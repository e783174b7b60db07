"""Our own components: each is one script of `assets/`, fetched once by the browser and never sent with the data."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.web import assets

LOADER = """
const newest = new WeakMap();

export default async function (component) {
  newest.set(component.parentElement, component);
  const script = await import(new URL(component.data.script, document.baseURI).href);
  if (newest.get(component.parentElement) === component) return script.default(component);
}
"""
"""A browser ends two imports of one script in any order: what was asked for first must not be drawn last."""


def component(name: str, script: str, styles: tuple[str, ...] = ()) -> Callable[..., Any]:
    """A component drawn by `assets/<script>` into the page itself, whose styles are the house's style sheet.

    Its data go in as `data=`, what people do comes back by `on_<event>_change=`. `styles` are fetched beside it.
    """
    mount = st.components.v2.component(name, html="<div></div>", js=LOADER, isolate_styles=False)

    def draw(*, key: str, data: dict[str, Any], **events: Any) -> Any:
        given = {**data, "script": assets.url(script), "styles": [assets.url(style) for style in styles]}
        # Streamlit examines every list, but no tuple, whether it is a data frame; in JSON they are the same.
        sent = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        return mount(key=key, data=sent, **events)

    return draw


def unheard() -> None:
    """For an event whose value is read where the component is drawn."""
