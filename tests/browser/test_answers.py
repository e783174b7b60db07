"""What our own tests take for an answer."""

from collections.abc import Callable
from typing import Any, cast

from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.answers import Answers

ASKED = BackMsg(rerun_script={}).SerializeToString()
ENDED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()


class Line:
    """A page and its socket at once: what is said over it, and how often somebody waited for more."""

    def __init__(self) -> None:
        self.heard: dict[str, Callable[[Any], None]] = {}
        self.waited = 0

    def on(self, event: str, heard: Callable[[Any], None]) -> None:
        self.heard[event] = heard

    def evaluate(self, _: str) -> None:
        return None

    def wait_for_event(self, *_: object, **__: object) -> None:
        self.waited += 1


def test_the_end_of_a_run_that_began_before_a_press_is_not_its_answer() -> None:
    line = Line()
    answers = Answers(cast(Page, line))
    line.heard["websocket"](line)
    begun = ForwardMsg()
    begun.new_session.SetInParent()
    said = begun.SerializeToString()
    for event, message in (
        ("framesent", ASKED),
        ("framereceived", said),
        ("framesent", ASKED),
        ("framereceived", ENDED),
    ):
        line.heard[event](message)
    answers.wait(1)
    assert line.waited == 1, "the press is not run yet"
    for message in (said, ENDED):
        line.heard["framereceived"](message)
    answers.wait(1)
    assert line.waited == 1
