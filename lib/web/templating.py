"""Our own small pages outside Streamlit: signing in, one-time links, one sentence when nothing works."""

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from lib import i18n
from lib.config import ROOT
from lib.web import assets

_templates = Environment(
    loader=FileSystemLoader(ROOT / "lib" / "web" / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, title: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of our own, never kept by the browser."""
    return HTMLResponse(rendered(template, title, **values), status, headers={"Cache-Control": "no-store"})


def rendered(template: str, title: str, **values: Any) -> str:
    """The text of a page of our own. Everything put into it is escaped."""
    text: str = _templates.get_template(template).render(
        title=title, app="Kancelář", language=i18n.language(), asset=assets.url, **values
    )
    return text


def sentence(title: str, text: str, status: int, action: tuple[str, str] | None = None) -> HTMLResponse:
    """A page that says one sentence and offers at most one step: its label and address."""
    return page("sentence.html", title, status, text=text, action=action)
