"""Posts go to a real WordPress over a bad line while the workers are killed: each is there exactly once."""

import datetime as dt
import os
import random
import time
from collections import Counter
from typing import Any

import httpx
import pytest

from lib import outbox, store
from lib.access import User
from lib.connectors.wordpress import KIND, remote_slug
from lib.outbox import Parcel
from tests.real import wordpress_faults as faults
from tests.real.wordpress import Site

pytestmark = pytest.mark.fault
POSTS = int(os.environ.get("WORDPRESS_POSTS", "24"))
KILLS = int(os.environ.get("WORDPRESS_KILLS", "6"))
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
GRACE = 100 * 365 * 24 * 60


@pytest.fixture(autouse=True)
def _clock() -> None:
    """The workers live in real time, so this test does too."""


def test_each_post_is_there_once(people: dict[str, User], site: Site) -> None:
    with faults.way_to(site.url) as way:
        wanted = _queued(way.url, site, people["head"])
        killed = _sent(KILLS)
    there = Counter(slug for slug in _slugs(site) if slug.startswith("jednou-"))
    with store.read() as db:
        states = Counter(row["state"] for row in store.rows(db, "select state from outbox"))
    print(f"\n{POSTS} posts, {killed} workers killed, the line: {dict(way.happened)}, the office: {dict(states)}")
    assert there == dict.fromkeys(wanted, 1)
    assert states == {"published": POSTS}
    assert killed >= KILLS
    assert all(way.happened[kind] for kind in faults.FAULTS)


def _queued(url: str, site: Site, by: User) -> list[str]:
    """The names under which the posts will be at WordPress."""
    options, secrets = {"url": url, "user": "redakce", "categories": ""}, {"password": site.passwords["redakce"]}
    names = []
    with store.write() as db:
        outbox.save_channel(db, "web", KIND, "Web", options, secrets, by=by)
        for number in range(POSTS):
            parcel = Parcel(f"Jednou {number}", "Text", slug="jednou")
            known = outbox.put(db, "web", f"jednou-{number}", parcel, LONG_AGO, grace_minutes=GRACE, by=by)
            names.append(remote_slug(outbox.get(db, known)))
    return names


def _sent(kills: int) -> int:
    """Two workers until nothing is left, each killed after a moment and replaced; gives how many were killed."""
    chance, killed, workers = random.Random(7), 0, [faults.worker() for _ in range(2)]
    until, next_kill = time.monotonic() + 240, time.monotonic() + 1
    try:
        while _left() or killed < kills:
            assert time.monotonic() < until, f"the posts were not settled: {_states()}"
            time.sleep(0.02)
            if killed < kills and time.monotonic() > next_kill:
                which = chance.randrange(2)
                workers[which].kill()
                workers[which].join()
                workers[which] = faults.worker()
                killed, next_kill = killed + 1, time.monotonic() + chance.uniform(0.2, 0.8)
    finally:
        for process in workers:
            process.kill()
            process.join()
    return killed


def _left() -> bool:
    with store.read() as db:
        return bool(store.scalar(db, "select count(*) from outbox where state in ('queued', 'sending', 'unknown')"))


def _states() -> list[dict[str, Any]]:
    with store.read() as db:
        return store.rows(db, "select id, state, tries, trouble, error, left_at, absent_at, next_try_at from outbox"
                              " where state <> 'published'")  # fmt: skip


def _slugs(site: Site) -> list[str]:
    asked = {"status": "any", "context": "edit", "per_page": "100", "search": "Jednou"}
    found: list[str] = []
    for page in range(1, 100):
        answer = httpx.get(f"{site.url}/wp-json/wp/v2/posts", params=asked | {"page": str(page)}, timeout=30,
                           auth=("redakce", site.passwords["redakce"]))  # fmt: skip
        found += [post["slug"] for post in answer.json()]
        if page >= int(answer.headers["x-wp-totalpages"]):
            break
    return found
