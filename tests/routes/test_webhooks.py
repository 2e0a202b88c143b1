"""The webhook routes."""

from __future__ import annotations

import httpx


def test_life_of_a_webhook(http: httpx.Client) -> None:
    made = http.post("/webhooks", json={"url": "http://h/", "headers": {"authorization": "abcdefghijkl"}})
    shown = made.json()
    assert (made.status_code, list(shown)) == (201, ["uuid", "isEditable", "url", "headers"])
    assert (shown["isEditable"], shown["headers"]) == (True, {"authorization": "abXXXX..."})
    assert http.get("/webhooks").json() == {"results": [shown]}
    path = f"/webhooks/{shown['uuid']}"
    assert http.patch(path, json={"headers": None}).json() == {**shown, "headers": {}}
    assert http.get(path).json()["headers"] == {}
    assert http.delete(path).status_code == 204
    assert http.get(path).json()["code"] == "webhook_not_found"


def test_refusals(http: httpx.Client) -> None:
    assert http.get("/webhooks/x").json()["message"] == "Invalid UUID: invalid character: found `x` at 0"
    assert http.post("/webhooks", json={"uuid": "x"}).json()["code"] == "immutable_webhook_uuid"
    assert http.post("/webhooks", json={"url": 1}).json()["code"] == "invalid_webhook_url"
