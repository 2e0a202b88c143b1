"""Many clients at once, in process and on sockets: nothing is lost, nothing hangs, answers are those of a moment."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake

CLIENTS, ROUNDS = 16, 6


def together(work: Callable[[int], None], clients: int = CLIENTS) -> None:
    """Run the work in threads, and raise what any of them raised. A thread that hangs fails the test."""
    failures: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(number,), daemon=True) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a client hangs"
    if failures:
        raise failures[0]


def work_of(client: httpx.Client, number: int) -> None:
    """Writes of one's own, reads of what one wrote, searches of everything."""
    for round_ in range(ROUNDS):
        uid = number * ROUNDS + round_
        task = client.post("/indexes/shared/documents", json=[{"id": uid, "title": f"book {uid}"}]).json()["taskUid"]
        while client.get(f"/tasks/{task}").json()["status"] in ("enqueued", "processing"):
            pass
        assert client.get(f"/indexes/shared/documents/{uid}").json() == {"id": uid, "title": f"book {uid}"}
        assert client.post("/indexes/shared/search", json={"q": f"{uid}", "limit": 1}).json()["hits"]


def check(client: httpx.Client) -> None:
    assert client.get("/indexes/shared/stats").json()["numberOfDocuments"] == CLIENTS * ROUNDS
    tasks = client.get("/tasks", params={"limit": 1000}).json()
    assert tasks["total"] == CLIENTS * ROUNDS
    assert {task["status"] for task in tasks["results"]} == {"succeeded"}
    assert [task["uid"] for task in tasks["results"]] == list(reversed(range(CLIENTS * ROUNDS)))


@pytest.mark.parametrize("tasks", ["instant", "background"])
def test_threads_in_process(tasks: str) -> None:
    with MeiliFake(tasks=tasks) as fake:
        together(lambda number: work_of(httpx.Client(transport=fake.transport, base_url="http://any"), number))
        check(httpx.Client(transport=fake.transport, base_url="http://any"))


def test_clients_on_sockets() -> None:
    with MeiliFake(tasks="background") as fake, fake.serve() as url:

        def work(number: int) -> None:
            with httpx.Client(base_url=url, timeout=30) as client:
                work_of(client, number)

        together(work)
        with httpx.Client(base_url=url) as client:
            check(client)


def test_async_tasks_in_one_loop() -> None:
    async def work(client: httpx.AsyncClient, number: int) -> Any:
        await client.post("/indexes/shared/documents", json=[{"id": number}])
        return (await client.get(f"/indexes/shared/documents/{number}")).json()

    async def scenario() -> list[Any]:
        async with httpx.AsyncClient(transport=MeiliFake().transport, base_url="http://any") as client:
            return await asyncio.gather(*(work(client, number) for number in range(50)))

    assert asyncio.run(scenario()) == [{"id": number} for number in range(50)]


def test_snapshots_and_restores_between_threads_leave_a_whole_state() -> None:
    fake = MeiliFake()
    fake.load([{"id": number} for number in range(20)], index="shared")
    snapshot = fake.snapshot()

    def work(number: int) -> None:
        client = httpx.Client(transport=fake.transport, base_url="http://any")
        for _ in range(ROUNDS):
            if number % 4 == 0:
                fake.restore(snapshot)
            else:
                client.post("/indexes/shared/documents", json=[{"id": 100 + number}]).raise_for_status()
            stats = client.get("/indexes/shared/stats").json()
            documents = client.get("/indexes/shared/documents", params={"limit": 0}).json()
            assert 20 <= stats["numberOfDocuments"] <= 20 + CLIENTS
            assert 20 <= documents["total"] <= 20 + CLIENTS

    together(work)
    fake.restore(snapshot)
    assert len(fake.index("shared").documents) == 20


def test_sixty_four_clients_on_sockets_for_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    """Mixed reads and writes for two seconds: every accepted document is there, and the slowest answers are told."""
    seconds: list[float] = []
    accepted: list[int] = []
    with MeiliFake(tasks="background") as fake, fake.serve() as url:
        fake.load([{"id": 1}], index="shared")
        httpx.post(url + "/indexes/shared/search", json={"q": ""}).raise_for_status()
        end = time.monotonic() + 2

        def work(number: int) -> None:
            with httpx.Client(base_url=url, timeout=30) as client:
                round_ = 0
                while time.monotonic() < end or not round_:
                    uid = number * 100_000 + round_
                    round_ += 1
                    for path, body in (("documents", [{"id": uid}]), ("search", {"q": ""})):
                        start = time.perf_counter()
                        answer = client.post(f"/indexes/shared/{path}", json=body)
                        seconds.append(time.perf_counter() - start)
                        assert answer.status_code in (200, 202, 404)
                        accepted.extend([uid] * (answer.status_code == 202))

        together(work, 64)
        fake.drain()
        assert {row["id"] for row in fake.index("shared").documents} == {1, *accepted}
    with capsys.disabled():
        print(f" [{len(seconds)} requests of 64 clients, p99 {sorted(seconds)[len(seconds) * 99 // 100] * 1000:.0f} ms]", end="")
