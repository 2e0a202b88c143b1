"""`make demo`: 300 books, three real clients, the fake in this process and then behind HTTP. Prints what happened.

Nothing here is special to the fake: the same calls, on a real server's URL, give the same answers.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import meilisearch
from meilisearch_python_sdk import AsyncClient, Client
from meilisearch_python_sdk.models.settings import MeilisearchSettings

from meilifake import MeiliFake

HERE = Path(__file__).parent
BOOKS: list[dict[str, Any]] = json.loads((HERE / "books.json").read_text(encoding="utf-8"))
SETTINGS: dict[str, Any] = json.loads((HERE / "books.settings.json").read_text(encoding="utf-8"))


def heading(words: str) -> None:
    print(f"\n\033[1m{words}\033[0m" if sys.stdout.isatty() else f"\n{words}")


def show(words: str, hits: list[dict[str, Any]]) -> None:
    print(f"  {words}")
    for hit in hits:
        print(f"    {hit['year']}  {hit['title']} - {hit['author']}  ({', '.join(hit['genres'])})")


def with_the_sdk(client: Client) -> None:
    index = client.create_index("books", primary_key="id")
    client.wait_for_task(index.update_settings(MeilisearchSettings(**SETTINGS)).task_uid, raise_for_status=True)
    done = client.wait_for_task(index.add_documents(BOOKS).task_uid, raise_for_status=True)
    print(f"  task {done.uid} {done.task_type}: {done.status}, {done.details}")
    found = index.search("lihgthouse", limit=3)
    show(f"search 'lihgthouse' (a typo): {found.estimated_total_hits} hits", found.hits)
    found = index.search("harbor", filter="in_stock = true AND year > 1980", sort=["rating:desc"], limit=3, facets=["genres"])
    show(f"search 'harbor' (a synonym), in stock, after 1980: {found.estimated_total_hits} hits", found.hits)
    print(f"  by genre: {found.facet_distribution}")


async def with_the_async_sdk(client: AsyncClient) -> None:
    async with client:
        index = client.index("books")
        found = await asyncio.gather(*(index.search(word, limit=1) for word in ("kitchen", "railway", "violin")))
        for one in found:
            show(f"search '{one.query}': {one.estimated_total_hits} hits", one.hits)


def with_the_official_client(client: meilisearch.Client) -> None:
    index = client.index("books")
    found = index.search("garden", {"limit": 2, "attributesToHighlight": ["title"], "showRankingScore": True})
    for hit in found["hits"]:
        print(f"    {hit['_rankingScore']:.3f}  {hit['_formatted']['title']}")
    task = client.wait_for_task(index.delete_documents(filter="year < 1950").task_uid)
    print(f"  deleted the books before 1950: {task.details}")
    print(f"  left: {index.get_stats().number_of_documents}")
    try:
        index.search("x", {"filter": "pages > 100"})
    except meilisearch.errors.MeilisearchApiError as error:
        print(f"  a mistake gets the server's own words: {error.message}")


def tour(client: Client, async_client: AsyncClient, official: meilisearch.Client) -> None:
    print("meilisearch-python-sdk, sync")
    with_the_sdk(client)
    print("meilisearch-python-sdk, async")
    asyncio.run(with_the_async_sdk(async_client))
    print("meilisearch (official)")
    with_the_official_client(official)


def main() -> None:
    heading("1. In this process: no socket, no server")
    start = time.perf_counter()
    with MeiliFake() as fake, fake.intercept("http://localhost:7700"):
        url = "http://localhost:7700"
        tour(Client(url), AsyncClient(url), meilisearch.Client(url))
    print(f"took {time.perf_counter() - start:.2f} s")

    heading("2. Over HTTP: python -m meilifake, for any client in any language")
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--log-level", "WARN"]
    start = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        ready = server.stdout.readline().strip()
        print(f"{ready}  (after {time.perf_counter() - start:.2f} s)")
        url = ready.split()[-1]
        tour(Client(url), AsyncClient(url), meilisearch.Client(url))
    finally:
        server.terminate()
        server.wait(5)
    print("stopped")


if __name__ == "__main__":
    main()
