"""A person at a browser: what he sees, clicks and writes, and what his pages did that no page may do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from lib import access, accounts, clock, store
from lib.flows import deliver
from tests.browser.answers import Answers
from tests.conftest import NOW
from tests.living.app import App

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
PATIENCE = 30_000
LAPTOP, PHONE = (1280, 900), (390, 844)
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Town:
    """The made-up town behind a running app."""

    app: App

    @property
    def url(self) -> str:
        return self.app.url

    @property
    def shared(self) -> Path:
        """The shared folder of spreadsheets."""
        return self.app.data / "shared"

    def token(self, role: str) -> str:
        """A fresh session of the made-up person who has the role."""
        return self.app.token(accounts.DEMO_PEOPLE[role][0])

    @cached_property
    def act(self) -> int:
        """The memorial act that the town prepares, on which something of every room hangs."""
        with self._inside(), store.read() as db:
            return int(store.scalar(db, "select event_id from memorial_version limit 1"))

    def end_sessions(self, role: str) -> None:
        """Sign the person out everywhere, as the head of office does when a laptop is lost."""
        with self._inside(), store.write() as db:
            access.end_sessions_of(db, accounts.DEMO_PEOPLE[role][0])

    def sends(self) -> None:
        """One turn of the worker, which this town has not: what is due goes to its channels."""
        with self._inside(), clock.fixed(NOW):
            deliver.turn()

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """This process looks into the town's store until the block ends."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KANCELAR_DATA", str(self.app.data))
            yield


@dataclass
class Person:
    """Somebody with a browser of his own. `touches` counts clicks, choices and fields written.

    `foreign` are hosts whose own pages are not ours to judge (the OIDC provider); `wrong` is what ours did.
    With `quiet` off the console may complain: a test that ends a session makes the browser meet refusals.
    """

    context: BrowserContext
    page: Page
    town: Town
    foreign: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    quiet: bool = True
    touches: int = 0
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        self.answers = Answers(self.page)

    def open(self, path: str) -> None:
        """Go to an address of the app and wait until the page is drawn."""
        self.page.goto(self.town.url + path)
        self.settled()

    def turn(self, path: str) -> None:
        """Come to another page as the browser's own arrows do: the app stays loaded and draws the other page.

        What would leave doubt whether the other page is there (a part of the same one, the same heading) is opened
        anew.
        """
        before = self._heading()
        here = urlsplit(self.page.url).path
        if before and here != urlsplit(path).path and self.page.evaluate(_TURN, path):
            self.settled()
            return
        self.open(path)

    def _heading(self) -> str:
        """The title on the page, empty where none stands yet."""
        return str(self.page.evaluate("document.querySelector('[data-testid=stMain] h1')?.textContent ?? ''"))

    def hold(self, size: tuple[int, int]) -> None:
        """Look at the page on another screen from now on."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def settled(self) -> None:
        """Wait until the app has answered."""
        self.answers.wait(PATIENCE)
        self.page.locator(SETTLED).wait_for(state="attached", timeout=PATIENCE)

    def drawn(self) -> None:
        """Wait until what the browser draws by itself (lists, calendars, charts) stands too."""
        self.page.wait_for_function(_DRAWN)

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    @property
    def menu(self) -> list[str]:
        """The titles of the pages in the menu."""
        links = self.page.get_by_test_id("stSidebarNav").get_by_role("link")
        expect(links.first).to_be_attached()
        return [text.split("\n")[-1].strip() for text in links.all_inner_texts()]

    def sees(self, *words: str | re.Pattern[str]) -> None:
        """Each of the words is to be read on the page."""
        for one in words:
            expect(self.main.get_by_text(one).locator("visible=true").first).to_be_visible()

    def stands_at(self, address: str) -> None:
        """The page's address, without its query, is this one."""
        expect(self.page).to_have_url(re.compile(rf"{re.escape(self.town.url)}{address}(\?.*)?$"))

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.main.get_by_role("heading", name=name)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.main.get_by_role("button", name=name).first

    def press(self, name: str | re.Pattern[str] | Locator) -> None:
        """Click a button (by its name) or anything else, and wait until the app has answered it."""
        self.touches += 1
        (name if isinstance(name, Locator) else self.button(name)).click()
        self.answers.wait(PATIENCE)

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        """Write into a field and leave it."""
        self.touches += 1
        box = self.main.get_by_label(label, exact=isinstance(label, str)).first
        box.fill(text)
        box.press("Tab")
        self.answers.wait(PATIENCE)

    def choose(self, label: str, text: str, *, new: bool = False, several: bool = False) -> None:
        """Write a part of a name into a picker and take what it offers first; `new` names may differ from it."""
        self.touches += 1
        box = self.page.get_by_role("combobox", name=label, exact=True).first
        box.click()
        box.fill(text)
        offered = self.page.get_by_role("option")
        expect(offered.filter(has_text=text).first).to_be_visible()
        box.press("Enter")
        if several:
            box.press("Escape")
        elif not new:
            expect(box).to_have_value(re.compile(re.escape(text)))
        self.answers.wait(PATIENCE)

    def take(self, button: str | re.Pattern[str] | Locator) -> tuple[str, bytes]:
        """Press a button that gives a file: its name and its bytes."""
        with self.page.expect_download() as waiting:
            self.press(button)
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def sideways(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate(_SIDEWAYS))

    def texts(self) -> list[str]:
        """Everything to be read on the page or heard from it: texts, names, hints."""
        return list(self.page.evaluate(_TEXTS))


@dataclass
class Crowd:
    """The people of one test."""

    browser: Browser
    town: Town
    people: list[Person] = field(default_factory=list)

    def person(self, role: str | None, *, size: tuple[int, int] = LAPTOP, dark: bool = False, **options: Any) -> Person:
        """Somebody signed in as a role; with None somebody at the sign-in page's door."""
        width, height = size
        context = self.browser.new_context(
            locale="cs-CZ",
            timezone_id="Europe/Prague",
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        if role:
            name = access.cookie_name(https=False)
            context.add_cookies([{"name": name, "value": self.town.token(role), "url": self.town.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        one = Person(context, page, self.town)
        context.on("request", lambda request: _watch_host(one, request))
        context.on("console", lambda said: _watch_console(one, said))
        context.on("weberror", lambda error: one.wrong.append(f"a script failed: {error.error}"))
        self.people.append(one)
        return one

    def leave(self) -> None:
        """Close all browsers; fails when a page did what no page may do."""
        wrong = [what for one in self.people for what in one.wrong]
        for one in self.people:
            one.context.close()
        assert not wrong, "\n".join(wrong)


PROBE = re.compile(r"/_stcore/(health|host-config)$|/media/[0-9a-f]+\.(png|jpg|pdf)$")
"""Streamlit looks for its server under the address of a deep link first; the 404 is its way of finding the root. It
also throws away a picture or paper of the previous run while the browser still asks for it; the new one follows."""


def _watch_host(person: Person, request: Request) -> None:
    known = {*person.foreign, urlsplit(person.town.url).netloc}
    ours = request.is_navigation_request() or urlsplit(request.frame.url).netloc not in person.foreign
    there = urlsplit(request.url)
    if ours and there.scheme not in ("data", "blob") and there.netloc not in known:
        person.wrong.append(f"a foreign host was asked: {request.url}")


def _watch_console(person: Person, said: ConsoleMessage) -> None:
    where = said.location["url"]
    tolerated = urlsplit(where).netloc in person.foreign or PROBE.search(where) or "Image source error" in said.text
    if said.type == "error" and not tolerated and (person.quiet or "Content Security Policy" in said.text):
        person.wrong.append(f"the console said: {said.text} ({where})")


_TURN = """(path) => new Promise((done) => {
    const heading = () => document.querySelector('[data-testid=stMain] h1')?.textContent ?? '';
    const before = heading();
    const look = () => !['', before].includes(heading()) && end(true);
    const end = (there) => { seen.disconnect(); clearTimeout(late); done(there); };
    const seen = new MutationObserver(look);
    const late = setTimeout(() => end(false), 3000);
    seen.observe(document.body, {subtree: true, childList: true, characterData: true});
    history.pushState({}, '', path);
    window.dispatchEvent(new PopStateEvent('popstate'));
})"""
"""True once another heading stands there; false when none does within three seconds. A short run of the app begins and
ends within one drawing, so its states say nothing."""
_DRAWN = """() => document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stBidiComponent], .k-event, .k-listing')]
        .every((part) => part.textContent)"""
_SIDEWAYS = """() => Math.max(0, ...[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .filter(Boolean).map((part) => part.scrollWidth - part.clientWidth))"""
_TEXTS = """() => {
    const UNREAD = 'script, style, noscript, [aria-hidden=true], [translate=no], [data-testid=stIconMaterial]';
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest(UNREAD)) found.push(node.data.trim());
        } else for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
            if (node.hasAttribute(name)) found.push(node.getAttribute(name).trim());
    }
    return [...new Set(found.filter(Boolean))];
}"""
