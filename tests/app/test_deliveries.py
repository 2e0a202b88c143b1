"""What webhooks would have been sent."""

from __future__ import annotations

import gzip
import json

import httpx

from meilifake import MeiliFake
from meilifake.app.deliveries import Delivery


def test_one_call_per_webhook_and_batch() -> None:
    with MeiliFake(tasks="manual") as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        mine = http.post("/webhooks", json={"url": "http://mine/", "headers": {"x-a": "b"}}).json()
        seen: list[Delivery] = []
        fake.webhooks.sender = seen.append
        for number in range(2):
            http.post("/indexes/m/documents", json=[{"id": number}])
        http.delete("/indexes/nope")
        fake.drain()
        assert [[task["uid"] for task in delivery.tasks] for delivery in fake.webhooks.sent] == [[0, 1], [2]]
        assert seen == fake.webhooks.sent
        first, last = seen
        assert (first.webhook, first.url, first.headers["x-a"]) == (mine["uuid"], "http://mine/", "b")
        assert first.headers["Content-Type"] == "application/x-ndjson"
        lines = gzip.decompress(first.body).decode().splitlines()
        assert [json.loads(line) for line in lines] == [http.get(f"/tasks/{uid}").json() for uid in (0, 1)]
        assert last.tasks[0]["status"] == "failed"


def test_nothing_is_kept_without_webhooks() -> None:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        http.post("/indexes", json={"uid": "m"})
        assert fake.webhooks.sent == []
