"""`tasks="background"`: a thread that finishes tasks by itself, visibly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.app.background import Worker
from meilifake.options import Options


@pytest.fixture
def fake() -> Iterator[MeiliFake]:
    with MeiliFake(tasks="background") as fake:
        yield fake


def until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not ready():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.001)


def test_tasks_finish_by_themselves_and_are_seen_on_the_way(fake: MeiliFake) -> None:
    seen = set()
    with httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        for number in range(30):
            uid = http.post("/indexes", json={"uid": f"i{number}"}).json()["taskUid"]
            while (status := http.get(f"/tasks/{uid}").json()["status"]) != "succeeded":
                seen.add(status)
    assert "processing" in seen
    assert seen <= {"enqueued", "processing"}


def test_a_task_takes_the_time_it_is_told_to() -> None:
    slow = MeiliFake(options=Options(tasks="background", task_time=0.05))
    with slow, httpx.Client(transport=slow.transport, base_url="http://fake") as http:
        uid = http.post("/indexes", json={"uid": "movies"}).json()["taskUid"]
        looks = {http.get(f"/tasks/{uid}").json()["status"] for _ in range(3)}
        assert looks <= {"enqueued", "processing"}
        until(lambda: http.get(f"/tasks/{uid}").json()["status"] == "succeeded")


def test_no_thread_until_there_is_work(fake: MeiliFake) -> None:
    before = threading.active_count()
    with httpx.Client(transport=fake.transport, base_url="http://fake") as http:
        http.get("/health")
        assert threading.active_count() == before
        http.post("/indexes", json={"uid": "a"})
        assert threading.active_count() == before + 1
        fake.close()
        assert threading.active_count() == before


def test_a_failure_of_the_machine_does_not_end_the_thread() -> None:
    calls: list[int] = []

    def tick() -> bool:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("once")
        return False

    worker = Worker(tick)
    worker.wake()
    until(lambda: len(calls) == 1)
    worker.wake()
    until(lambda: len(calls) == 2)
    worker.close()
    worker.close()
