"""The way out of a fake: the lock is open while a request is away, failures are values, everything is kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.outbound import AddressRefused, Incoming, Outgoing

REQUEST = Outgoing("GET", "http://other.test/health", {})


def test_nobody_is_reached_but_other_fakes() -> None:
    with MeiliFake() as fake, MeiliFake() as other, other.intercept("http://other.test"):
        away = Outgoing("GET", "http://127.0.0.1:1/health", {})
        good, bad = fake.engine.outbound.exchange([REQUEST, away])
        assert isinstance(good, Incoming)
        assert good.body == b'{"status":"available"}'
        assert isinstance(bad, ConnectionRefusedError)
        assert [(one.request.url, one.answer, one.error) for one in fake.outbound.sent] == [
            (REQUEST.url, good, None),
            (away.url, None, bad),
        ]
        assert [exchange.path for exchange in other.requests] == ["/health"]
        fake.reset()
        assert fake.outbound.sent == []
        fake.outbound.keeping = False
        fake.engine.outbound.exchange([REQUEST])
        assert fake.outbound.sent == []


def test_the_lock_is_open_while_a_request_is_away() -> None:
    with MeiliFake() as fake:
        seen: list[bool] = []

        def sender(method: str, url: str, headers: Mapping[str, str], body: bytes, timeout: float) -> tuple[int, dict[str, str], bytes]:
            def look() -> None:
                taken = fake.app.lock.acquire(timeout=5)
                seen.append(taken)
                if taken:
                    fake.app.lock.release()

            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
            return 200, {}, b""

        fake.outbound.sender = sender
        with fake.app.lock, fake.app.lock:
            fake.engine.outbound.exchange([REQUEST])
            assert not other_thread_gets_it(fake)
        fake.engine.outbound.exchange([REQUEST])
        assert seen == [True, True]


def other_thread_gets_it(fake: MeiliFake) -> bool:
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(fake.app.lock.acquire(blocking=False)))
    thread.start()
    thread.join()
    return seen == [True]


def test_requests_of_one_search_may_go_together() -> None:
    with MeiliFake() as fake:
        barrier = threading.Barrier(3, timeout=10)

        def sender(method: str, url: str, *rest: Any) -> tuple[int, dict[str, str], bytes]:
            barrier.wait()
            return 200, {}, url.encode()

        fake.outbound.sender, fake.outbound.together = sender, True
        urls = [f"http://{name}.test" for name in "abc"]
        answers = fake.engine.outbound.exchange([Outgoing("GET", url, {}) for url in urls])
        assert [answer.body.decode() for answer in answers if isinstance(answer, Incoming)] == urls


def test_pauses_are_real_only_where_tasks_run_by_themselves() -> None:
    with MeiliFake() as fake:
        fake.outbound.pause(1000.0)
    with MeiliFake(tasks="background") as fake:
        threading.Timer(0.05, fake.outbound.closed.set).start()
        fake.outbound.pause(1000.0)


def test_an_address_that_is_refused_survives_being_copied() -> None:
    import pickle

    assert pickle.loads(pickle.dumps(AddressRefused(literal=False))).literal is False


@pytest.mark.parametrize("tasks", ["instant", "background"])
def test_two_fakes_that_export_to_each_other_at_once(tasks: str) -> None:
    with (
        MeiliFake(tasks=tasks) as left,
        MeiliFake(tasks=tasks) as right,
        left.intercept("http://left.test"),
        right.intercept("http://right.test"),
        httpx.Client(base_url="http://left.test") as ours,
        httpx.Client(base_url="http://right.test") as theirs,
    ):
        ours.post("/indexes/a/documents", json=[{"id": number} for number in range(30)])
        theirs.post("/indexes/b/documents", json=[{"id": number} for number in range(30)])
        settled(left, right)
        threads = [
            threading.Thread(target=lambda: ours.post("/export", json={"url": "http://right.test", "indexes": {"a": {}}})),
            threading.Thread(target=lambda: theirs.post("/export", json={"url": "http://left.test", "indexes": {"b": {}}})),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()
        settled(left, right)
        assert len(right.index("a").documents) == len(left.index("b").documents) == 30
        assert {task.status for fake in (left, right) for task in fake.engine.state.tasks.values()} == {"succeeded"}


def settled(*fakes: MeiliFake) -> None:
    """Every task of every fake is done: a fake whose tasks arrived while it exported does them afterwards."""
    for _ in range(1000):
        if all(task.status == "succeeded" for fake in fakes for task in list(fake.engine.state.tasks.values())):
            return
        for fake in fakes:
            if fake.options.tasks == "instant":
                fake.drain()
        threading.Event().wait(0.01)


def test_a_fake_that_exports_to_itself() -> None:
    with MeiliFake() as fake, fake.intercept("http://me.test"), httpx.Client(transport=fake.transport, base_url="http://me") as http:
        fake.load([{"id": 1}], "a")
        uid = http.post("/export", json={"url": "http://me.test"}).json()["taskUid"]
        assert http.get(f"/tasks/{uid}").json()["status"] == "succeeded"
        later = [task for task in fake.engine.state.tasks.values() if task.uid > uid]
        assert [(task.kind, task.status) for task in later] == [("documentAdditionOrUpdate", "succeeded")]
        assert fake.index("a").documents == [{"id": 1}]
