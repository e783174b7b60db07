"""A loopback server that speaks the wire format of Google Sheets v4, Drive v3 and the token endpoint.

    with google_fake() as fake:
        fake.put("spreadsheet-id", {"List1": [["Datum", "Částka"]]})
        GoogleSheets(fake.credentials_file, fake.url).read("spreadsheet-id")

It knows what a real Google knows: tokens by a signed assertion (RFC 7523), scopes, sharing, field masks, A1 ranges,
compressed answers, long questions sent as POST, empty cells left out. Troubles are ordered with `fail`, `cut`,
`slow` and `page`; `calls` says what was asked, in order.
"""

import base64
import gzip
import json
import re
import tempfile
import threading
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SHEETS = {
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.readonly",
    "https://www.googleapis.com/auth/drive",
}
DRIVE = {
    "https://www.googleapis.com/auth/drive.metadata.readonly",
    "https://www.googleapis.com/auth/drive.readonly",
    "https://www.googleapis.com/auth/drive",
}
ROUTES = [
    ("values.batchGet", re.compile(r"/v4/spreadsheets/([^/:]+)/values:batchGet"), SHEETS),
    ("values.get", re.compile(r"/v4/spreadsheets/([^/:]+)/values/([^/]+)"), SHEETS),
    ("spreadsheets.get", re.compile(r"/v4/spreadsheets/([^/:]+)"), SHEETS),
    ("files.get", re.compile(r"/drive/v3/files/([^/]+)"), DRIVE),
]
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


@dataclass(frozen=True)
class Shown:
    """A cell whose text differs from its value: `Shown("00123456", 123456)`."""

    text: str
    value: str | float


Cell = str | Shown
Grid = Sequence[Sequence[Cell]]


@dataclass
class Spreadsheet:
    """What the fake keeps of one document."""

    sheets: Mapping[str, Grid]
    title: str
    modified: str
    shared: bool = True
    trashed: bool = False
    excel: bool = False
    charts: tuple[str, ...] = ()


@dataclass
class Trouble:
    """One ordered fault: an answer of its own (`status`), a cut or foreign body, or silence."""

    on: str | None
    status: int = 0
    reason: str | None = None
    retry_after: str | None = None
    kind: str = "status"


class Refusal(Exception):
    """An answer with an error code, as Google words it."""

    def __init__(self, code: int, message: str, reason: str | None = None, status: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.body: dict[str, Any] = {
            "error": {"code": code, "message": message, "status": status or STATUS.get(code, "UNKNOWN")}
        }
        if reason:
            info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}
            self.body["error"]["errors"] = [{"domain": "global", "reason": reason, "message": message}]
            self.body["error"]["details"] = [info]


@cache
def _private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)  # one for all tests: it takes a while


@dataclass
class GoogleFake:
    """The handle a test holds. `calls` lists operations (`token`, `files.get`, …) with their parameters."""

    url: str
    credentials_file: Path
    email: str
    calls: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    answers: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: dict[str, set[str]] = field(default_factory=dict)
    documents: dict[str, Spreadsheet] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    issued: int = 0

    def put(
        self,
        spreadsheet_id: str,
        sheets: Mapping[str, Grid],
        *,
        title: str = "Sdílená tabulka",
        modified: str = "2026-11-01T09:30:00.000Z",
        **more: Any,
    ) -> None:
        """Keep a spreadsheet. `more`: `shared`, `trashed`, `excel` (a file that Sheets cannot read), `charts`."""
        self.documents[spreadsheet_id] = Spreadsheet(sheets, title, modified, **more)

    def count(self, operation: str) -> int:
        return sum(name == operation for name, _ in self.calls)

    def fail(
        self,
        status: int,
        times: int = 1,
        *,
        retry_after: object = None,
        reason: str | None = None,
        on: str | None = None,
    ) -> None:
        """The next `times` questions (of operation `on`) end with this code."""
        asked = None if retry_after is None else str(retry_after)
        self.troubles += [Trouble(on, status, reason, asked) for _ in range(times)]

    def cut(self, times: int = 1, *, on: str | None = None) -> None:
        """Half of the JSON under a correct Content-Length."""
        self.troubles += [Trouble(on, kind="cut") for _ in range(times)]

    def drop(self, times: int = 1, *, on: str | None = None) -> None:
        """The connection ends before the promised length."""
        self.troubles += [Trouble(on, kind="drop") for _ in range(times)]

    def page(self, times: int = 1, *, on: str | None = None) -> None:
        """A web page with status 200, as a hotel or a proxy sends it."""
        self.troubles += [Trouble(on, kind="page") for _ in range(times)]

    def slow(self, times: int = 1, *, on: str | None = None) -> None:
        """No answer until the fake ends."""
        self.troubles += [Trouble(on, kind="slow") for _ in range(times)]

    def forget_tokens(self) -> None:
        """All tokens issued so far stop being valid."""
        self.tokens.clear()

    def trouble(self, operation: str) -> Trouble | None:
        for index, one in enumerate(self.troubles):
            if one.on in {None, operation}:
                return self.troubles.pop(index)
        return None


@contextmanager
def google_fake() -> Iterator[GoogleFake]:
    """A running fake with a key file of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        server.daemon_threads = True
        url = f"http://127.0.0.1:{server.server_port}"
        fake = GoogleFake(url, Path(folder) / "key.json", "robot@brazdov-tabulky.iam.gserviceaccount.com")
        fake.credentials_file.write_text(json.dumps(_key_file(fake)), "utf-8")
        server.fake = fake  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield fake
        finally:
            fake.over.set()
            server.shutdown()
            server.server_close()
            thread.join()


def _key_file(fake: GoogleFake) -> dict[str, str]:
    secret = _private_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "type": "service_account",
        "project_id": "brazdov-tabulky",
        "private_key_id": "fake-1",
        "private_key": secret.decode(),
        "client_email": fake.email,
        "client_id": "1",
        "token_uri": f"{fake.url}/token",
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def fake(self) -> GoogleFake:
        return self.server.fake  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the test says what went wrong."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self._serve(path, query)

    def do_POST(self) -> None:
        """A token, or a question too long for an address, which the client sends as a form."""
        form = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        if self.path == "/token":
            self._finish("token", lambda: _token(self.fake, urllib.parse.parse_qs(form)), {})
        elif self.headers.get("x-http-method-override") == "GET":
            self._serve(self.path, form)
        else:
            self._send(405, b"{}")

    def _serve(self, path: str, query: str) -> None:
        parameters = urllib.parse.parse_qs(query, keep_blank_values=True)
        for operation, pattern, scopes in ROUTES:
            found = pattern.fullmatch(path)
            if found:
                parts = [urllib.parse.unquote(part) for part in found.groups()]
                answer = partial(self._answer, operation, scopes, parts, parameters)
                return self._finish(operation, answer, parameters)
        return self._send(404, b"<html><title>Error 404 (Not Found)</title></html>")

    def _answer(self, operation: str, scopes: set[str], parts: list[str], query: dict[str, list[str]]) -> Any:
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.fake.tokens:
            raise Refusal(401, "Request had invalid authentication credentials.", "authError")
        if not self.fake.tokens[token] & scopes:
            raise Refusal(403, "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        answer = ANSWERS[operation](self.fake, parts, query)
        return _masked(answer, query["fields"][0]) if "fields" in query else answer

    def _finish(self, operation: str, answer: Any, parameters: dict[str, list[str]]) -> None:
        self.fake.calls.append((operation, parameters))
        trouble = self.fake.trouble(operation)
        headers: dict[str, str] = {}
        try:
            if trouble and trouble.kind == "status":
                headers = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
                raise Refusal(trouble.status, "Ordered by the test.", trouble.reason)
            code, body = 200, answer()
            self.fake.answers.append((operation, body))
        except Refusal as refusal:
            code, body = refusal.code, refusal.body
        self._send(code, json.dumps(body, ensure_ascii=False).encode(), headers, trouble.kind if trouble else "json")

    def _send(self, code: int, body: bytes, headers: dict[str, str] | None = None, kind: str = "json") -> None:
        if kind == "slow":
            self.fake.over.wait()
            self.close_connection = True
            return
        if kind == "cut":
            body = body[: len(body) // 2]
        if kind == "page":
            body = b"<html><body>Sign in to the network</body></html>"
        packed = "gzip" in self.headers.get("accept-encoding", "")
        body = gzip.compress(body) if packed else body
        self.send_response(code)
        self.send_header("Content-Type", "text/html" if kind == "page" else "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in {**(headers or {}), **({"Content-Encoding": "gzip"} if packed else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if kind == "drop" else body)
        self.close_connection = self.close_connection or kind == "drop"


def _token(fake: GoogleFake, form: dict[str, list[str]]) -> dict[str, Any]:
    """RFC 7523: the assertion is a JWT, RS256, of this account, for this endpoint, for an hour at most."""
    if form.get("grant_type") != ["urn:ietf:params:oauth:grant-type:jwt-bearer"]:
        raise _oauth("unsupported_grant_type", "Invalid grant_type")
    try:
        head, claims, signature = form["assertion"][0].split(".")
        _private_key().public_key().verify(
            _decoded(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256()
        )
        header, said = json.loads(_decoded(head)), json.loads(_decoded(claims))
    except (InvalidSignature, ValueError, KeyError):
        raise _oauth("invalid_grant", "Invalid JWT Signature.") from None
    if header.get("alg") != "RS256" or said["iss"] != fake.email or said["aud"] != f"{fake.url}/token":
        raise _oauth("invalid_grant", "Invalid JWT.")
    if not 0 < said["exp"] - said["iat"] <= 3600:
        raise _oauth("invalid_grant", "Token must be a short-lived token (60 minutes).")
    fake.issued += 1
    token = f"ya29.fake-{fake.issued}"
    fake.tokens[token] = set(said["scope"].split())
    return {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}


def _oauth(error: str, description: str) -> Refusal:
    refusal = Refusal(400, description)
    refusal.body = {"error": error, "error_description": description}
    return refusal


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _document(fake: GoogleFake, spreadsheet_id: str) -> Spreadsheet:
    document = fake.documents.get(spreadsheet_id)
    if document is None:
        raise Refusal(404, "Requested entity was not found.")
    if not document.shared:
        raise Refusal(403, "The caller does not have permission")
    if document.excel:
        raise Refusal(400, "This operation is not supported for this document", status="FAILED_PRECONDITION")
    return document


def _file(fake: GoogleFake, parts: list[str], query: dict[str, list[str]]) -> dict[str, Any]:
    document = fake.documents.get(parts[0])
    if document is None or not document.shared:
        raise Refusal(404, f"File not found: {parts[0]}.", "notFound")
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet" if document.excel else "vnd.google-apps.spreadsheet"
    return {
        "kind": "drive#file",
        "id": parts[0],
        "name": document.title,
        "mimeType": f"application/{kind}",
        "modifiedTime": document.modified,
        "trashed": document.trashed,
    }


def _spreadsheet(fake: GoogleFake, parts: list[str], query: dict[str, list[str]]) -> dict[str, Any]:
    document = _document(fake, parts[0])
    sheets: list[dict[str, Any]] = [
        {"title": name, "sheetType": "GRID", "gridProperties": {"rowCount": rows, "columnCount": columns}}
        for name, (rows, columns) in ((name, _size(grid)) for name, grid in document.sheets.items())
    ]
    sheets += [{"title": name, "sheetType": "OBJECT"} for name in document.charts]
    return {
        "spreadsheetId": parts[0],
        "properties": {"title": document.title, "locale": "cs_CZ", "timeZone": "Europe/Prague"},
        "sheets": [{"properties": {"sheetId": n, "index": n, **sheet}} for n, sheet in enumerate(sheets)],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{parts[0]}/edit",
    }


def _size(grid: Grid) -> tuple[int, int]:
    """A new sheet has 1000 rows and 26 columns even if nothing is written in it."""
    return max(1000, len(grid)), max(26, max((len(row) for row in grid), default=0))


def _one(fake: GoogleFake, parts: list[str], query: dict[str, list[str]]) -> dict[str, Any]:
    return _range(_document(fake, parts[0]), parts[1], query)


def _batch(fake: GoogleFake, parts: list[str], query: dict[str, list[str]]) -> dict[str, Any]:
    document = _document(fake, parts[0])
    ranges = [_range(document, text, query) for text in query.get("ranges", [])]
    return {"spreadsheetId": parts[0], "valueRanges": ranges}


A1 = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))(?:!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?)?")


def _range(document: Spreadsheet, text: str, query: dict[str, list[str]]) -> dict[str, Any]:
    found = A1.fullmatch(text)
    name = (found[1] or "").replace("''", "'") or found[2] if found else ""
    if found is None or name not in document.sheets:
        raise Refusal(400, f"Unable to parse range: {text}")
    grid, (rows, columns) = document.sheets[name], _size(document.sheets[name])
    left, top = _column(found[3]) or 1, int(found[4] or 1)
    right, bottom = _column(found[5]) or columns, int(found[6] or rows)
    if found[3] and found[4] and ":" not in text.rpartition("!")[2]:
        right, bottom = left, top
    if top > rows or left > columns:
        raise Refusal(400, f"Range ({text}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")
    render = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0]
    values = _trimmed([[_cell(one, render) for one in row[left - 1 : right]] for row in grid[top - 1 : bottom]])
    quoted = name if re.fullmatch(r"\w+", name) else "'" + name.replace("'", "''") + "'"
    place = f"{quoted}!{_letters(left)}{top}:{_letters(min(right, columns))}{min(bottom, rows)}"
    return {"range": place, "majorDimension": "ROWS", **({"values": values} if values else {})}


def _cell(cell: Cell, render: str) -> str | float:
    if render not in {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}:
        raise Refusal(400, f"Invalid value at 'value_render_option': {render}")
    if isinstance(cell, Shown):
        return cell.text if render == "FORMATTED_VALUE" else cell.value
    return cell


def _trimmed(rows: list[list[str | float]]) -> list[list[str | float]]:
    """Google leaves out empty cells at the end of a row and empty rows at the end of a range."""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _column(letters: str | None) -> int:
    number = 0
    for letter in letters or "":
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _masked(answer: Any, mask: str) -> Any:
    """Only what the field mask names: `properties.title,sheets.properties(title)`."""
    if isinstance(answer, list):
        return [_masked(one, mask) for one in answer]
    kept: dict[str, Any] = {}
    for name, inner in _fields(mask):
        if name == "*":
            return answer
        if name in answer:
            part = _masked(answer[name], inner) if inner else answer[name]
            kept[name] = {**kept[name], **part} if isinstance(kept.get(name), dict) else part
    return kept


def _fields(mask: str) -> list[tuple[str, str]]:
    """The mask's top names, each with the mask that holds inside it."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(mask + ","):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            part = re.fullmatch(r"([\w*]+)(?:[./](.+)|\((.+)\))?", mask[start:at])
            if part is None:
                raise Refusal(400, "Request contains an invalid argument.")
            found.append((part[1], part[2] or part[3] or ""))
            start = at + 1
    return found


ANSWERS = {"files.get": _file, "spreadsheets.get": _spreadsheet, "values.get": _one, "values.batchGet": _batch}
