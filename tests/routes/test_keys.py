"""The key routes and what a key may do elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

MASTER = "a master key of some length"
UID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with (
        MeiliFake(master_key=MASTER) as fake,
        httpx.Client(transport=fake.transport, base_url="http://fake", headers={"authorization": f"Bearer {MASTER}"}) as client,
    ):
        yield client


def make(http: httpx.Client, *actions: str, indexes: tuple[str, ...] = ("*",), **more: Any) -> dict[str, Any]:
    answer = http.post("/keys", json={"actions": actions, "indexes": indexes, "expiresAt": None, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def bearer(key: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {key['key']}"}


def test_life_of_a_key(http: httpx.Client) -> None:
    made = make(http, "search", uid=UID, name="n", expiresAt="2999-01-01")
    assert list(made) == ["name", "description", "key", "uid", "actions", "indexes", "expiresAt", "createdAt", "updatedAt"]
    assert (made["name"], made["description"], made["expiresAt"]) == ("n", None, "2999-01-01T00:00:00Z")
    assert http.get(f"/keys/{UID}").json() == http.get(f"/keys/{made['key']}").json() == made
    changed = http.patch(f"/keys/{UID}", json={"name": None, "description": "d"}).json()
    assert (changed["name"], changed["description"], changed["key"]) == (None, "d", made["key"])
    assert http.delete(f"/keys/{made['key']}").status_code == 204
    assert http.get(f"/keys/{UID}").json()["message"] == f"API key `{UID}` not found."


def test_pages(http: httpx.Client) -> None:
    page = http.get("/keys?limit=1&offset=1").json()
    assert (page["offset"], page["limit"], page["total"]) == (1, 1, 4)
    assert [key["name"] for key in page["results"]] == ["Default Admin API Key"]
    assert http.get("/keys?limit=x").json()["code"] == "invalid_api_key_limit"


def test_a_scoped_key_sees_its_indexes_only(http: httpx.Client) -> None:
    for uid in ("a1", "b1"):
        http.post("/indexes", json={"uid": uid})
    mine = bearer(make(http, "indexes.get", "tasks.get", "stats.get", indexes=("a*",)))
    assert [index["uid"] for index in http.get("/indexes", headers=mine).json()["results"]] == ["a1"]
    assert [task["indexUid"] for task in http.get("/tasks", headers=mine).json()["results"]] == ["a1"]
    assert list(http.get("/stats", headers=mine).json()["indexes"]) == ["a1"]
    assert http.get("/tasks/1", headers=mine).json()["code"] == "task_not_found"
    assert http.get("/indexes/b1", headers=mine).json()["code"] == "invalid_api_key"


def test_writing_creates_an_index_only_with_the_right_to(http: httpx.Client) -> None:
    writer, creator = bearer(make(http, "documents.add")), bearer(make(http, "documents.add", "indexes.create"))
    tasks = [http.post(f"/indexes/{uid}/documents", json=[{"id": 1}], headers=who).json() for uid, who in (("a", writer), ("b", creator))]
    found = [http.get(f"/tasks/{task['taskUid']}").json() for task in tasks]
    assert [task["status"] for task in found] == ["failed", "succeeded"]
    assert found[0]["error"]["code"] == "index_not_found"


def test_without_master_key_there_are_no_keys() -> None:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        assert http.get("/keys").json()["code"] == "missing_master_key"
