"""What one test does with a client: create, settings, 100 documents, wait for each, 10 searches (words, typos, prefixes), delete.

With `MEILISEARCH_URL` (and `MEILISEARCH_KEY`) set, the same is done to the real server there: wall time, as it is another process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle
from statistics import median
from time import perf_counter
from typing import Any

from corpus import documents, queries
from timing import Row, loop, seconds

from meilifake import MeiliFake
from meilifake.transports.clients import sdk_client
from meilifake.transports.httpx_transport import FakeTransport
from meilifake.wire.message import Request, Response

DOCUMENTS = documents(100)
QUERIES = queries("mixed", 10)
FIELDS = {"searchableAttributes": ["title", "overview"], "filterableAttributes": ["genres"], "sortableAttributes": ["rating"]}
AIM = 0.014
"""Seconds: a thirtieth of what a real server on tmpfs took over loopback."""
ALONE = "meilisearch-python-sdk alone, answers given back"
LOOP = "the loop that tells the speed of the machine, meanwhile"


def sdk_cycle(client: Any, documents: Sequence[dict[str, Any]] = DOCUMENTS, queries: Sequence[str] = QUERIES) -> None:
    """With meilisearch-python-sdk."""
    from meilisearch_python_sdk.models.settings import MeilisearchSettings

    index = client.create_index("books", "id")
    settings = MeilisearchSettings(**FIELDS)
    client.wait_for_task(index.update_settings(settings).task_uid, interval_in_ms=1, timeout_in_ms=60_000)
    client.wait_for_task(index.add_documents(documents).task_uid, interval_in_ms=1, timeout_in_ms=60_000)
    for query in queries:
        index.search(query)
    index.delete()


def official_cycle(client: Any) -> None:
    """With the official client."""

    def wait(task: Any) -> None:
        client.wait_for_task(task.task_uid, interval_in_ms=1, timeout_in_ms=60_000)

    wait(client.create_index("books", {"primaryKey": "id"}))
    index = client.index("books")
    wait(index.update_settings(FIELDS))
    wait(index.add_documents(DOCUMENTS))
    for query in QUERIES:
        index.search(query)
    wait(index.delete())


def unseen_cycles(client: Any) -> Iterator[float]:
    """Seconds of each cycle with documents and queries that no earlier one had: nothing that the fake remembers of them helps."""
    for seed in count(100):
        fresh, asked = documents(100, seed), queries("mixed", 10, seed)
        yield seconds(lambda: sdk_cycle(client, fresh, asked))  # noqa: B023


def unasked_cycles(client: Any) -> Iterator[float]:
    """Seconds of each cycle with the documents of the one before, but queries that no earlier one had."""
    for seed in count(1000):
        asked = queries("mixed", 10, seed)
        yield seconds(lambda: sdk_cycle(client, DOCUMENTS, asked))  # noqa: B023


def client_alone() -> Any:
    """A client that gets the answers of an earlier cycle back in turn: what it takes is its own."""
    fake = MeiliFake()
    answers: list[Response] = []

    def noted(request: Request) -> Response:
        response = fake.answer(request)
        answers.append(Response(response.status, list(response.headers), response.body))
        return response

    client = sdk_client("Client", "http://localhost:7700", None, FakeTransport(noted))
    sdk_cycle(client)
    answers.clear()
    sdk_cycle(client)
    turns = cycle(answers)
    client.http_client._transport = FakeTransport(lambda request: next(turns))
    return client


def wall(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def beside_a_real_server(url: str, rounds: int) -> Row:
    """Several cycles in a row, as the tests of a suite run, of one and of the other in turns: one client each."""
    from meilisearch_python_sdk import Client

    fake, real = MeiliFake().client(), Client(url, os.environ.get("MEILISEARCH_KEY"))
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(min(rounds, 5)):
        ours += [wall(lambda: sdk_cycle(fake)) for _ in range(10)]
        theirs += [wall(lambda: sdk_cycle(real)) for _ in range(2)]
    return Row("meilisearch-python-sdk, wall time", median(ours), median(theirs), "a real server over loopback", 1 / 30)


def measure(quick: bool) -> list[Row]:
    """All in turns, as the speed of the machine changes within minutes."""
    client, official, alone = MeiliFake().client(), MeiliFake().official_client(), client_alone()
    unasked, unseen = unasked_cycles(client), unseen_cycles(client)
    takes: dict[str, Callable[[], float]] = {
        "meilisearch-python-sdk, all as before, what was found remembered": lambda: seconds(lambda: sdk_cycle(client)),
        "the official client": lambda: seconds(lambda: official_cycle(official)),
        "meilisearch-python-sdk, a new fake each time": lambda: seconds(lambda: sdk_cycle(MeiliFake().client())),
        "meilisearch-python-sdk, other queries each time": lambda: next(unasked),
        "meilisearch-python-sdk, other documents and queries each time": lambda: next(unseen),
        ALONE: lambda: seconds(lambda: sdk_cycle(alone)),
        LOOP: lambda: seconds(loop),
    }
    rounds = 10 if quick else 60
    for take in takes.values():
        take()
    timings: dict[str, list[float]] = {what: [] for what in takes}
    for _ in range(rounds):
        for what, take in takes.items():
            timings[what].append(take())
    rows = [Row(what, min(taken), aim=None if what in (ALONE, LOOP) else AIM, usual=median(taken)) for what, taken in timings.items()]
    url = os.environ.get("MEILISEARCH_URL")
    return [*rows, beside_a_real_server(url, rounds)] if url else rows
