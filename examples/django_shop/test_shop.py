"""Each test starts from what `ready()` did: the filterable attribute is there."""

from __future__ import annotations


def test_search(meili_fake, client):
    meili_fake.load([{"id": 1, "title": "The Lighthouse of Bergen", "year": 1931}], index="books")
    assert client.get("/books/", {"q": "lighthouse"}).json() == {"titles": ["The Lighthouse of Bergen"]}
    meili_fake.assert_searched("books", q="lighthouse")


def test_the_next_test_starts_empty(meili_fake, client):
    meili_fake.load([], index="books")
    assert client.get("/books/").json() == {"titles": []}
