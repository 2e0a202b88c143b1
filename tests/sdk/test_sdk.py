"""Both SDKs, sync and async, through every door they can use: create, settings, add, wait, get, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import meilisearch
import pytest
import trio
from meilisearch_python_sdk import AsyncClient, Client
from meilisearch_python_sdk.errors import MeilisearchApiError

from meilifake import MeiliFake

KEY = "the master key of a test"
BOOKS = [
    {"id": 1, "title": "The Lighthouse Keeper's Almanac", "year": 1931},
    {"id": 2, "title": "Salt and Cedar", "year": 1974},
    {"id": 3, "title": "A Short History of Fog", "year": 2008},
]


@contextmanager
def by_interception(fake: MeiliFake) -> Iterator[str]:
    with fake.intercept("http://search.test:7700"):
        yield "http://search.test:7700"


@contextmanager
def by_socket(fake: MeiliFake) -> Iterator[str]:
    with fake.serve() as url:
        yield url


DOORS = pytest.mark.parametrize("door", [by_interception, by_socket])
TRANSPORTS = [
    pytest.param(lambda fake: fake.transport, id="transport"),
    pytest.param(lambda fake: httpx2.WSGITransport(app=fake.wsgi_app), id="wsgi"),
]
ASYNC_TRANSPORTS = [
    pytest.param(lambda fake: fake.transport, id="transport"),
    pytest.param(lambda fake: httpx2.ASGITransport(app=fake.asgi_app), id="asgi"),
]
MODES = pytest.mark.parametrize("mode", ["instant", "background"])
RUNS = pytest.mark.parametrize(
    ("run", "mode"),
    [(asyncio.run, "instant"), (asyncio.run, "background"), (trio.run, "instant")],
    ids=["asyncio", "asyncio background", "trio"],
)
"""Not trio with tasks in the background: the SDK waits between polls with asyncio's sleep."""


def sync_scenario(client: Client) -> None:
    index = client.create_index("books", primary_key="id")
    client.wait_for_task(index.update_sortable_attributes(["year"]).task_uid, raise_for_status=True)
    client.wait_for_task(index.add_documents(BOOKS).task_uid, raise_for_status=True)
    assert index.get_document(2)["title"] == "Salt and Cedar"
    assert index.get_documents(limit=2).total == 3
    assert index.get_sortable_attributes() == ["year"]
    assert client.get_all_stats().indexes["books"].number_of_documents == 3
    client.wait_for_task(index.delete_document("2").task_uid, raise_for_status=True)
    with pytest.raises(MeilisearchApiError, match="document_not_found"):
        index.get_document(2)
    assert client.delete_index_if_exists("books")
    assert client.get_indexes() is None


async def async_scenario(client: AsyncClient) -> None:
    async with client:
        index = await client.create_index("books", primary_key="id")
        await client.wait_for_task((await index.update_sortable_attributes(["year"])).task_uid, raise_for_status=True)
        await client.wait_for_task((await index.add_documents(BOOKS)).task_uid, raise_for_status=True)
        assert (await index.get_document(2))["title"] == "Salt and Cedar"
        assert (await index.get_documents(limit=2)).total == 3
        assert await index.get_sortable_attributes() == ["year"]
        await client.wait_for_task((await index.delete_document("2")).task_uid, raise_for_status=True)
        with pytest.raises(MeilisearchApiError, match="document_not_found"):
            await index.get_document(2)
        assert await client.delete_index_if_exists("books")


def official_scenario(client: meilisearch.Client) -> None:
    def done(task: Any) -> None:
        assert client.wait_for_task(task.task_uid, interval_in_ms=2).status == "succeeded"

    done(client.create_index("books", {"primaryKey": "id"}))
    index = client.index("books")
    done(index.update_sortable_attributes(["year"]))
    done(index.add_documents(BOOKS))
    assert index.get_document("2").title == "Salt and Cedar"
    assert index.get_documents({"limit": 2}).total == 3
    assert index.get_sortable_attributes() == ["year"]
    assert client.get_all_stats()["indexes"]["books"]["numberOfDocuments"] == 3
    done(index.delete_document("2"))
    with pytest.raises(meilisearch.errors.MeilisearchApiError, match="document_not_found"):
        index.get_document("2")
    done(index.delete())
    assert client.get_indexes()["total"] == 0


@pytest.fixture
def fake(mode: str) -> Iterator[MeiliFake]:
    with MeiliFake(KEY, tasks=mode) as made:
        yield made


@MODES
@DOORS
def test_sync(fake: MeiliFake, door: Callable[..., Any]) -> None:
    with door(fake) as url, Client(url, KEY) as client:
        sync_scenario(client)


@MODES
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_sync_through_a_transport(fake: MeiliFake, transport: Any) -> None:
    client = fake.client()
    client.http_client._transport = transport(fake)
    sync_scenario(client)


@DOORS
@RUNS
def test_async(fake: MeiliFake, door: Callable[..., Any], run: Any) -> None:
    async def scenario() -> None:
        await async_scenario(AsyncClient(url, KEY))

    with door(fake) as url:
        run(scenario) if run is trio.run else run(scenario())


@MODES
@pytest.mark.parametrize("transport", ASYNC_TRANSPORTS)
def test_async_through_a_transport(fake: MeiliFake, transport: Any) -> None:
    async def scenario() -> None:
        client = fake.async_client()
        client.http_client._transport = transport(fake)
        await async_scenario(client)

    asyncio.run(scenario())


@MODES
@DOORS
def test_official(fake: MeiliFake, door: Callable[..., Any]) -> None:
    with door(fake) as url:
        official_scenario(meilisearch.Client(url, KEY))


@MODES
def test_official_client_of_the_fake(fake: MeiliFake) -> None:
    official_scenario(fake.official_client())
