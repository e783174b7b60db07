"""A browser's websocket without the browser: speaks Streamlit's protocol to the real app and times each run."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 120.0


@dataclass
class Answer:
    """One run: how long it took in seconds, its size in bytes, texts it showed, errors it raised."""

    seconds: float
    size: int
    exceptions: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Session:
    """One tab of one person."""

    def __init__(self, port: int, token: str, page: str, query: str = "") -> None:
        self.port, self.token, self.page, self.query = port, token, page, query
        self._hash = ""
        self._known: set[str] = set()
        self._line: Any = None

    async def open(self) -> Answer:
        """Connect and make the first run."""
        host = f"localhost:{self.port}"
        self._line = await websockets.connect(
            f"ws://{host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(f"http://{host}"),
            additional_headers={"Cookie": f"kancelar={self.token}"},
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        return await self.run()

    async def run(self) -> Answer:
        """Ask for a run of the page and wait for its end."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = self._hash
        rerun.page_name = "" if self._hash else self.page
        rerun.context_info.timezone = "Europe/Prague"
        rerun.context_info.locale = "cs-CZ"
        rerun.context_info.url = f"http://localhost:{self.port}/{self.page}"
        rerun.cached_message_hashes.extend(self._known)
        rerun.widget_states.SetInParent()
        started = time.perf_counter()
        await self._line.send(message.SerializeToString())
        return await self._answer(started)

    async def _answer(self, started: float) -> Answer:
        answer = Answer(0.0, 0)
        while True:
            data = await asyncio.wait_for(self._line.recv(), PATIENCE)
            answer.size += len(data)
            said = ForwardMsg.FromString(data)
            kind = said.WhichOneof("type")
            if kind == "navigation":  # before it `new_session` only knows the frame, which would lead to Today
                self._hash = said.navigation.page_script_hash
            elif kind == "delta":
                self._read(said, answer)
            elif kind == "script_finished":
                answer.seconds = time.perf_counter() - started
                return answer

    def _read(self, said: ForwardMsg, answer: Answer) -> None:
        if said.metadata.cacheable:
            self._known.add(said.hash)
        element = said.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            answer.exceptions.append(element.exception.message)
        elif kind == "alert":
            answer.texts.append(element.alert.body)
        elif kind in ("markdown", "heading"):
            answer.texts.append(getattr(element, kind).body)

    async def close(self) -> None:
        await self._line.close()
