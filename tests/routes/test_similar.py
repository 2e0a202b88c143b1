"""Similar documents behind a tenant token: its rule holds for the document that is asked about, and for those that are found."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from meilifake.engine.keys import derive
from meilifake.fake import MeiliFake
from meilifake.wire.message import Request, Response

MASTER = "a master key of some length"
UID = "11111111-1111-4111-8111-111111111111"
JSON = {"content-type": "application/json"}


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def bearer(rule: Any) -> str:
    head = f"{part({'alg': 'HS256'})}.{part({'searchRules': {'books': {'filter': rule}}, 'apiKeyUid': UID})}"
    sign = hmac.digest(derive(MASTER, UID).encode(), head.encode(), "sha256")
    return f"{head}.{base64.urlsafe_b64encode(sign).rstrip(b'=').decode()}"


def ask(fake: MeiliFake, path: str, body: Any, token: str = MASTER, method: str = "POST") -> Response:
    return fake.answer(Request(method, path, headers={**JSON, "authorization": f"Bearer {token}"}, body=json.dumps(body).encode()))


@pytest.fixture
def fake() -> Iterator[MeiliFake]:
    with MeiliFake(MASTER) as fake:
        embedder = {"source": "userProvided", "dimensions": 2}
        ask(fake, "/keys", {"uid": UID, "actions": ["search"], "indexes": ["*"], "expiresAt": None})
        ask(fake, "/indexes/books/settings", {"filterableAttributes": ["owner"], "embedders": {"e": embedder}}, method="PATCH")
        ask(fake, "/indexes/books/documents", [{"id": n, "owner": n % 2, "_vectors": {"e": [n, 1]}} for n in range(6)])
        yield fake


def similar(fake: MeiliFake, rule: Any, **body: Any) -> Any:
    return json.loads(ask(fake, "/indexes/books/similar", {"id": 1, "embedder": "e", **body}, bearer(rule)).body)


def test_only_documents_of_the_rule_are_found(fake: MeiliFake) -> None:
    assert [hit["id"] for hit in similar(fake, "owner = 1")["hits"]] == [3, 5]
    assert [hit["id"] for hit in similar(fake, ["owner = 1"], filter="owner = 0")["hits"]] == []
    assert similar(fake, "owner = 0")["code"] == "not_found_similar_id"


def test_only_what_is_wrong_in_the_rule_alone_names_the_index(fake: MeiliFake) -> None:
    assert similar(fake, 1.5)["message"] == "Index `books`: Invalid syntax for the filter parameter: `expected String, Array, found: 1.5`."
    assert similar(fake, ["owner ="])["message"].startswith("Was expecting a value but instead got nothing.")
    found = similar(fake, "owner = 1", filter=1.5)["message"]
    assert found == "Invalid syntax for the filter parameter: `expected String, [String], found: 1.5`."


def test_a_rule_that_does_not_fit_the_index_is_an_error_of_searches(fake: MeiliFake) -> None:
    assert similar(fake, "nope = 1")["code"] == "invalid_search_filter"
    assert similar(fake, "owner = 1", filter="nope = 1")["code"] == "invalid_similar_filter"
