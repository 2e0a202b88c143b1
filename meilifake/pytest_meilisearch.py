"""`pytest -p meilifake.pytest_meilisearch`: the fixture names of the archived plugin `pytest-meilisearch`, on a fake of each test's own.

For suites that move here without touching their tests. Its options for the server's place are taken, since commands and CI files carry
them. What it cleaned up between tests is not there to be cleaned: every test starts from nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from meilisearch_python_sdk import AsyncClient, AsyncIndex, Client, Index

    from meilifake.fake import MeiliFake

Documents = list[dict[str, Any]]
HOST, PORT = "http://127.0.0.1", 7700
DEFAULT_URL = f"{HOST}:{PORT}"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("meilisearch", "names of pytest-meilisearch, served by meilifake")
    group.addoption("--meilisearch-host", default=HOST, help="host of the URL that the fake answers")
    group.addoption("--meilisearch-port", default=PORT, type=int, help="its port")
    group.addoption("--meilisearch-master-key", help="master key of the fake")


@pytest.fixture
def meilisearch_url(pytestconfig: pytest.Config) -> str:
    """The URL that the fake answers."""
    return f"{pytestconfig.getoption('meilisearch_host')}:{pytestconfig.getoption('meilisearch_port')}"


@pytest.fixture
def meilisearch_fake(request: pytest.FixtureRequest, pytestconfig: pytest.Config, meilisearch_url: str) -> MeiliFake:
    """The fake behind the fixtures below: the test's own `meili_fake`, or one as the options of this plugin say."""
    key = pytestconfig.getoption("meilisearch_master_key")
    if key is None and meilisearch_url == DEFAULT_URL:
        fake: MeiliFake = request.getfixturevalue("meili_fake")
        return fake
    made: MeiliFake = request.getfixturevalue("meili_fake_factory")(urls=meilisearch_url, **({"master_key": key} if key else {}))
    return made


@pytest.fixture
def meilisearch_client(meilisearch_fake: MeiliFake) -> Client:
    """A synchronous client."""
    return meilisearch_fake.client()


@pytest.fixture
def async_meilisearch_client(meilisearch_fake: MeiliFake) -> AsyncClient:
    """An asynchronous client."""
    return meilisearch_fake.async_client()


@pytest.fixture
def empty_index(meilisearch_client: Client) -> Callable[..., Index]:
    """Makes an index: `empty_index(uid)`, with a uid of its own unless one is given."""
    return lambda uid=None: meilisearch_client.create_index(uid or str(uuid4()))


@pytest.fixture
def async_empty_index(async_meilisearch_client: AsyncClient) -> Callable[..., Awaitable[AsyncIndex]]:
    """Makes an index: `await async_empty_index(uid)`."""
    return lambda uid=None: async_meilisearch_client.create_index(uid or str(uuid4()))


@pytest.fixture
def index_with_documents(empty_index: Callable[..., Index]) -> Callable[..., Index]:
    """Makes an index that holds documents: `index_with_documents(documents, uid)`."""

    def make(documents: Documents, index_name: str | None = None) -> Index:
        index = empty_index(index_name)
        index.add_documents(documents)
        return index

    return make


@pytest.fixture
def async_index_with_documents(async_empty_index: Callable[..., Awaitable[AsyncIndex]]) -> Callable[..., Awaitable[AsyncIndex]]:
    """Makes an index that holds documents: `await async_index_with_documents(documents, uid)`."""

    async def make(documents: Documents, index_name: str | None = None) -> AsyncIndex:
        index = await async_empty_index(index_name)
        await index.add_documents(documents)
        return index

    return make
