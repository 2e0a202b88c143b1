"""What a body made of an empty index is taken over by the next one, where nothing else tells them apart."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.operations import documents_write
from meilifake.engine.operations.first_import import MADE

BOOKS = json.dumps([{"id": 1, "title": "Lighthouse"}, {"id": 2, "title": "Harbour"}, {"id": 1, "sold": 3}]).encode()
PLACES = json.dumps([{"id": 1, "_geo": "nowhere", "_geojson": 1, "_vectors": {"e": [1, 2]}}]).encode()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    MADE.clear()


class Server:
    def __init__(self, year: int = 2026) -> None:
        self.fake = MeiliFake(clock=lambda: datetime(year, 1, 1, tzinfo=UTC))
        headers = {"content-type": "application/json"}
        self.http = httpx.Client(transport=self.fake.transport, base_url="http://localhost:7700", headers=headers)

    def load(self, body: bytes = BOOKS, method: str = "POST", **parameters: Any) -> Any:
        uid = self.http.request(method, "/indexes/i/documents", params=parameters, content=body).json()["taskUid"]
        return self.http.get(f"/tasks/{uid}").json()

    def documents(self) -> Any:
        return self.http.get("/indexes/i/documents").json()["results"]

    def state(self) -> Any:
        stats = self.http.get("/indexes/i/stats").json()
        return self.documents(), stats["fieldDistribution"], self.http.get("/indexes/i").json()["primaryKey"]


def test_what_is_taken_over_is_what_was_made(monkeypatch):
    first, second = Server(), Server()
    task = first.load()
    monkeypatch.setattr(documents_write, "Batch", None)
    again = second.load()
    assert second.fake.engine.state.indexes["i"].documents.get(0) is first.fake.engine.state.indexes["i"].documents.get(0)
    assert first.state() == second.state()
    assert (task["details"], task["status"]) == (again["details"], again["status"])
    assert task["details"] == {"receivedDocuments": 3, "indexedDocuments": 2}


def test_each_goes_its_own_way():
    first, second, third = Server(), Server(), Server()
    for server in (first, second):
        server.load()
    before = second.state()
    first.load(json.dumps([{"id": 9, "more": 1}]).encode())
    first.http.delete("/indexes/i/documents/1")
    third.load()
    assert second.state() == third.state() == before
    assert [one["id"] for one in first.documents()] == [2, 9]
    found = [server.http.post("/indexes/i/search", json={"q": "light"}).json()["estimatedTotalHits"] for server in (first, second, third)]
    assert found == [0, 0, 0]
    assert third.http.post("/indexes/i/search", json={"q": "harb"}).json()["hits"] == [{"id": 2, "title": "Harbour"}]


def test_the_date_is_that_of_the_import():
    for year in (2026, 2027):
        server = Server(year)
        server.load()
        assert server.http.get("/indexes/i").json()["updatedAt"] == f"{year}-01-01T00:00:00.000000Z"


def test_another_method_or_key_is_another_import():
    replaced, updated = Server(), Server()
    replaced.load()
    updated.load(method="PUT")
    assert replaced.documents()[0] == {"id": 1, "sold": 3}
    assert updated.documents()[0] == {"id": 1, "title": "Lighthouse", "sold": 3}
    keyed, skipped = Server(), Server()
    assert keyed.load(primaryKey="title")["error"]["code"] == "missing_document_id"
    assert skipped.load(skipCreation="true")["details"]["indexedDocuments"] == 2
    assert skipped.documents() == []


@pytest.mark.parametrize("settings", [{"sortableAttributes": ["_geo"]}, {"filterableAttributes": ["_geojson"]}])
def test_settings_that_look_into_documents(settings):
    plain, strict = Server(), Server()
    assert plain.load(PLACES)["status"] == "succeeded"
    strict.http.patch("/indexes/i/settings", json=settings)
    assert strict.load(PLACES)["error"]["code"] == "invalid_document_geo_field"


def test_embedders_take_their_vectors():
    plain, embedding = Server(), Server()
    plain.load(PLACES)
    assert plain.http.get("/indexes/i/documents/1?retrieveVectors=true").json()["_vectors"] == {"e": [1, 2]}
    embedding.http.patch("/indexes/i/settings", json={"embedders": {"e": {"source": "userProvided", "dimensions": 2}}})
    embedding.load(PLACES)
    assert embedding.http.get("/indexes/i/stats").json()["numberOfEmbeddings"] == 1
    assert plain.http.get("/indexes/i/stats").json()["numberOfEmbeddings"] == 0


def test_an_index_that_held_documents_is_no_empty_one():
    first, second = Server(), Server()
    first.load()
    second.load(json.dumps([{"title": "x", "id": 5, "early": 1}]).encode())
    second.http.delete("/indexes/i/documents")
    second.load()
    assert list(second.documents()[0]) == ["id", "sold"]
    assert second.state()[1] == first.state()[1]
    assert list(second.http.get("/indexes/i/documents/2").json()) == ["title", "id"]


def test_a_body_that_fails_fails_again():
    for _ in range(2):
        assert Server().load(b'[{"id":1},{"title":"no id"}]')["error"]["code"] == "missing_document_id"
        assert Server().load(b'[{"id":1,"a":1e400}]')["status"] == "failed"


def test_those_used_last_are_kept():
    bodies = [json.dumps([{"id": number}]).encode() for number in range(MADE.room + 2)]
    for body in bodies:
        Server().load(body)
    assert len(MADE) == MADE.room
