"""A loopback server that answers as ARES does: one subject by its IČO, in the documented JSON.

    with ares_fake() as ares:
        ares.put(WORKSHOP)
        read(ask(ares.url, "99000105"))

It knows what the real one knows: eight digits or 400 (a wrong check digit is just not found), 404 with `NENALEZENO` of
a subject it does not have, another 404 of a path it does not have, null for what is not filled in, numbers where
people expect texts (`psc`). Troubles are ordered with `fail`, `slow`, `drip`, `garble`; `calls` says what was
asked, in order.
"""

import contextlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATH = "/ekonomicke-subjekty-v-be/rest/ekonomicke-subjekty"
_TOWN = {"kodStatu": "CZ", "nazevStatu": "Česká republika", "kodObce": 599999, "nazevObce": "Brázdov"}
_REGISTERS = ("Vr", "Res", "Rzp", "Ros", "Dph", "SkDph", "Ir", "Ceu")


def subject(ico: str, name: str, seat: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A subject with every field that the real answer has; `dph` is the state of its registration for VAT."""
    dph = more.pop("dph", "NEEXISTUJICI")
    states = dict.fromkeys((f"stavZdroje{name}" for name in _REGISTERS), "NEEXISTUJICI")
    return {
        "ico": ico,
        "icoId": ico,
        "obchodniJmeno": name,
        "sidlo": seat,
        "pravniForma": "112",
        "financniUrad": "359",
        "datumVzniku": "2004-05-31",
        "datumZaniku": None,
        "datumAktualizace": "2026-10-01",
        "dic": None,
        "dicSkDph": None,
        "czNace": ["43320"],
        "primarniZdroj": "ros",
        "seznamRegistraci": {**states, "stavZdrojeRes": "AKTIVNI", "stavZdrojeDph": dph},
        **more,
    }


WORKSHOP = subject(
    "99000105", "Truhlářství Javorek s.r.o.",
    {**_TOWN, "nazevUlice": "Polní", "cisloDomovni": 12, "cisloOrientacni": 3, "cisloOrientacniPismeno": "a",
     "nazevCastiObce": "Brázdov", "psc": 73999, "textovaAdresa": "Polní 12/3a, 73999 Brázdov"},
    dic="CZ99000105", dph="AKTIVNI",
)  # fmt: skip
FARM = subject(
    "99000113", "Statek Lhotka, spol. s r.o.",
    {**_TOWN, "nazevObce": "Lhotka", "cisloDomovni": 7, "nazevCastiObce": "Lhotka", "psc": 73998,
     "textovaAdresa": "č.p. 7, 73998 Lhotka"},
)  # fmt: skip
TAILOR = subject(
    "99000121", "Marie Vzorová",
    {**_TOWN, "cisloDomovni": 4, "nazevCastiObce": "Podlesí", "psc": 73999,
     "textovaAdresa": "Podlesí 4, 73999 Brázdov"},
    pravniForma="101", dic="CZ7103192745", dph="ZANIKLY",
)  # fmt: skip
GONE = subject(
    "99000130", "Pekařství Klas, a.s. v likvidaci",
    {**_TOWN, "nazevUlice": "Dlouhá", "cisloDomovni": 1, "nazevCastiObce": "Město", "psc": 73999,
     "textovaAdresa": "Dlouhá 1, Město, 73999 Brázdov"},
    pravniForma="121", datumZaniku="2025-03-31", dic="CZ99000130", dph="ZANIKLY",
)  # fmt: skip


@dataclass
class Ares:
    """What the fake has and how it behaves."""

    url: str = ""
    subjects: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    status: int | None = None
    body: bytes | None = None
    waits: bool = False
    drips: bool = False
    released: threading.Event = field(default_factory=threading.Event)

    def put(self, *subjects: dict[str, Any]) -> None:
        """Have these subjects."""
        self.subjects |= {one["ico"]: one for one in subjects}

    def fail(self, status: int) -> None:
        """Answer every question with this status from now on."""
        self.status = status

    def garble(self, body: bytes) -> None:
        """Answer 200 with these bytes from now on."""
        self.body = body

    def slow(self) -> None:
        """Answer nothing until the fake ends."""
        self.waits = True

    def drip(self) -> None:
        """Answer a space at a time until the fake ends."""
        self.drips = True

    def answer(self, path: str) -> tuple[int, bytes]:
        """Status and body for a path, as the real one would answer."""
        if self.status is not None:
            return self.status, b"<html>Service Unavailable</html>"
        if self.body is not None:
            return 200, self.body
        ico = path.removeprefix(f"{PATH}/")
        if ico == path:
            return 404, _json({"timestamp": "2026-11-23T07:00:00", "status": 404, "error": "Not Found", "path": path})
        if not re.fullmatch("[0-9]{8}", ico):
            return 400, _json({"kod": "CHYBA_VSTUPU", "popis": "Chyba", "subKod": "VSTUP_NEVALIDNI_FORMAT_ICO"})
        if ico not in self.subjects:
            return 404, _json({"kod": "NENALEZENO", "popis": "Nenalezeno", "subKod": "VYSTUP_SUBJEKT_NENALEZEN"})
        return 200, _json(self.subjects[ico])


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, ares: Ares, *args: Any) -> None:
        self.ares = ares
        super().__init__(*args)

    def do_GET(self) -> None:
        self.ares.calls.append(self.path)
        if self.ares.waits:
            self.ares.released.wait(30)
        status, body = self.ares.answer(self.path)
        self.send_response(status)
        self.send_header("content-type", "application/json;charset=UTF-8" if body[:1] == b"{" else "text/html")
        self.send_header("content-length", str(len(body) + (1 << 16 if self.ares.drips else 0)))
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked may have left
            self._tell(body)

    def _tell(self, body: bytes) -> None:
        while self.ares.drips and not self.ares.released.wait(0.01):
            self.wfile.write(b" ")
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence: the calls are kept."""


@contextmanager
def ares_fake() -> Iterator[Ares]:
    """The server on a free port of loopback; it ends with the block."""
    ares = Ares()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, ares))
    server.daemon_threads = True
    ares.url = f"http://127.0.0.1:{server.server_port}{PATH}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield ares
    finally:
        ares.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
