"""The fake answers as Google does: each answer is held against the discovery schemas in Google's own wheel."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from google.auth import crypt, jwt
from googleapiclient.discovery_cache import get_static_doc

from tests.fakes.google import GoogleFake, Shown, google_fake

SCHEMAS = {
    "files.get": ("drive", "v3", "File"),
    "spreadsheets.get": ("sheets", "v4", "Spreadsheet"),
    "values.get": ("sheets", "v4", "ValueRange"),
    "values.batchGet": ("sheets", "v4", "BatchGetValuesResponse"),
}
GRIDS = {"Akce": [["Datum", "Částka"], ["1. 5. 2026", Shown("1 815,50 Kč", 1815.5), ""], []], "Prázdný": []}


@pytest.fixture
def fake() -> Iterator[GoogleFake]:
    with google_fake() as running:
        running.put("S1", GRIDS, title="Kalendář", charts=("Graf",))
        yield running


def token(fake: GoogleFake, **changed: Any) -> str:
    info = json.loads(fake.credentials_file.read_text("utf-8"))
    scope = "https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.readonly"
    claims = {"iss": fake.email, "aud": info["token_uri"], "scope": scope, "iat": 1000, "exp": 4600, **changed}
    assertion = jwt.encode(crypt.RSASigner.from_service_account_info(info), claims).decode()
    return str(post(fake, assertion)["access_token"])


def post(fake: GoogleFake, assertion: str) -> dict[str, Any]:
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion}
    with urllib.request.urlopen(f"{fake.url}/token", urllib.parse.urlencode(form).encode()) as answer:
        return dict(json.load(answer))


def get(fake: GoogleFake, path: str, bearer: str | None = None, **query: Any) -> dict[str, Any]:
    address = f"{fake.url}{path}?{urllib.parse.urlencode(query, doseq=True)}"
    request = urllib.request.Request(address, headers={"authorization": f"Bearer {bearer or token(fake)}"})
    with urllib.request.urlopen(request) as answer:
        return dict(json.load(answer))


def refusal(call: Any, *args: Any, **more: Any) -> tuple[int, dict[str, Any]]:
    with pytest.raises(urllib.error.HTTPError) as caught:
        call(*args, **more)
    with caught.value as error:
        return error.code, json.load(error)


def as_json_schema(part: Any) -> Any:
    """A discovery schema as JSON Schema that also refuses fields Google does not have."""
    if isinstance(part, list):
        return [as_json_schema(one) for one in part]
    if not isinstance(part, dict):
        return part
    known = {key: as_json_schema(part[key]) for key in ("items", "enum") if key in part}
    if "$ref" in part:
        return {"$ref": f"#/$defs/{part['$ref']}"}
    if part.get("type", "any") != "any":
        known["type"] = part["type"]
    if "properties" in part:
        known["properties"] = {name: as_json_schema(one) for name, one in part["properties"].items()}
        known["additionalProperties"] = False
    return known


def check(operation: str, answer: dict[str, Any]) -> None:
    name, version, schema = SCHEMAS[operation]
    document = json.loads(get_static_doc(name, version))
    definitions = {key: as_json_schema(one) for key, one in document["schemas"].items()}
    jsonschema.validate(answer, {"$ref": f"#/$defs/{schema}", "$defs": definitions})


@pytest.mark.slow
def test_every_answer_keeps_to_googles_schema(fake: GoogleFake) -> None:
    bearer = token(fake)
    get(fake, "/drive/v3/files/S1", bearer)
    get(fake, "/v4/spreadsheets/S1", bearer)
    get(fake, "/v4/spreadsheets/S1/values/Akce!A1:B2", bearer)
    get(fake, "/v4/spreadsheets/S1/values:batchGet", bearer, ranges=["Akce", "Prázdný"])
    answered = [(name, answer) for name, answer in fake.answers if name != "token"]
    assert {name for name, _ in answered} == set(SCHEMAS)
    for operation, answer in answered:
        check(operation, answer)


@pytest.mark.parametrize("wrong", [{"valueRange": []}, {"valueRanges": [{"values": "text"}]}, {"spreadsheetId": 1}])
def test_the_check_itself_refuses_what_google_would_not_send(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check("values.batchGet", wrong)


def test_empty_cells_at_the_end_are_left_out(fake: GoogleFake) -> None:
    answer = get(fake, "/v4/spreadsheets/S1/values:batchGet", ranges=["Akce", "Prázdný"])
    assert answer["valueRanges"] == [
        {
            "range": "Akce!A1:Z1000",
            "majorDimension": "ROWS",
            "values": [["Datum", "Částka"], ["1. 5. 2026", "1 815,50 Kč"]],
        },
        {"range": "Prázdný!A1:Z1000", "majorDimension": "ROWS"},
    ]


def test_ranges_and_render_options(fake: GoogleFake) -> None:
    def values(text: str, **more: str) -> Any:
        return get(fake, "/v4/spreadsheets/S1/values/" + urllib.parse.quote(text), **more).get("values")

    assert values("Akce!B2", valueRenderOption="UNFORMATTED_VALUE") == [[1815.5]]
    assert values("'Akce'!2:2") == [["1. 5. 2026", "1 815,50 Kč"]]
    assert values("Akce!B:B") == [["Částka"], ["1 815,50 Kč"]]
    assert refusal(get, fake, "/v4/spreadsheets/S1/values/" + urllib.parse.quote("Jiný"))[0] == 400
    assert refusal(get, fake, "/v4/spreadsheets/S1/values/Akce!1001:1002")[0] == 400


def test_a_field_mask_leaves_only_what_it_names(fake: GoogleFake) -> None:
    mask = "properties.title,sheets.properties(title,gridProperties(rowCount))"
    assert get(fake, "/v4/spreadsheets/S1", fields=mask) == {
        "properties": {"title": "Kalendář"},
        "sheets": [
            {"properties": {"title": "Akce", "gridProperties": {"rowCount": 1000}}},
            {"properties": {"title": "Prázdný", "gridProperties": {"rowCount": 1000}}},
            {"properties": {"title": "Graf"}},
        ],
    }


@pytest.mark.parametrize(
    "changed", [{"iss": "nekdo@jiny.example"}, {"aud": "https://jinde.example/token"}, {"exp": 99999}, {"exp": 1000}]
)
def test_an_assertion_of_somebody_else_or_too_long_gets_no_token(fake: GoogleFake, changed: dict[str, Any]) -> None:
    code, body = refusal(token, fake, **changed)
    assert (code, body["error"]) == (400, "invalid_grant")
    assert not fake.tokens


@pytest.mark.parametrize("assertion", ["", "a.b.c", "text"])
def test_a_forged_assertion_gets_no_token(fake: GoogleFake, assertion: str) -> None:
    assert refusal(post, fake, assertion)[0] == 400


def test_a_forged_signature_gets_no_token(fake: GoogleFake) -> None:
    fake.email = "jiny@brazdov-tabulky.iam.gserviceaccount.com"
    assert refusal(post, fake, "e30.e30.AAAA")[1]["error_description"] == "Invalid JWT Signature."


def test_tokens_scopes_and_sharing(fake: GoogleFake) -> None:
    assert refusal(get, fake, "/v4/spreadsheets/S1", "made-up")[0] == 401
    narrow = token(fake, scope="https://www.googleapis.com/auth/drive.metadata.readonly")
    assert refusal(get, fake, "/v4/spreadsheets/S1", narrow)[0] == 403
    assert get(fake, "/drive/v3/files/S1", narrow)["modifiedTime"] == "2026-11-01T09:30:00.000Z"
    fake.put("tajná", {}, shared=False)
    hidden = urllib.parse.quote("tajná")
    assert refusal(get, fake, f"/v4/spreadsheets/{hidden}")[0] == 403
    assert refusal(get, fake, f"/drive/v3/files/{hidden}")[0] == 404


def test_troubles_come_in_order_and_only_where_ordered(fake: GoogleFake) -> None:
    bearer = token(fake)
    fake.fail(429, on="files.get", retry_after=7)
    get(fake, "/v4/spreadsheets/S1", bearer)
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(fake, "/drive/v3/files/S1", bearer)
    with caught.value as error:
        assert (error.code, error.headers["Retry-After"]) == (429, "7")
        assert json.load(error)["error"]["status"] == "RESOURCE_EXHAUSTED"
    get(fake, "/drive/v3/files/S1", bearer)
    assert [name for name, _ in fake.calls] == ["token", "spreadsheets.get", "files.get", "files.get"]
    assert fake.count("files.get") == 2
