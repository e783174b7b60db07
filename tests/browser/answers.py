"""Whether the app has answered what its page asked, read from the messages themselves.

What the page shows says it too late: the words of the previous answer still stand there, and so does “not running”.
"""

from contextlib import suppress

from playwright.sync_api import Error, Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SHOWN = "() => new Promise((done) => setTimeout(done))"


class Answers:
    """What one page asks of the app and is told. A run that begins anew (another page, `st.rerun`) is no answer yet,
    nor is one that began before (a part of the page that draws itself anew each second)."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._socket: WebSocket | None = None
        self._asked = self._begun = False
        page.on("websocket", self._listen)

    def wait(self, patience: float) -> None:
        """Until the last thing asked is answered and drawn, at most so many milliseconds.

        What does not come in time, or with a page that is left meanwhile, the next look at the page tells.
        """
        with suppress(Error):
            self._page.evaluate("0")  # what a press sent is known before what the page says after it
            if self._asked and self._socket:
                self._socket.wait_for_event("framereceived", lambda _: not self._asked, timeout=patience)
            self._page.evaluate(SHOWN)

    def _listen(self, socket: WebSocket) -> None:
        self._socket, self._asked = socket, False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, message: bytes | str) -> None:
        if isinstance(message, bytes) and BackMsg.FromString(message).HasField("rerun_script"):
            self._asked, self._begun = True, False

    def _received(self, message: bytes | str) -> None:
        if not isinstance(message, bytes):
            return
        said = ForwardMsg.FromString(message)
        if said.HasField("new_session"):
            self._begun = True
        ended = said.HasField("script_finished") and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if ended and self._begun:
            self._asked = False
