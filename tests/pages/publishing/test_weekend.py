"""The list of what the weekend lacks is made when somebody opens it, and stays open in the address."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.publishing.sample import keep, like


def test_what_is_missing_is_listed_when_it_is_opened(open_page: Callable[..., AppTest]) -> None:
    keep(like(title="Trh"))
    assert not _listed(open_page("board"))
    assert _listed(open_page("board", vikend="true"))


def _listed(app: AppTest) -> bool:
    return any("Trh" in one.proto.json for one in app.expander[0].get("bidi_component"))
