"""HTML for WordPress out of a fixed set of tags. WordPress keeps what editors send raw, scripts too, so nothing else
may leave the office: whatever is not known here goes out as text or not at all."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

TAGS = frozenset(
    {"a", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "table", "tbody", "td", "th",
     "thead", "tr", "ul"}
)  # fmt: skip
SAME = {"b": "strong", "i": "em", "h1": "h2", "div": "p"}
VOID = frozenset({"br", "hr"})
SILENT = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "title",
                    "textarea", "select", "head"})  # fmt: skip
"""Tags whose content is no text for readers."""
LINKS = frozenset({"http", "https", "mailto", "tel"})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text(plain: str) -> str:
    """Plain text as HTML; square brackets too, because WordPress runs what stands in them."""
    escaped = html.escape(CONTROL.sub("", plain), quote=True)
    return escaped.replace("[", "&#91;").replace("]", "&#93;")


def paragraphs(plain: str) -> str:
    """Plain text as paragraphs: an empty line begins a new one."""
    found = (one.strip() for one in re.split(r"\n\s*\n", plain.replace("\r\n", "\n")))
    return "\n".join(f"<p>{text(one).replace(chr(10), '<br>')}</p>" for one in found if one)


@dataclass(frozen=True)
class Figure:
    """A picture in the text: its address, alt text and author."""

    url: str
    alt: str
    credit: str = ""

    def written(self) -> str:
        below = f"<figcaption>{text(self.credit)}</figcaption>" if self.credit else ""
        return f'<figure><img src="{text(self.url)}" alt="{text(self.alt)}">{below}</figure>'


def clean(markup: str) -> str:
    """The same HTML made of the known tags only, every one closed; links to web, mail and telephone."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.written()


class _Reader(HTMLParser):
    """Writes anew what it reads, so that nothing of the original survives by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent.append(tag)
        name = SAME.get(tag, tag)
        if self._silent or name not in TAGS:
            return
        self._out.append(f"<{name}{_link(dict(attrs)) if name == 'a' else ''}>")
        if name not in VOID:
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
            return
        name = SAME.get(tag, tag)
        if self._silent or name not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self._out.append(f"</{last}>")
            if last == name:
                break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(text(data))

    def written(self) -> str:
        return "".join(self._out) + "".join(f"</{name}>" for name in reversed(self._open))


def _link(attributes: dict[str, str | None]) -> str:
    address = CONTROL.sub("", attributes.get("href") or "").strip()
    try:
        known = urlsplit(address).scheme.lower() in LINKS
    except ValueError:
        known = False
    return f' href="{text(address)}"' if known else ""
