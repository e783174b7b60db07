"""Scripts of ours whose page is drawn again by Streamlit while a person clicks or writes."""

from playwright.sync_api import expect

from lib.ui.script import LOADER
from lib.web import assets
from tests.browser.screen import Crowd

ROWS = """async (script) => {
    const { default: draw } = await import(script);
    const place = document.body.appendChild(document.createElement('div'));
    const opened = [];
    const row = (what) => ({ href: '/akce', what, detail: '', when: '', state: null });
    const drawn = (what, name) => draw({
        data: { rows: [row(what)] }, parentElement: place, setTriggerValue: (_, href) => opened.push(name + href),
    });
    drawn('Trh', 'first');
    const link = place.querySelector('a');
    drawn('Trh', 'second');
    const same = link.isConnected;
    link.click();
    drawn('Ples', 'third');
    return [same, opened, link.isConnected, place.textContent];
}"""
LIST = """async ([script, changed, opener]) => {
    const { default: draw } = await import(script);
    const place = document.body.appendChild(document.createElement('div'));
    const told = [];
    const drawn = (data, name) => draw({
        data, parentElement: place, setTriggerValue: (event, value) => told.push([name, event, value]),
    });
    drawn(changed[0], 'first');
    const pressed = place.querySelector(opener);
    drawn(structuredClone(changed[0]), 'second');
    const same = pressed.isConnected;
    pressed.click();
    drawn(changed[1], 'third');
    return [same, told, place.querySelector(opener).disabled ?? false, place.textContent.includes('Ples')];
}"""
COUNT = """async (script) => {
    const { default: draw } = await import(script);
    const around = document.body.appendChild(document.createElement('div'));
    around.className = 'st-key-ad';
    const field = around.appendChild(document.createElement('textarea'));
    const place = around.appendChild(document.createElement('div'));
    const data = { around: 'ad', per: 30, spaces: true, words: '{count} {started} {per}' };
    const leave = draw({ data, parentElement: place });
    const other = document.createElement('textarea');
    field.replaceWith(other);
    const write = (text) => {
        other.value = text;
        other.dispatchEvent(new Event('input', { bubbles: true }));
        return place.textContent;
    };
    const told = write('x'.repeat(31));
    leave();
    return [told, write('x')];
}"""

OVERTAKEN = """async (loader) => {
    const module = (source) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const drawing = 'export default ({ data, parentElement }) => { parentElement.textContent = data.says; };';
    const slow = 'await new Promise((go) => { globalThis.letGo = go; });';
    const { default: draw } = await import(module(loader));
    const place = document.createElement('div');
    const older = draw({ data: { script: module(slow + drawing), says: 'older' }, parentElement: place });
    while (!globalThis.letGo) await new Promise((done) => setTimeout(done));
    await draw({ data: { script: module(drawing), says: 'newer' }, parentElement: place });
    globalThis.letGo();
    await older;
    return place.textContent;
}"""
GROW = """(height) => {
    const place = document.getElementById('grows') ?? document.body.appendChild(document.createElement('div'));
    if (!place.id) {
        place.id = 'grows';
        place.style.cssText = 'position: fixed; inset: 0 0 auto 0; z-index: 9999999; background: white';
        place.innerHTML = '<p style="height: 0"></p><button>Stisknout</button>';
        place.querySelector('button').onclick = () => { place.dataset.clicks = +(place.dataset.clicks ?? 0) + 1; };
        place.insertAdjacentHTML('beforeend', '<label><i role="checkbox" style="display: inline-block">iii</i>'
            + '<input type="checkbox"></label>');
    }
    place.firstChild.style.height = `${height}px`;
}"""


def test_what_was_asked_for_first_is_never_drawn_last(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    assert one.page.evaluate(OVERTAKEN, LOADER) == "newer"


def test_a_press_counts_though_an_answer_above_carries_the_button_away(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    one.page.evaluate(GROW, 0)
    place, mouse = one.page.locator("#grows"), one.page.mouse
    box = place.get_by_role("button").bounding_box()
    assert box is not None
    for grown, moved, clicks in ((0, 0, "1"), (0, 60, "1"), (200, 0, "2")):
        mouse.move(box["x"] + 9, box["y"] + 9)
        mouse.down()
        one.page.evaluate(GROW, grown)
        mouse.move(box["x"] + 9, box["y"] + 9 + moved)
        mouse.up()
        one.page.evaluate(GROW, 0)
        expect(place).to_have_attribute("data-clicks", clicks)


def test_a_press_that_the_browser_answers_counts_once(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    one.page.evaluate(GROW, 0)
    box = one.page.locator("#grows [role=checkbox]").bounding_box()
    assert box is not None
    edge = box["x"] + box["width"]
    one.page.mouse.move(edge - 1, box["y"] + 3)
    one.page.mouse.down()
    one.page.mouse.move(edge + 1, box["y"] + 3)
    one.page.mouse.up()
    one.page.wait_for_timeout(50)  # a second click would come in the next turn of the page
    expect(one.page.locator("#grows input")).to_be_checked()


def test_a_row_that_is_drawn_again_stays_the_link_that_is_being_pressed(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    found = one.page.evaluate(ROWS, assets.url("rows.js"))
    assert found == [True, ["second/akce"], False, "Ples"]


def _listed(name: str) -> dict[str, object]:
    words = {"none": "", "clear": "", "page": "", "previous": "", "next": ""}
    rows = [{"id": 7, "link": "/akce?id=7", "cells": [name]}]
    columns = [{"name": "name", "label": "Název", "kind": "text"}]
    return {
        "title": "Akce",
        "columns": columns,
        "rows": rows,
        "sort": None,
        "count": "",
        "page": 1,
        "pages": 1,
        "words": words,
    }


def _tasks(name: str) -> dict[str, object]:
    row = {"id": 7, "what": name, "detail": "", "href": "/ukol?id=7", "state": None, "closed": False, "ticks": True}
    group = {"title": "", "href": "", "rows": [row]}
    return {"groups": [group], "ticks": True, "words": {"finish": "Hotovo", "reopen": "Vrátit"}, "styles": []}


def test_a_list_that_is_drawn_again_keeps_what_is_being_pressed(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    for script, shown, opener, event in (
        ("list.js", _listed, "a", "open"),
        ("tasks.js", _tasks, "a", "open"),
        ("tasks.js", _tasks, "button", "tick"),
    ):
        found = one.page.evaluate(LIST, [assets.url(script), [shown("Trh"), shown("Ples")], opener])
        assert found == [True, [["second", event, 7]], False, True], script


LISTED = """async ([address, data]) => {
    const place = document.body.appendChild(document.createElement('div'));
    (await import(address)).default({ data, parentElement: place, setTriggerValue: () => {} });
    return place.querySelector('a').textContent;
}"""


def test_a_preposition_stays_with_its_word_in_a_list(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    found = one.page.evaluate(LISTED, [assets.url("list.js"), _listed("Setkání s podnikateli (v 18 h) a k tomu os T")])
    assert found == "Setkání s\u00a0podnikateli (v\u00a018 h) a\u00a0k\u00a0tomu os T"


def test_characters_are_counted_in_whatever_field_stands_there(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/")
    assert one.page.evaluate(COUNT, assets.url("count.js")) == ["31 2 30", "31 2 30"]


PAPER = """() => {
    const place = document.body.appendChild(document.createElement('div'));
    place.style.zoom = 0.5;
    const page = '<div data-index="0" style="height: 842px"></div>';
    place.innerHTML = `<div class="react-pdf__Document">${page}</div><p style="height: 842px"></p>`;
    return ['[data-index]', 'p'].map((one) => Math.round(place.querySelector(one).getBoundingClientRect().height));
}"""


def test_pages_of_a_paper_shown_smaller_lie_below_one_another(crowd: Crowd) -> None:
    """The viewer asks a page for its height and puts the next one there, on the paper's own scale."""
    one = crowd.person("reader")
    one.open("/")
    assert one.page.evaluate(PAPER) == [842, 421]
