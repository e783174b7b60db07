"""A town's RSS as MUNIPOLIS serves it: items, ETag and 304, and the troubles that a foreign server makes."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape


class Town:
    """The feed of a town. `items` are (title, link, pubDate, description HTML); `trouble` is one of `off`, `html`,
    `doctype`, `large`, `moved`; `asked` keeps the headers of every question."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str, str]] = []
        self.trouble = ""
        self.asked: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/rss"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def body(self) -> bytes:
        told = "".join(
            f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
            f"<pubDate>{when}</pubDate><description><![CDATA[{text}]]></description></item>"
            for title, link, when, text in self.items
        )
        head = '<?xml version="1.0" encoding="utf-8"?>'
        if self.trouble == "doctype":
            head += '<!DOCTYPE rss [<!ENTITY bomb "boom">]>'
        if self.trouble == "html":
            return b"<html><body>Not found</body></html>"
        if self.trouble == "large":
            told += "<item><title>x</title></item>" * 60_000
        return f'{head}<rss version="2.0"><channel><title>Brázdov</title>{told}</channel></rss>'.encode()

    def _handler(town) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                town.asked.append({name.lower(): value for name, value in self.headers.items()})
                body = town.body()
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if town.trouble in ("off", "moved"):
                    self.send_response(503 if town.trouble == "off" else 302)
                    self.send_header("location", "http://127.0.0.1:9/elsewhere")
                    self.send_header("content-length", "0")
                    self.end_headers()
                    return
                if self.headers.get("if-none-match") == etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(200)
                self.send_header("etag", etag)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler
