"""An answer given again is the one that would be found, and other questions have answers of their own."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.search.again import MOST_WRITTEN
from meilifake.routes import search
from meilifake.wire.jsontext import dumps

BOOKS = [{"id": number, "title": f"lighthouse {word}", "genre": word} for number, word in enumerate(["sea", "sky", "sand"])]
SETTINGS = {"filterableAttributes": ["genre"], "sortableAttributes": ["id"]}


class Server:
    def __init__(self, books: list[dict[str, Any]] = BOOKS, settings: dict[str, Any] = SETTINGS, uid: str = "i") -> None:
        self.fake = MeiliFake()
        headers = {"content-type": "application/json"}
        self.http = httpx.Client(transport=self.fake.transport, base_url="http://localhost:7700", headers=headers)
        self.http.patch(f"/indexes/{uid}/settings", json=settings)
        self.http.post(f"/indexes/{uid}/documents", content=json.dumps(books))
        self.uid = uid

    def search(self, q: str | None = "light", headers: Any = None, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.http.post(f"/indexes/{self.uid}/search", json={"q": q, **more}, headers=headers).json()
        return answer


@pytest.fixture
def found_anew(monkeypatch):
    """The queries that were not remembered."""
    asked = []
    anew = search.anew

    def noted(call, context, query, request_uid):
        asked.append(query)
        return anew(call, context, query, request_uid)

    monkeypatch.setattr(search, "anew", noted)
    return asked


def same(one, other):
    return one | {"requestUid": None} == other | {"requestUid": None}


def test_the_same_question_is_answered_as_before(found_anew):
    first = Server().search("lighthouse s")
    server = Server()
    second, third = server.search("lighthouse s"), server.search("lighthouse s")
    assert len(found_anew) == 1
    assert same(first, second)
    assert same(first, third)
    assert len({first["requestUid"], second["requestUid"], third["requestUid"]}) == 3
    assert list(first) == list(second)


@pytest.mark.parametrize(
    "more",
    [
        {"limit": 1},
        {"filter": "genre = sea"},
        {"sort": ["id:desc"]},
        {"facets": ["genre"]},
        {"attributesToRetrieve": ["id"]},
        {"showRankingScore": True},
        {"page": 2, "hitsPerPage": 1},
        {"attributesToHighlight": ["*"]},
        {"showMatchesPosition": True},
    ],
)
def test_another_question_is_not(found_anew, more):
    server = Server([{**book, "more": str(more)} for book in BOOKS])
    plain, asked = server.search(), server.search(**more)
    assert not same(plain, asked)
    assert same(server.search(), plain)
    assert same(server.search(**more), asked)
    assert len(found_anew) == 2


def test_other_documents_and_settings_have_other_answers():
    server = Server()
    assert len(server.search("lighthouse")["hits"]) == 3
    server.http.post("/indexes/i/documents", json=[{"id": 9, "title": "lighthouse"}])
    assert [hit["id"] for hit in server.search("lighthouse")["hits"]] == [9, 0, 1, 2]
    server.http.patch("/indexes/i/settings", json={"displayedAttributes": ["id"]})
    assert server.search("lighthouse")["hits"] == [{"id": 9}, {"id": 0}, {"id": 1}, {"id": 2}]
    server.http.delete("/indexes/i/documents/9")
    assert server.search("lighthouse")["hits"] == [{"id": 0}, {"id": 1}, {"id": 2}]
    assert Server().search("lighthouse")["hits"] == BOOKS


def test_what_a_snapshot_brings_back_is_answered_from_it():
    server = Server()
    kept, before = server.fake.snapshot(), server.search("lighthouse")
    server.http.delete("/indexes/i/documents/1")
    assert len(server.search("lighthouse")["hits"]) == 2
    server.fake.restore(kept)
    assert same(server.search("lighthouse"), before)


def test_another_index_has_its_own(found_anew):
    assert same(Server().search("lighthouse o"), Server(uid="j").search("lighthouse o"))
    assert [query.index_uid for query in found_anew] == ["i", "j"]


@pytest.mark.parametrize("q", [None, "", " "])
def test_without_words_no_tables_are_made(q):
    server = Server()
    assert len(server.search(q)["hits"]) == 3


def test_metadata_is_always_made(found_anew):
    server = Server()
    uids = {server.search(headers={"meili-include-metadata": "true"})["metadata"]["queryUid"] for _ in range(2)}
    assert (len(uids), len(found_anew)) == (2, 2)


@pytest.mark.parametrize("feature", ["dynamicSearchRules", "foreignKeys", "legacySearch", "network"])
def test_with_a_feature_nothing_is_remembered(found_anew, feature):
    server = Server()
    server.http.patch("/experimental-features", json={feature: True})
    for _ in range(2):
        server.search()
    assert len(found_anew) == 2


def test_with_embedders_nothing_is_remembered(found_anew):
    server = Server(settings={"embedders": {"e": {"source": "userProvided", "dimensions": 2}}})
    for _ in range(2):
        server.search()
    assert len(found_anew) == 2


def test_a_refusal_is_not_remembered(found_anew):
    server = Server()
    for _ in range(2):
        assert server.search(filter="nothing = 1")["code"] == "invalid_search_filter"
    assert server.search("x", facets=["nothing"])["code"] == "invalid_search_facets"
    assert len(found_anew) == 3


def test_long_answers_are_not_remembered(found_anew):
    server = Server([{"id": number, "title": "lighthouse"} for number in range(60)])
    for _ in range(2):
        assert len(server.search(limit=60)["hits"]) == 60
    assert len(found_anew) == 2


def test_each_of_many_searches_at_once(found_anew):
    server = Server()
    queries = [{"indexUid": "i", "q": "lighthouse m"}] * 2
    first, second = server.http.post("/multi-search", json={"queries": queries}).json()["results"]
    assert len(found_anew) == 1
    assert same(first, second)
    assert first["indexUid"] == "i"


@pytest.mark.parametrize("more", [{}, {"showPerformanceDetails": True}, {"facets": ["genre"]}, {"limit": 0}])
def test_written_as_any_json(more):
    server = Server([{**BOOKS[0], "title": 'light "é" \u2028', "many": [1.0, None, {"a": 1e-7}]}])
    for _ in range(2):
        for q in ("light", ""):
            answer = server.http.post("/indexes/i/search", json={"q": q, **more})
            assert answer.text == dumps(answer.json())


def test_a_long_text_is_written_each_time():
    server = Server([{**BOOKS[0], "text": "light " * MOST_WRITTEN}])
    assert same(server.search(), server.search())
    assert len(server.search()["hits"][0]["text"]) == 6 * MOST_WRITTEN
