"""Exports and logs."""

from __future__ import annotations

import httpx

from meilifake import MeiliFake


def test_an_export_is_a_task(http: httpx.Client, manual: MeiliFake) -> None:
    answer = http.post("/export", json={"url": "http://h", "apiKey": "abcdefghijkl", "payloadSize": "1kB", "indexes": {"b*": {}, "a": {}}})
    assert (answer.status_code, answer.json()["type"]) == (200, "export")
    details = http.get("/tasks/0").json()["details"]
    assert (details["url"], details["apiKey"], list(details["indexes"])) == ("http://h", "abXXXX...", ["a", "b*"])


def test_logs(http: httpx.Client) -> None:
    assert http.post("/logs/stderr", json={"target": "info"}).json()["code"] == "feature_not_enabled"
    http.patch("/experimental-features", json={"logsRoute": True})
    assert http.post("/logs/stderr", json={"target": "info"}).status_code == 204
    assert http.delete("/logs/stream").status_code == 204
    stream = http.post("/logs/stream", json={})
    assert (stream.status_code, stream.content) == (200, b"")
