"""The application as it is; the fixture answers its client, although that was made before."""

from __future__ import annotations

from pathlib import Path

import pytest
from app import app
from fastapi.testclient import TestClient

BOOKS = Path(__file__).parent.parent / "books.json"


@pytest.fixture
def shop(meili_fake):
    meili_fake.load(BOOKS)
    return TestClient(app)


def test_search(shop, meili_fake):
    answer = shop.get("/books", params={"q": "lighthouse", "after": 1990}).json()
    assert answer["total"] > 0
    assert "Lighthouse" in answer["titles"][0]
    meili_fake.assert_searched("books", q="lighthouse", filter="year > 1990")
    meili_fake.assert_no_writes()


def test_the_shop_survives_without_search(shop, meili_fake):
    with meili_fake.fail("POST /indexes/*/search", status=503, times=1):
        assert shop.get("/books").status_code == 503
    with meili_fake.fail("*", fault="refused"):
        assert shop.get("/books").json() == {"detail": "search is away"}
    assert shop.get("/books").status_code == 200
