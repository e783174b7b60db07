"""Numbers of reach as servers give them: what is no count is left out, whoever says it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from lib.connectors import meta_http
from lib.connectors.metric import counted

NO_COUNTS = (-1, 10**30, 2**63, True, "5", 3.5, None, [], {})


@pytest.mark.parametrize("said", NO_COUNTS)
def test_what_is_no_count_is_left_out(said: Any) -> None:
    assert [one.name for one in counted({"a": said, "b": 7}, ("a", "b", "c"), "API", "v1")] == ["b"]


@pytest.mark.parametrize("said", [*({"value": one} for one in NO_COUNTS), "no record"])
def test_meta_may_say_what_is_no_count_too(said: Any) -> None:
    rows = [{"name": "a", "values": [said]}, {"name": "b", "values": [{"value": 7}]}, {"name": "c", "values": said}]
    graph = SimpleNamespace(version="v25.0", get=lambda *_, **__: SimpleNamespace(fields={"data": rows}))
    assert [one.name for one in meta_http.metrics(cast(Any, graph), "1", ("a", "b"))] == ["b"]
