"""POST /indexes/{uid}/facet-search: the order of its checks, and which documents it counts (guide http-surface, 16)."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

BOOKS = [
    {"id": 1, "genre": ["Fantasy", "Adventure"], "author": "A", "title": "a long road"},
    {"id": 2, "genre": "fantasy", "author": "A", "title": "a short road"},
    {"id": 3, "genre": "Horror", "author": "B", "title": "night"},
]


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with MeiliFake() as fake, httpx.Client(transport=fake.transport, base_url="http://fake") as client:
        yield client


def settled(client: httpx.Client, response: httpx.Response) -> None:
    assert response.status_code == 202, response.text
    while client.get(f"/tasks/{response.json()['taskUid']}").json()["status"] in ("enqueued", "processing"):
        pass


@pytest.fixture
def books(client: httpx.Client) -> httpx.Client:
    settled(client, client.patch("/indexes/books/settings", json={"filterableAttributes": ["genre", "author"]}))
    settled(client, client.post("/indexes/books/documents", json=BOOKS))
    return client


def facet_search(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.post("/indexes/books/facet-search", json=body)


def test_answer(books: httpx.Client) -> None:
    answer = facet_search(books, facetName="genre", facetQuery="fan", unknown=True).json()
    assert list(answer) == ["facetHits", "facetQuery", "processingTimeMs"]
    assert answer["facetHits"] == [{"value": "Fantasy", "count": 2}]
    assert answer["facetQuery"] == "fan"
    assert facet_search(books, facetName="genre").json()["facetQuery"] is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"q": "short"}, [("Fantasy", 1)]),
        ({"filter": "author = B"}, [("Horror", 1)]),
        ({"filter": ["author = A"], "q": "road"}, [("Adventure", 1), ("Fantasy", 2)]),
    ],
)
def test_counted_documents(books: httpx.Client, body: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    hits = facet_search(books, facetName="genre", **body).json()["facetHits"]
    assert [(hit["value"], hit["count"]) for hit in hits] == expected


def test_exhaustive_counts_matter_with_distinct(books: httpx.Client) -> None:
    settled(books, books.patch("/indexes/books/settings", json={"distinctAttribute": "author"}))
    hits = facet_search(books, facetName="genre", exhaustiveFacetCount=True).json()["facetHits"]
    assert [(hit["value"], hit["count"]) for hit in hits] == [("Adventure", 1), ("Fantasy", 1), ("Horror", 1)]


@pytest.mark.parametrize(
    ("body", "status", "code", "message"),
    [
        ({}, 400, "missing_facet_search_facet_name", "Missing field `facetName`"),
        ({"facetName": "genre", "filter": "x = 1"}, 400, "invalid_search_filter", "Attribute `x` is not filterable. "),
        ({"facetName": "title"}, 400, "invalid_facet_search_facet_name", "Attribute `title` is not facet-searchable. "),
        ({"facetName": "genre", "useNetwork": True}, 400, "feature_not_enabled", "passing `useNetwork` in a search query requires "),
        ({"facetName": "genre", "media": {}}, 400, "missing_search_hybrid", "Invalid request: missing `hybrid` parameter "),
    ],
)
def test_refusals(books: httpx.Client, body: dict[str, Any], status: int, code: str, message: str) -> None:
    response = facet_search(books, **body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["message"].startswith(message)


def test_no_index(client: httpx.Client) -> None:
    response = facet_search(client, facetName="genre", filter="a = ")
    assert (response.status_code, response.json()["code"]) == (404, "index_not_found")


def test_disabled(books: httpx.Client) -> None:
    settled(books, books.patch("/indexes/books/settings", json={"facetSearch": False}))
    response = facet_search(books, facetName="unknown", filter="unknown = 1")
    assert response.json()["code"] == "facet_search_disabled"
    assert response.json()["message"] == "The facet search is disabled for this index"
