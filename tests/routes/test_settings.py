"""The settings routes, on a fake whose tasks are stepped."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.settings_table import SETTINGS

JSON = {"content-type": "application/json"}


SHOWN = {"displayedAttributes": ["*"], "searchableAttributes": ["*"]}
"""What null, or a reset, reads as in the details of its task, when it is not null."""


def task_of(http: httpx.Client, manual: MeiliFake, verb: str, path: str, body: Any = None) -> Any:
    answer = http.request(verb, path, content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code == 202, answer.text
    manual.drain()
    return http.get(f"/tasks/{answer.json()['taskUid']}").json()


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.name)
def test_each_setting_has_its_three_routes(http: httpx.Client, manual: MeiliFake, row: Any) -> None:
    assert http.get(f"/indexes/m/settings/{row.path}").status_code == 404
    http.patch("/experimental-features", json={"chatCompletions": True, "foreignKeys": True})
    task = task_of(http, manual, row.verb, f"/indexes/m/settings/{row.path}", None)
    assert (task["type"], task["status"], task["details"]) == ("settingsUpdate", "succeeded", {row.name: SHOWN.get(row.name)})
    assert http.get(f"/indexes/m/settings/{row.path}").json() == http.get("/indexes/m/settings").json()[row.name]
    assert task_of(http, manual, "DELETE", f"/indexes/m/settings/{row.path}")["details"] == {row.name: SHOWN.get(row.name)}
    wrong = "PUT" if row.verb == "PATCH" else "PATCH"
    assert http.request(wrong, f"/indexes/m/settings/{row.path}", content=b"null", headers=JSON).status_code == 405


def test_all_settings(http: httpx.Client, manual: MeiliFake) -> None:
    task = task_of(http, manual, "PATCH", "/indexes/m/settings", {"sortableAttributes": ["b", "a"], "stopWords": ["z", "y"], "chat": None})
    assert task["details"] == {"sortableAttributes": ["a", "b"], "stopWords": ["y", "z"], "chat": None}
    found = http.get("/indexes/m/settings").json()
    assert list(found)[:3] == ["displayedAttributes", "searchableAttributes", "filterableAttributes"]
    assert (found["sortableAttributes"], "chat" in found, "foreignKeys" in found) == (["a", "b"], False, False)
    reset = task_of(http, manual, "DELETE", "/indexes/m/settings")
    assert set(reset["details"]) == {row.name for row in SETTINGS}
    assert http.get("/indexes/m/settings/sortable-attributes").json() == []


def test_a_reset_makes_no_index(http: httpx.Client, manual: MeiliFake) -> None:
    task = task_of(http, manual, "DELETE", "/indexes/nope/settings")
    assert (task["status"], task["error"]["code"]) == ("failed", "index_not_found")


def test_api_keys_of_embedders_are_masked(http: httpx.Client, manual: MeiliFake) -> None:
    template = {"request": "{{text}}", "response": "{{embedding}}"}
    embedder = {"source": "rest", "url": "http://h", **template, "apiKey": "abcdefghijkl", "dimensions": 1}
    task = task_of(http, manual, "PATCH", "/indexes/m/settings/embedders", {"e": embedder})
    assert (task["status"], task["details"]["embedders"]["e"]["apiKey"]) == ("succeeded", "abXXXX...")
    assert http.get("/indexes/m/settings/embedders").json()["e"]["apiKey"] == "abXXXX..."


@pytest.mark.parametrize(
    ("path", "body", "code", "message"),
    [
        ("", {"chat": {}}, "feature_not_enabled", "setting `chat` in the index settings requires enabling the `chat completions` exp"),
        (
            "",
            {"foreignKeys": []},
            "feature_not_enabled",
            "setting `foreignKeys` in the index settings requires enabling the `foreign_keys`",
        ),
        ("/embedders", {"e": {"source": "composite"}}, "feature_not_enabled", 'using `"composite"` as source requires enabling the'),
        (
            "",
            {"rankingRules": ["attribute", "wordPosition"]},
            "invalid_settings_ranking_rules",
            "Mixed usage of the attribute, attributeRank, and wordPosition ranking rules. You must either use the attribute ranking rule ",
        ),
        ("/embedders", {"e": {"dimensions": 0}}, "invalid_settings_embedders", "`.embedders.e.dimensions`: `dimensions` cannot be zero"),
        ("", {"x": 1}, "bad_request", "Unknown field `x`: expected one of `displayedAttributes`"),
    ],
)
def test_refusals(http: httpx.Client, path: str, body: Any, code: str, message: str) -> None:
    answer = http.patch(f"/indexes/m/settings{path}", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"][: len(message)]) == (400, code, message)
