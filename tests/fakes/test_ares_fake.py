"""The fake ARES keeps to what is documented of the real one."""

import httpx

from tests.fakes.ares import FARM, PATH, TAILOR, ares_fake


def test_it_answers_as_documented() -> None:
    with ares_fake() as ares:
        ares.put(FARM, TAILOR)
        found = httpx.get(f"{ares.url}/99000113")
        assert found.status_code == 200
        assert found.headers["content-type"].startswith("application/json")
        assert found.json()["sidlo"]["psc"] == 73998
        assert found.json()["dic"] is None
        assert "nazevUlice" not in found.json()["sidlo"]
        assert httpx.get(f"{ares.url}/99000121").json()["dic"] == "CZ7103192745"
        unknown = httpx.get(f"{ares.url}/99000105")
        assert (unknown.status_code, unknown.json()["kod"]) == (404, "NENALEZENO")
        short = httpx.get(f"{ares.url}/9900010")
        assert (short.status_code, short.json()["subKod"]) == (400, "VSTUP_NEVALIDNI_FORMAT_ICO")
        elsewhere = httpx.get(ares.url.replace(PATH, "/rest/99000113"))
        assert (elsewhere.status_code, elsewhere.json()["error"]) == (404, "Not Found")
        assert ares.calls[:2] == [f"{PATH}/99000113", f"{PATH}/99000121"]


def test_troubles_come_when_ordered() -> None:
    with ares_fake() as ares:
        ares.put(FARM)
        ares.garble(b"<html>")
        assert httpx.get(f"{ares.url}/99000113").text == "<html>"
        ares.fail(503)
        assert httpx.get(f"{ares.url}/99000113").status_code == 503
