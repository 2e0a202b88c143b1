"""The control API, driven over HTTP as a suite in another language would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from meilifake import MeiliFake


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with MeiliFake() as fake, fake.serve(control=True) as url, httpx.Client(base_url=url) as made:
        yield made


def control(client: httpx.Client, route: str, /, **body: object) -> dict[str, object]:
    method, path = route.split()
    response = client.request(method, f"/_fake/{path}", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, object] = response.json()
    return answer


def count(client: httpx.Client) -> int:
    return int(client.get("/indexes/books/stats").json().get("numberOfDocuments", 0))


def test_it_is_off_by_default() -> None:
    with MeiliFake().serve() as url:
        assert httpx.post(url + "/_fake/reset").status_code == 404


def test_seed_snapshot_restore_reset(client: httpx.Client, tmp_path: Path) -> None:
    control(client, "POST seed", index="books", documents=[{"id": 1}], settings={"sortableAttributes": ["id"]})
    snapshot = control(client, "POST snapshot")["snapshot"]
    (tmp_path / "books.json").write_text('[{"id": 2}, {"id": 3}]')
    control(client, "POST seed", path=str(tmp_path))
    assert count(client) == 3
    control(client, "POST restore", snapshot=snapshot)
    assert count(client) == 1
    control(client, "POST reset")
    assert client.get("/indexes").json()["total"] == 0


def test_faults(client: httpx.Client) -> None:
    number = control(client, "POST faults", route="GET /health", status=503, times=2)["fault"]
    assert [client.get("/health").status_code for _ in range(3)] == [503, 503, 200]
    seen = {"fault": number, "route": "GET /health", "plan": "status=503, times=2", "seen": 3, "hits": 2}
    assert control(client, "GET faults") == {"faults": [seen]}
    control(client, "POST faults", route="*", fault="reset")
    with pytest.raises(httpx.ReadError):
        client.get("/health")
    control(client, "DELETE faults")
    assert client.get("/health").status_code == 200


def test_chats(client: httpx.Client) -> None:
    client.patch("/experimental-features", json={"chatCompletions": True})
    client.patch("/chats/w/settings", json={})
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "stream": True}
    headers = {"authorization": "Bearer x"}
    control(client, "POST seed", index="books", documents=[{"id": 1, "title": "Fog"}])
    control(client, "POST chats", answers=[{"search": {"index_uid": "books", "q": "fog"}}, "One book."])
    assert "One " in client.post("/chats/w/chat/completions", json=body, headers=headers).text
    _, second = control(client, "GET chats")["requests"]  # type: ignore[misc]
    assert second["body"]["messages"][-1]["content"] == "id: 1\ntitle: Fog\n"
    control(client, "POST chats", reply={"error": "too much"})
    assert "too much" in client.post("/chats/w/chat/completions", json=body, headers=headers).text
    control(client, "POST chats")
    assert "error sending request" in client.post("/chats/w/chat/completions", json=body, headers=headers).text
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/chats/w/chat/completions", json=body)


def test_embedders(client: httpx.Client) -> None:
    assert client.post("/_fake/embedders", json={"e": {"Fog": [1, 0.5]}}).json() == {}
    embedder = {"source": "huggingFace", "documentTemplate": "{{ doc.title }}"}
    client.post(
        "/_fake/seed", json={"index": "books", "documents": [{"id": 1, "title": "Fog"}], "settings": {"embedders": {"e": embedder}}}
    )
    hit = client.get("/indexes/books/documents/1", params={"retrieveVectors": "true"}).json()
    assert hit["_vectors"]["e"]["embeddings"] == [[1.0, 0.5]]
    assert "is no embedder" in client.post("/_fake/embedders", json={"e": "nothing"}).json()["message"]


def test_tasks(client: httpx.Client) -> None:
    control(client, "POST tasks/fail", type="documentAdditionOrUpdate", error="no_space_left_on_device")
    control(client, "POST tasks/stall", index="stalled")
    uids = [client.post(f"/indexes/{uid}/documents", json=[{"id": 1}]).json()["taskUid"] for uid in ("books", "stalled")]
    assert [client.get(f"/tasks/{uid}").json()["status"] for uid in uids] == ["failed", "enqueued"]
    control(client, "POST tasks/resume")
    assert client.get(f"/tasks/{uids[1]}").json()["status"] == "succeeded"
    assert control(client, "POST tasks/drain") == {"batches": 0}


def test_journal(client: httpx.Client) -> None:
    client.post("/indexes/books/search", json={"q": "fog"})
    (entry,) = control(client, "GET journal")["requests"]  # type: ignore[misc]
    assert (entry["method"], entry["path"], entry["body"], entry["status"]) == ("POST", "/indexes/books/search", {"q": "fog"}, 404)
    control(client, "DELETE journal")
    assert control(client, "GET journal") == {"requests": []}


def test_clock(client: httpx.Client) -> None:
    control(client, "POST clock", freeze="2024-01-01T00:00:00Z", advance=60)
    assert str(control(client, "GET clock")["now"]).startswith("2024-01-01T00:01:00.")


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/_fake/restore", {}, "snapshot"),
        ("/_fake/restore", {"snapshot": 9}, "there is no snapshot 9"),
        ("/_fake/faults", {"fault": "explosion"}, "explosion"),
        ("/_fake/faults", {"colour": "red"}, "colour"),
        ("/_fake/seed", {}, "either"),
        ("/_fake/seed", {"path": "/nowhere.json"}, "nowhere"),
        ("/_fake/clock", {"freeze": "yesterday"}, "yesterday"),
    ],
)
def test_mistakes_are_explained(client: httpx.Client, path: str, body: dict[str, object], words: str) -> None:
    response = client.post(path, json=body)
    assert response.status_code == 400
    assert words in response.text


def test_an_unknown_control_route(client: httpx.Client) -> None:
    response = client.get("/_fake/nothing")
    assert response.status_code == 404
    assert "POST /_fake/reset" in response.json()["message"]
