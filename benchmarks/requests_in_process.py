"""A request through `.transport` beside a canned answer, and a fixture's life beside that of `respx.mock`."""

from __future__ import annotations

import httpx
import respx
from timing import Row, in_turns

from meilifake import MeiliFake

CANNED = httpx.MockTransport(lambda _: httpx.Response(200, json={"status": "available"}))


def measure() -> list[Row]:
    fake = MeiliFake()
    ours = httpx.Client(transport=fake.transport, base_url="http://localhost:7700")
    theirs = httpx.Client(transport=CANNED, base_url="http://localhost:7700")
    book = {"id": 1, "title": "The Lighthouse of Bergen", "genres": ["mystery"], "year": 1931}
    ours.post("/indexes/books/documents", json=[book]).raise_for_status()
    ours.get("/indexes/books/documents/1").raise_for_status()
    rows = []
    for what, path, aim in (("GET /health", "/health", 1.3), ("GET a document", "/indexes/books/documents/1", 1.6)):
        one, other = in_turns(lambda path=path: ours.get(path), lambda path=path: theirs.get(path), rounds=60)  # type: ignore[misc]
        rows.append(Row(what, one, other, "httpx.MockTransport, canned", aim))
    return rows


def measure_fixture() -> list[Row]:
    def our_life() -> None:
        fake = MeiliFake()
        with fake.intercept("http://localhost:7700"):
            pass
        fake.close()

    def their_life() -> None:
        router = respx.mock()
        router.start()
        router.stop()

    def our_life_with_a_request() -> None:
        fake = MeiliFake()
        with fake.intercept("http://localhost:7700"):
            client.get("/health")
        fake.close()

    def their_life_with_a_request() -> None:
        with respx.mock(base_url="http://localhost:7700") as router:
            router.get("/health").respond(json={"status": "available"})
            client.get("/health")

    client = httpx.Client(base_url="http://localhost:7700")
    one, other = in_turns(our_life, their_life, rounds=60)
    first = Row("set-up and tear-down", one, other, "respx.mock start and stop", 0.3)
    one, other = in_turns(our_life_with_a_request, their_life_with_a_request, rounds=30)
    return [first, Row("with one request in between", one, other, "respx.mock, one route")]
