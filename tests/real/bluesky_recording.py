"""Visits a real Bluesky PDS on this machine and writes down what it answered. No test needs it; to repeat it:

npm install @atproto/pds node@22                       in a folder outside the project
node bluesky_pds.mjs                                   a copy of it in that folder; says `ready`
python -m tests.real.bluesky_recording > tests/fakes/bluesky_pds.json
"""

import base64
import hashlib
import hmac
import json
import sys
import tempfile
from typing import Any

import httpx
import pytest

from lib import clock
from tests.fakes.bluesky_visit import Server, visit

URL, SECRET = "http://localhost:2583", b"only-for-the-recording"
HANDLE, PASSWORD = "brazdov.test", "tajne-heslo"


def _call(method: str, token: str = "", **body: Any) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = httpx.post(f"{URL}/xrpc/com.atproto.server.{method}", json=body, headers=headers, trust_env=False)
    return dict(answer.raise_for_status().json() if answer.content else {})


def _stale(token: str) -> str:
    """The same token, whose time is up; a PDS of our own signs by a secret that we gave it."""
    head, body, _ = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    aged = base64.urlsafe_b64encode(json.dumps(claims | {"iat": 1, "exp": 2}).encode()).rstrip(b"=").decode()
    sign = hmac.new(SECRET, f"{head}.{aged}".encode(), hashlib.sha256).digest()
    return f"{head}.{aged}.{base64.urlsafe_b64encode(sign).rstrip(b'=').decode()}"


def _server() -> Server:
    account = _call("createAccount", handle=HANDLE, email="mesto@brazdov.example", password=PASSWORD)
    token, name = str(account["accessJwt"]), "kancelar"
    password = _call("createAppPassword", token, name=name)["password"]

    def revoke() -> None:
        _call("revokeAppPassword", token, name=name)

    return Server(URL, HANDLE, password, _stale, revoke)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as data,
        clock.fixed("2026-11-23T08:00:00+01:00"),
    ):
        data.setenv("KANCELAR_DATA", folder)
        lines = [json.dumps(one, ensure_ascii=False) for one in visit(_server())]
        sys.stdout.write("[\n" + ",\n".join(lines) + "\n]\n")
