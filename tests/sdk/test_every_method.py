"""Every method of the SDK's asynchronous client, through the interception and over a socket."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from meilisearch_python_sdk import AsyncClient
from meilisearch_python_sdk.errors import BatchNotFoundError, MeilisearchApiError
from meilisearch_python_sdk.models.client import KeyCreate, KeyUpdate, Network
from meilisearch_python_sdk.models.search import Federation, SearchParams
from meilisearch_python_sdk.models.webhook import WebhookCreate, WebhookUpdate

from meilifake import MeiliFake
from tests.sdk.test_sdk import BOOKS, DOORS, KEY, by_interception

ELSEWHERE = "http://elsewhere.test:7700"


class Watched:
    """A client that knows which of its methods were asked for."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self.used: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.used.add(name)
        return getattr(self._client, name)


async def indexes(client: Any) -> None:
    index = await client.create_index("books", primary_key="id")
    assert (await client.get_or_create_index("books")).primary_key == "id"
    assert (await client.get_or_create_index("films")).uid == "films"
    assert (await client.get_index("books")).primary_key == "id"
    assert client.index("books").uid == index.uid
    assert [found.uid for found in await client.get_indexes(limit=1)] == ["books"]
    assert (await client.get_raw_index("films")).primary_key is None
    assert await client.get_raw_index("nowhere") is None
    assert [raw.uid for raw in await client.get_raw_indexes(offset=1)] == ["films"]
    await client.wait_for_task((await index.add_documents(BOOKS)).task_uid, raise_for_status=True)
    await client.wait_for_task((await client.swap_indexes([("books", "films")])).task_uid, raise_for_status=True)
    await client.wait_for_task((await client.swap_indexes([("books", "novels")], rename=True)).task_uid, raise_for_status=True)
    assert {found.uid for found in await client.get_indexes()} == {"films", "novels"}
    assert (await client.get_all_stats()).indexes["films"].number_of_documents == 3
    assert await client.delete_index_if_exists("novels")
    assert not await client.delete_index_if_exists("novels")


async def searches(client: Any) -> None:
    queries = [SearchParams(index_uid="films", query="fog"), SearchParams(index_uid="films", query="salt")]
    assert [answer.hits[0]["id"] for answer in await client.multi_search(queries)] == [3, 2]
    assert len((await client.multi_search(queries, federation=Federation())).hits) == 2


async def tasks(client: Any) -> None:
    last = (await client.get_tasks(statuses="succeeded", limit=1)).results[0]
    assert (await client.get_task(last.uid)).status == "succeeded"
    assert [batch.uid for batch in (await client.get_batches(uids=[last.uid])).results] == [last.batch_uid]
    assert (await client.get_batch(last.batch_uid)).stats.total_nb_tasks == 1
    with pytest.raises(BatchNotFoundError):
        await client.get_batch(9999)
    for name in ("create_dump", "create_snapshot"):
        done = await client.wait_for_task((await getattr(client, name)()).task_uid, raise_for_status=True)
        assert done.status == "succeeded"
    canceled = await client.wait_for_task((await client.cancel_tasks(uids=[last.uid])).task_uid)
    assert canceled.details["canceledTasks"] == 0
    deleted = await client.wait_for_task((await client.delete_tasks(uids=[last.uid])).task_uid)
    assert deleted.details["deletedTasks"] == 1
    with pytest.raises(MeilisearchApiError, match="task_not_found"):
        await client.get_task(last.uid)


async def rights(client: Any) -> None:
    key = await client.create_key(KeyCreate(name="search", description="", actions=["search"], indexes=["films"], expires_at=None))
    assert (await client.get_key(key.key)).uid == key.uid
    assert key.uid in [found.uid for found in (await client.get_keys(limit=20)).results]
    assert (await client.update_key(KeyUpdate(key=key.key, name="renamed"))).name == "renamed"
    token = client.generate_tenant_token(["films"], api_key=key)
    async with AsyncClient(client.url, token) as tenant:
        assert (await tenant.index("films").search("fog")).hits[0]["id"] == 3
    assert await client.delete_key(key.key) == 204


async def server(client: Any) -> None:
    assert (await client.health()).status == "available"
    assert (await client.get_version()).pkg_version == "1.50.0"
    assert (await client.update_experimental_features({"network": True}))["network"] is True
    assert (await client.get_experimental_features())["network"] is True
    network = Network.model_validate({"self": "here", "remotes": {"here": {"url": client.url}}})
    assert (await client.add_or_update_networks(network=network)).self_ == "here"
    assert (await client.get_networks()).self_ == "here"
    hook = await client.create_webhook(WebhookCreate(url="http://hook.test/"))
    assert (await client.get_webhook(hook.uuid)).url == "http://hook.test/"
    assert (await client.update_webhook(uuid=hook.uuid, webhook=WebhookUpdate(url="http://hook.test/two"))).url.endswith("two")
    assert [found.uuid for found in (await client.get_webhooks()).results] == [hook.uuid]
    assert await client.delete_webhook(hook.uuid) == 204


async def transfer(client: Any, other: MeiliFake) -> None:
    sent = await client.transfer_documents(ELSEWHERE, api_key=KEY)
    await client.wait_for_task(sent.task_uid, raise_for_status=True)
    assert sorted(document["id"] for document in other.index("films").documents) == [1, 2, 3]


@DOORS
def test_each_does_what_it_does_on_a_real_server(door: Callable[..., Any]) -> None:
    async def scenario(url: str, other: MeiliFake) -> None:
        client = Watched(AsyncClient(url, KEY))
        client.url = url  # type: ignore[attr-defined]
        await indexes(client)
        await searches(client)
        await tasks(client)
        await rights(client)
        await server(client)
        await transfer(client, other)
        await client.aclose()
        public = {name for name, _ in inspect.getmembers(AsyncClient, inspect.isfunction) if not name.startswith("_")}
        assert public - client.used == set(), "a method that nothing here asks for"

    with MeiliFake(KEY) as fake, MeiliFake(KEY) as other, other.intercept(ELSEWHERE), door(fake) as url:
        asyncio.run(scenario(url, other))


def test_one_method_that_nobody_asked_for_is_noticed() -> None:
    watched = Watched(AsyncClient("http://search.test:7700"))
    assert watched.used == set()
    _ = watched.health
    assert watched.used == {"health"}
    with MeiliFake() as fake, by_interception(fake):
        asyncio.run(watched.aclose())
