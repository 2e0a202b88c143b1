"""GET /metrics: its gate, its counts."""

from __future__ import annotations

import json

from meilifake.fake import MeiliFake
from meilifake.wire.message import Request, Response

JSON = {"content-type": "application/json"}


def ask(fake: MeiliFake, method: str, path: str, body: object = None) -> Response:
    return fake.answer(Request(method, path, headers=JSON, body=b"" if body is None else json.dumps(body).encode()))


def measured(tasks: str = "instant") -> MeiliFake:
    fake = MeiliFake(tasks=tasks)
    ask(fake, "PATCH", "/experimental-features", {"metrics": True})
    return fake


def lines(fake: MeiliFake) -> list[str]:
    return ask(fake, "GET", "/metrics").body.decode().splitlines()


def test_the_gate_is_shut_at_first() -> None:
    response = ask(MeiliFake(), "GET", "/metrics")
    assert response.status == 400
    words = "Getting metrics requires enabling the `metrics` experimental feature. "
    assert json.loads(response.body)["message"] == words + "See https://github.com/meilisearch/product/discussions/625"


def test_counts() -> None:
    fake = measured()
    ask(fake, "POST", "/indexes/dog/documents", [{"id": 1}, {"id": 2}])
    response = ask(fake, "GET", "/metrics")
    assert ("content-type", "text/plain; version=0.0.4") in response.headers
    found = response.body.decode().splitlines()
    assert 'meilisearch_index_docs_count{index="dog"} 2' in found
    assert 'meilisearch_nb_tasks{kind="types",value="documentAdditionOrUpdate"} 1' in found
    assert 'meilisearch_nb_tasks{kind="types",value="dumpCreation"} 0' in found
    assert 'meilisearch_nb_tasks{kind="indexes",value="dog"} 1' in found
    assert 'meilisearch_last_indexed_documents_count{batch_uid="0",index="dog"} 2' in found
    assert any(line.startswith('meilisearch_last_finished_batches_progress_trace_ms{batch_uid="0",step_name=') for line in found)


def test_a_server_without_indexes_was_never_updated() -> None:
    assert not [line for line in lines(measured()) if line.startswith("meilisearch_last_update")]


def test_requests_are_counted_by_the_path_of_their_route_and_timed_once_the_gate_is_open() -> None:
    fake = MeiliFake()
    ask(fake, "GET", "/health")
    ask(fake, "PUT", "/indexes/a")
    ask(fake, "GET", "//nope/")
    ask(fake, "PATCH", "/experimental-features", {"metrics": True})
    ask(fake, "GET", "/tasks/7")
    found = lines(fake)
    for counted in (
        '{method="GET",path="/health",status="200"} 1',
        '{method="PUT",path="/indexes/{index_uid}",status="405"} 1',
        '{method="GET",path="/nope",status="404"} 1',
        '{method="GET",path="/tasks/{task_id}",status="404"} 1',
    ):
        assert "meilisearch_http_requests_total" + counted in found
    timed = [line for line in found if line.startswith("meilisearch_http_response_time_seconds_count")]
    assert timed == [
        'meilisearch_http_response_time_seconds_count{method="GET",path="/metrics"} 0',
        'meilisearch_http_response_time_seconds_count{method="GET",path="/tasks/{task_id}"} 1',
    ]
    fake.reset()
    ask(fake, "PATCH", "/experimental-features", {"metrics": True})
    assert not [line for line in lines(fake) if "/health" in line]


def test_what_waits_and_what_was_long_ago() -> None:
    fake = measured("manual")
    fake.clock.freeze("2030-01-01T00:00:00Z")
    ask(fake, "POST", "/indexes/dog/documents", [{"id": 1}])
    fake.clock.advance(7)
    assert "meilisearch_task_queue_latency_seconds 7" in lines(fake)
    fake.drain()
    assert "meilisearch_task_queue_latency_seconds 0" in lines(fake)
    fake.clock.advance(301)
    assert not [line for line in lines(fake) if line.startswith("meilisearch_last_indexed")]
