"""The fixture names of the archived plugin, for who asks for them."""

from __future__ import annotations

import httpx2  # noqa: F401  (loaded here once, not again in every small suite)
import pytest

SUITE = """
import asyncio
import requests

BOOKS = [{"id": 1, "title": "Fog"}]

def test_client(meilisearch_client, meilisearch_url):
    assert meilisearch_client.health().status == "available"
    assert requests.get(meilisearch_url + "/health").ok

def test_indexes(index_with_documents, empty_index, meilisearch_client):
    assert index_with_documents(BOOKS, "books").search("fgo").hits == []
    assert index_with_documents(BOOKS).search("fog").hits == BOOKS
    assert empty_index("films").uid == "films"
    assert len(meilisearch_client.get_indexes()) == 3

def test_nothing_is_left(meilisearch_client):
    assert meilisearch_client.get_indexes() is None

def test_async(async_meilisearch_client, async_index_with_documents, async_empty_index):
    async def go():
        assert (await async_empty_index()).uid
        index = await async_index_with_documents(BOOKS, "books")
        return await index.get_documents()

    assert asyncio.run(go()).results == BOOKS

def test_beside_meili_fake(meili_fake, meilisearch_client):
    meilisearch_client.index("books").add_documents(BOOKS)
    assert meilisearch_client.index("books").search("fog").hits == BOOKS
    {beside}
"""


def test_a_suite_of_the_old_plugin(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SUITE.replace("{beside}", "meili_fake.assert_searched('books', q='fog')"))
    pytester.runpytest_inprocess("-p", "meilifake.pytest_meilisearch", "-p", "no:cacheprovider").assert_outcomes(passed=5)


def test_its_options(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SUITE.replace("{beside}", "assert not meili_fake.requests"))
    options = ["--meilisearch-host=http://search", "--meilisearch-port=7701", "--meilisearch-master-key=a-key-of-the-old-suite"]
    pytester.runpytest_inprocess("-p", "meilifake.pytest_meilisearch", *options, "-p", "no:cacheprovider").assert_outcomes(passed=5)


def test_the_names_are_there_only_for_who_asks(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(meilisearch_client):\n    pass")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'meilisearch_client' not found*"])
