"""ARES, the state's register of economic subjects: what it says of one IČO, asked politely and for three seconds.

`GET {url}/{IČO of eight digits}` answers JSON without a key; 404 with `kod: NENALEZENO` means that there is no such
subject. The Ministry of Finance asks not to repeat queries and to stay under 500 a minute: callers keep the answers.
Sources: the ARES REST API (economic subjects), its technical catalogue of public services.
"""

import json
import queue
import re
import threading
import time
from dataclasses import dataclass
from typing import Any

import httpx

from lib.errors import BadInput, NotFound, Unavailable

SECONDS = 3.0
"""How long a person waits for ARES, name servers that do not answer included."""
LARGEST = 1 << 20
KEPT = ("ico", "obchodniJmeno", "dic", "dicSkDph", "sidlo", "pravniForma", "datumVzniku", "datumZaniku")
_NATURAL_PERSONS = re.compile(r"10[0-9]")
"""Codes of the legal form (číselník PravniForma) of people who do business themselves."""

Answer = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """What ARES says of a subject. Days are ISO text; `vat_payer` is None where ARES does not say, `person` is
    somebody who does business under his own name."""

    ico: str
    name: str
    dic: str
    address: str
    person: bool
    vat_payer: bool | None
    since: str
    ended_on: str


def ask(url: str, ico: str) -> Answer:
    """The answer for an IČO of eight digits, without what we do not use; the API's own 404 is an answer too (`read`
    says NotFound). Unavailable when there is no sensible answer within three seconds."""
    answers: queue.Queue[Answer | Exception] = queue.Queue()
    # A thread, because neither the look-up of the name nor a trickling answer obeys the limits of the HTTP client.
    threading.Thread(target=lambda: answers.put(_asked(f"{url.rstrip('/')}/{ico}", ico)), daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS)
    except queue.Empty:
        raise _silent() from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def pasted(text: str, ico: str | None = None) -> Answer:
    """An answer that a person copied from a browser elsewhere: the subject, or a search that found just one.

    BadInput when it is no answer of ARES, or is of another IČO than `ico`.
    """
    try:
        said = json.loads(text.strip().lstrip("\ufeff"))
    except ValueError:
        raise BadInput(
            "This is not an answer of ARES. Copy the whole page, from the first brace to the last one."
        ) from None
    found = said.get("ekonomickeSubjekty") if isinstance(said, dict) else None
    if isinstance(found, list):
        if len(found) != 1:
            raise BadInput("The answer holds more subjects than one. Search ARES by the IČO.")
        said = found[0]
    if not _is_subject(said):
        raise BadInput("This is not an answer of ARES. Copy the whole page, from the first brace to the last one.")
    if ico and said["ico"] != ico:
        raise BadInput("The answer is of the IČO {other}, not of {ico}.", other=said["ico"], ico=ico)
    return _trimmed(said)


def read(answer: Answer) -> Subject:
    """The subject of an answer; NotFound when ARES does not know it."""
    if not _is_subject(answer):
        raise NotFound("ARES knows no subject of this IČO. Check it, or fill the card in by hand.")
    seat = answer.get("sidlo") or {}
    payer = (answer.get("seznamRegistraci") or {}).get("stavZdrojeDph")
    return Subject(
        ico=answer["ico"],
        name=" ".join(answer["obchodniJmeno"].split()),
        dic=_text(answer.get("dicSkDph")) or _text(answer.get("dic")),
        address=address(seat if isinstance(seat, dict) else {}),
        person=bool(_NATURAL_PERSONS.fullmatch(_text(answer.get("pravniForma")))),
        vat_payer=None if payer is None else payer == "AKTIVNI",
        since=_text(answer.get("datumVzniku")),
        ended_on=_text(answer.get("datumZaniku")),
    )


def address(seat: dict[str, Any]) -> str:
    """A seat in one line: `Polní 12/3a, Lhota, 739 99 Brázdov`; in a village without streets `č.p. 12, 739 98 Lhotka`.

    Whatever is not in parts (abroad) stays as ARES wrote it.
    """
    town, code = _text(seat.get("nazevObce")), _text(seat.get("psc"))
    number = _number(seat)
    if not (town and number and re.fullmatch(r"\d{5}", code)) or _text(seat.get("kodStatu")) not in ("", "CZ"):
        return re.sub(r"\b(\d{3})(\d{2}) ", r"\1 \2 ", _text(seat.get("textovaAdresa")))
    street, part = _text(seat.get("nazevUlice")), _text(seat.get("nazevCastiObce"))
    sign = "č.ev." if _text(seat.get("typCisloDomovni")) == "2" else "č.p."
    within = part if part and part != town else ""
    if street:
        first, second = f"{street} {number}", within
    else:
        first, second = f"{within} {sign} {number}".strip(), ""
    city = _text(seat.get("nazevMestskehoObvodu")) or town
    return ", ".join(filter(None, (first, second, f"{code[:3]} {code[3:]} {city}")))


def _number(seat: dict[str, Any]) -> str:
    house, orientation = _text(seat.get("cisloDomovni")), _text(seat.get("cisloOrientacni"))
    orientation += _text(seat.get("cisloOrientacniPismeno")) if orientation else ""
    return "/".join(filter(None, (house, orientation)))


def _asked(url: str, ico: str) -> Answer | Exception:
    until = time.monotonic() + SECONDS
    try:
        with httpx.stream("GET", url, timeout=SECONDS, headers={"accept": "application/json"}) as response:
            content = b""
            if response.status_code == 429 or response.status_code >= 500:
                return _silent()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > LARGEST or time.monotonic() > until:
                    return _strange()
        said = json.loads(content)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return _silent()
    except ValueError:
        return _strange()
    if response.status_code == 404 and isinstance(said, dict) and said.get("kod") == "NENALEZENO":
        return {"kod": "NENALEZENO"}
    if response.status_code == 200 and _is_subject(said) and said["ico"] == ico:
        return _trimmed(said)
    return _strange()


def _is_subject(said: Any) -> bool:
    return isinstance(said, dict) and all(isinstance(said.get(name), str) for name in ("ico", "obchodniJmeno"))


def _trimmed(said: Answer) -> Answer:
    kept = {name: said[name] for name in KEPT if said.get(name) is not None}
    registers = said.get("seznamRegistraci")
    if isinstance(registers, dict) and "stavZdrojeDph" in registers:
        kept["seznamRegistraci"] = {"stavZdrojeDph": registers["stavZdrojeDph"]}
    return kept


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _silent() -> Unavailable:
    return Unavailable("ARES does not answer now. Fill the card in by hand; it can be completed later.")


def _strange() -> Unavailable:
    return Unavailable(
        "ARES answers in a way that makes no sense. Fill the card in by hand; it can be completed later."
    )
