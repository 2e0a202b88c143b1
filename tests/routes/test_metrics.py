"""GET /metrics: its gate, its counts."""

from __future__ import annotations

import json

from meilifake.fake import MeiliFake
from meilifake.wire.message import Request, Response

JSON = {"content-type": "application/json"}


def ask(fake: MeiliFake, method: str, path: str, body: object = None) -> Response:
    return fake.answer(Request(method, path, headers=JSON, body=b"" if body is None else json.dumps(body).encode()))


def test_the_gate_is_shut_at_first() -> None:
    response = ask(MeiliFake(), "GET", "/metrics")
    assert response.status == 400
    words = "Getting metrics requires enabling the `metrics` experimental feature. "
    assert json.loads(response.body)["message"] == words + "See https://github.com/meilisearch/product/discussions/625"


def test_counts() -> None:
    fake = MeiliFake()
    ask(fake, "PATCH", "/experimental-features", {"metrics": True})
    ask(fake, "POST", "/indexes/dog/documents", [{"id": 1}, {"id": 2}])
    response = ask(fake, "GET", "/metrics")
    assert ("content-type", "text/plain; version=0.0.4") in response.headers
    lines = response.body.decode().splitlines()
    assert 'meilisearch_index_docs_count{index="dog"} 2' in lines
    assert 'meilisearch_nb_tasks{kind="types",value="documentAdditionOrUpdate"} 1' in lines
    assert 'meilisearch_nb_tasks{kind="types",value="dumpCreation"} 0' in lines
    assert 'meilisearch_nb_tasks{kind="indexes",value="dog"} 1' in lines
