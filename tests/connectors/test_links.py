"""Links are tried at public servers only, whatever they look like, and the answer is said in words."""

import datetime as dt
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lib.connectors import links
from lib.connectors.links import is_public, try_all, try_one


class _Site(BaseHTTPRequestHandler):
    """A small web: its paths are its answers."""

    asked: list[tuple[str, str, str]] = []

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        type(self).asked.append((self.command, self.path, self.headers["host"]))
        page, _, to = self.path[1:].partition("?")
        if page == "to":
            self.send_response(302)
            self.send_header("location", to)
            self.end_headers()
            return
        if page == "only_get" and not body:
            self.send_response(405)
            self.end_headers()
            return
        if page == "slow":
            time.sleep(0.6)
        self.send_response(int(page) if page.isdigit() else 200)
        self.end_headers()
        if body:
            self._pour(page)

    def _pour(self, page: str) -> None:
        try:
            for _ in range(200 if page in ("only_get", "404") else 1):
                self.wfile.write(b"x" * 4096)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    _Site.asked.clear()


def _here(port: int, path: str, **more: Any) -> links.Tried:
    return try_one(f"http://www.brazdov.example:{port}/{path}", allow={("127.0.0.1", port)},
                   resolve=lambda *_: ["127.0.0.1"], **more)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("trh", "alive"),
        ("only_get", "alive"),
        ("404", "dead"),
        ("410", "dead"),
        ("403", "unsure"),
        ("500", "unsure"),
        ("to?/trh", "alive"),
        ("to?/404", "dead"),
        ("to?/to?/to?/trh", "alive"),
        ("to?/to?/to?/to?/trh", "dead"),
    ],
)
def test_a_link_is_alive_or_dead(port: int, path: str, state: str) -> None:
    tried = _here(port, path)
    assert tried.state == state
    assert bool(str(tried)) is (state != "alive")
    assert "{" not in str(tried)


def test_the_name_goes_along_although_the_connection_goes_to_the_address(port: int) -> None:
    _here(port, "trh")
    assert _Site.asked == [("HEAD", "/trh", f"www.brazdov.example:{port}")]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[::]/",
        "http://0.0.0.0/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://１２７.0.0.1/", "http://user:heslo@8.8.8.8/", "http://8.8.8.8:8080/", "http://8.8.8.8:22/",
        "https://8.8.8.8:80/", "ftp://8.8.8.8/", "file:///etc/passwd", "gopher://8.8.8.8/", "http:///", "http://[::1/",
        "http://8.8.8.8:99999/", "javascript://8.8.8.8/%0aalert(1)",
    ],
)  # fmt: skip
def test_what_is_not_public_is_never_asked(url: str) -> None:
    assert try_one(url).state == "refused"


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.5", "::1", "::ffff:192.168.0.1", "fd00::1", "100.100.1.1", "x"])
def test_a_name_of_an_inner_address_is_refused_even_beside_a_public_one(inner: str) -> None:
    assert try_one("http://zly.example/", resolve=lambda *_: [inner]).state == "refused"
    assert try_one("http://zly.example/", resolve=lambda *_: ["8.8.8.8", inner]).state == "refused"


def test_a_name_that_changes_its_address_meanwhile_gains_nothing(port: int) -> None:
    said = iter(["127.0.0.1", "10.0.0.1"])
    tried = try_one(f"http://zly.example:{port}/only_get", allow={("127.0.0.1", port)}, resolve=lambda *_: [next(said)])
    assert tried.state == "refused"
    assert [asked[0] for asked in _Site.asked] == ["HEAD"]


@pytest.mark.parametrize("to", ["http://10.0.0.1/", "//192.168.1.1/", "http://localhost/", "file:///etc/passwd"])
def test_a_redirect_inside_is_refused(port: int, to: str) -> None:
    def resolve(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host in ("www.brazdov.example", "localhost") else [host]

    tried = try_one(f"http://www.brazdov.example:{port}/to?{to}", allow={("127.0.0.1", port)}, resolve=resolve)
    assert tried.state == "refused"
    assert len(_Site.asked) == 1


def test_nobody_waits_for_a_slow_server_or_a_slow_name(port: int) -> None:
    assert _here(port, "slow", seconds=0.2).state == "unsure"
    begun = time.monotonic()
    assert try_one("http://pomaly.example/", resolve=lambda *_: time.sleep(2) or [], seconds=0.1).state == "unsure"
    assert time.monotonic() - begun < 1.5


def test_a_name_that_nobody_knows_and_a_closed_door_are_dead(port: int) -> None:
    def unknown(*_: Any) -> list[str]:
        raise links.socket.gaierror

    assert try_one("http://neni.example/", resolve=unknown).state == "dead"
    assert try_one("http://neni.example/", resolve=lambda *_: []).state == "dead"
    assert (
        try_one("http://zavreno.example:1/", allow={("127.0.0.1", 1)}, resolve=lambda *_: ["127.0.0.1"]).state == "dead"
    )


def test_each_address_is_tried_once(port: int) -> None:
    url = f"http://www.brazdov.example:{port}/trh"
    tried = try_all([url, url], allow={("127.0.0.1", port)}, resolve=lambda *_: ["127.0.0.1"])
    assert [one.state for one in tried] == ["alive"]
    assert len(_Site.asked) == 1


def test_public_addresses_are_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2a00:1450:4014::1")
    assert is_public("::ffff:8.8.8.8")
    assert not is_public("nic")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of `www.brazdov.example` with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "www.brazdov.example")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.brazdov.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "both.pem"
    file.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(("host", "state"), [("www.brazdov.example", "alive"), ("jiny.example", "dead")])
def test_the_certificate_is_held_against_the_name(certificate: Path, host: str, state: str) -> None:
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(certificate))
    served.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.socket = served.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url, allow = f"https://{host}:{server.server_port}/trh", {("127.0.0.1", server.server_port)}
    try:
        assert try_one(url, allow=allow, resolve=lambda *_: ["127.0.0.1"], trusted=trusted).state == state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
