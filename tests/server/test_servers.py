"""Servers of their own for parallel workers of another language, behind one address."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from meilifake import MeiliFake

KEY = {"authorization": "Bearer a-master-key-of-tests"}


@pytest.fixture
def fake() -> Iterator[MeiliFake]:
    with MeiliFake("a-master-key-of-tests", tasks="background") as made:
        made.load([{"id": 1}], index="books")
        yield made


@pytest.fixture
def client(fake: MeiliFake) -> Iterator[httpx.Client]:
    with fake.serve(control=True) as url, httpx.Client(base_url=url, headers=KEY) as made:
        yield made


def count(client: httpx.Client, server: str = "", **headers: str) -> int:
    return int(client.get(f"{server}/indexes/books/documents", headers=headers).json()["total"])


@pytest.mark.parametrize("server", ["/_fake/servers/one", "/_fake/servers/caf%C3%A9%2F1"])
def test_a_path_is_a_whole_server(client: httpx.Client, fake: MeiliFake, server: str) -> None:
    assert count(client, server) == 1
    client.post(f"{server}/_fake/seed", json={"index": "books", "documents": [{"id": 2}, {"id": 3}]})
    assert count(client, server) == 3
    assert count(client) == 1
    assert client.get(f"{server}/indexes", headers={"authorization": ""}).status_code == 401
    client.post(f"{server}/_fake/faults", json={"route": "GET /health", "status": 503})
    assert client.get(f"{server}/health").status_code == 503
    assert client.get("/health").status_code == 200
    assert [one["path"] for one in client.get(f"{server}/_fake/journal").json()["requests"]][-1] == "/health"
    assert len(fake.requests) == 2


def test_a_header_names_it_too(client: httpx.Client) -> None:
    one = {"x-meilifake-server": "one"}
    client.post("/_fake/seed", json={"index": "books", "documents": [{"id": 2}]}, headers=one)
    assert (count(client), count(client, **one), count(client, "/_fake/servers/one")) == (1, 2, 2)


def test_a_new_one_begins_as_the_first_began(client: httpx.Client) -> None:
    client.post("/_fake/seed", json={"index": "books", "documents": [{"id": 2}]})
    assert (count(client), count(client, "/_fake/servers/late")) == (2, 1)


def test_they_are_listed_and_ended(client: httpx.Client) -> None:
    for name in ("b", "a"):
        client.post(f"/_fake/servers/{name}/_fake/seed", json={"index": "books", "documents": [{"id": 2}]})
    assert client.get("/_fake/servers").json() == {"servers": ["a", "b"]}
    assert client.delete("/_fake/servers/a").json() == {"ended": 1}
    assert count(client, "/_fake/servers/a") == 1  # a new one of the old name
    assert client.delete("/_fake/servers").json() == {"ended": 2}
    assert client.get("/_fake/servers").json() == {"servers": []}
    assert client.post("/_fake/servers/a").status_code == 405


def test_many_workers_at_once(client: httpx.Client) -> None:
    """Each adds its own documents, in the same index of the same uids, and finds only them."""

    def work(number: int) -> int:
        server = f"/_fake/servers/{number}"
        for document in range(number):
            uid = client.post(f"{server}/indexes/books/documents", json=[{"id": document + 10}]).json()["taskUid"]
            while client.get(f"{server}/tasks/{uid}").json()["status"] != "succeeded":
                pass
        return count(client, server)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(6))) == [number + 1 for number in range(6)]


def test_without_the_control_api_there_is_but_one(fake: MeiliFake) -> None:
    with fake.serve() as url:
        assert httpx.get(f"{url}/_fake/servers/one/health").status_code == 404
        assert httpx.get(f"{url}/indexes/books", headers={**KEY, "x-meilifake-server": "one"}).status_code == 200
