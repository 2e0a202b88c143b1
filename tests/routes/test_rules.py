"""Dynamic search rules over HTTP, and their effect on a search."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake


@pytest.fixture
def rules(http: httpx.Client) -> httpx.Client:
    http.patch("/experimental-features", json={"dynamicSearchRules": True})
    return http


def test_the_feature_is_needed(http: httpx.Client) -> None:
    message = http.get("/dynamic-search-rules/a").json()["message"]
    assert message.startswith("Calling the `GET /dynamic-search-rules/{:ruleUid}` route requires enabling the `dynamic search rules` ")


def test_life_of_a_rule(rules: httpx.Client, manual: MeiliFake) -> None:
    assert rules.patch("/dynamic-search-rules/a", json={"description": "d"}).status_code == 202
    assert rules.get("/dynamic-search-rules/a").json()["message"] == "Dynamic search rule `a` not found."
    manual.drain()
    rule = {"uid": "a", "description": "d", "active": True, "conditions": {}, "actions": []}
    assert rules.get("/dynamic-search-rules/a").json() == rule
    assert rules.post("/dynamic-search-rules", json={}).json() == {"results": [rule], "offset": 0, "limit": 20, "total": 1}
    task = rules.delete("/dynamic-search-rules/a").json()
    assert task["indexUid"] == ".meili_dsr"
    manual.drain()
    assert rules.post("/dynamic-search-rules", json={}).json()["total"] == 0


def test_a_malformed_uid_is_refused_in_plain_words(rules: httpx.Client) -> None:
    for verb in ("GET", "PATCH", "DELETE"):
        answer = rules.request(verb, "/dynamic-search-rules/a%20b", json={})
        assert answer.status_code == 404
        assert answer.text.startswith("`a b` is not a valid index uid.")


def test_a_pin_without_an_id_fails_every_search(rules: httpx.Client, manual: MeiliFake) -> None:
    rules.post("/indexes/m/documents", json=[{"id": 1}])
    rules.patch("/dynamic-search-rules/a", json={"actions": [{"selector": {"id": ""}, "action": {"type": "pin", "position": 0}}]})
    manual.drain()
    answer = rules.post("/indexes/m/search", json={})
    words = "Index `m`: internal: MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size."
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (500, "internal", words)


def test_pins_in_a_search(rules: httpx.Client, manual: MeiliFake) -> None:
    rules.post("/indexes/m/documents", json=[{"id": number, "t": "word"} for number in range(1, 5)])
    pin: dict[str, Any] = {"selector": {"id": "4"}, "action": {"type": "pin", "position": 1}}
    rules.patch("/dynamic-search-rules/a", json={"actions": [pin], "conditions": {"query": {"words": "word"}}})
    manual.drain()
    found = [[hit["id"] for hit in rules.post("/indexes/m/search", json={"q": q}).json()["hits"]] for q in ("word", "")]
    assert found == [[1, 4, 2, 3], [1, 2, 3, 4]]
