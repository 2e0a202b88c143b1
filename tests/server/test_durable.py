"""`--db-path`: a killed server loses nothing that it answered, wherever the kill strikes."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.server.durable import Durable, ForeignData

READ = ("/indexes", "/tasks?limit=1000", "/batches?limit=1000", "/keys", "/webhooks", "/indexes/movies/documents?limit=1000", "/stats")


def everything(client: httpx.Client) -> dict[str, Any]:
    return {path: client.get(path).json() for path in READ} | {"settings": client.get("/indexes/movies/settings").json()}


@contextmanager
def durable(folder: Path, tasks: str = "instant") -> Iterator[tuple[MeiliFake, httpx.Client]]:
    from meilifake.transports.httpx_transport import FakeTransport

    fake = MeiliFake(tasks=tasks)
    answer = Durable(fake, fake.answer, folder)
    with httpx.Client(transport=FakeTransport(answer), base_url="http://localhost:7700") as client:
        yield fake, client
    answer.close()
    fake.close()


def work(client: httpx.Client) -> None:
    client.patch(
        "/indexes/movies/settings", json={"filterableAttributes": ["year"], "embedders": {"m": {"source": "userProvided", "dimensions": 1}}}
    )
    client.post("/indexes/movies/documents", json=[{"id": n, "year": n, "_vectors": {"m": [n]}} for n in range(20)])
    client.post("/indexes/movies/documents/delete", json={"filter": "year > 15"})
    client.post("/indexes/books/documents", json=[{"nope": 1}])
    client.post("/keys", json={"actions": ["search"], "indexes": ["*"], "expiresAt": None})
    client.post("/webhooks", json={"url": "http://localhost:1/"})
    client.patch("/experimental-features", json={"containsFilter": True})
    client.post("/swap-indexes", json=[{"indexes": ["movies", "films"], "rename": True}])
    client.post("/swap-indexes", json=[{"indexes": ["films", "movies"], "rename": True}])
    client.delete("/tasks?uids=3")


def test_a_new_start_shows_the_same(tmp_path: Path) -> None:
    with durable(tmp_path) as (_, client):
        work(client)
        before = everything(client)
    for _ in range(3):
        with durable(tmp_path) as (_, client):
            assert everything(client) == before
            assert client.post("/indexes/movies/search", json={"filter": "year CONTAINS x"}).status_code == 200


def test_a_log_cut_anywhere_is_a_moment_that_was(tmp_path: Path) -> None:
    """Whatever is left of the log, the server starts, and has a prefix of the history."""
    with durable(tmp_path) as (_, client):
        work(client)
        tasks = client.get("/tasks?limit=1000").json()["results"]
    raw, state = (tmp_path / "log").read_bytes(), (tmp_path / "state").read_bytes()
    for cut in random.Random(1).sample(range(len(raw)), 25):
        (tmp_path / "log").write_bytes(raw[:cut])
        (tmp_path / "state").write_bytes(state)
        with durable(tmp_path) as (_, client):
            known = {task["uid"]: task for task in client.get("/tasks?limit=1000").json()["results"]}
            finished = {task["uid"]: task for task in tasks}
            for uid in known.keys() & finished.keys():
                assert known[uid]["enqueuedAt"] == finished[uid]["enqueuedAt"]


def test_what_waits_is_done_after_the_start(tmp_path: Path) -> None:
    with durable(tmp_path, "manual") as (_, client):
        client.post("/indexes/movies/documents", json=[{"id": 1}])
    with durable(tmp_path, "manual") as (fake, client):
        assert client.get("/tasks/0").json()["status"] == "enqueued"
        fake.drain()
        assert client.get("/indexes/movies/documents").json()["total"] == 1


def test_a_restore_is_kept_too(tmp_path: Path) -> None:
    with durable(tmp_path) as (fake, client):
        empty = fake.snapshot()
        work(client)
        fake.restore(empty)
        client.post("/indexes", json={"uid": "later"})
    with durable(tmp_path) as (_, client):
        assert [index["uid"] for index in client.get("/indexes").json()["results"]] == ["later"]


def test_foreign_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data.mdb").write_bytes(b"not ours")
    with pytest.raises(ForeignData, match="not meilifake's"):
        Durable(fake := MeiliFake(), fake.answer, tmp_path)
    (tmp_path / "state").write_bytes(b"broken")
    with pytest.raises(ForeignData, match="no readable data"):
        Durable(fake := MeiliFake(), fake.answer, tmp_path)


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--db-path", str(folder / "db")]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        url = next(found[0] for line in process.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield process, url
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def test_kill_at_random_points(tmp_path: Path) -> None:
    """Every task that was seen finished, and its document, are there after a kill -9 in the middle of the work."""
    chance, seen, total = random.Random(7), {}, 0
    for _ in range(3):
        with served(tmp_path) as (process, url), httpx.Client(base_url=url, timeout=10) as client:
            left = chance.randint(3, 20)
            with contextlib.suppress(httpx.TransportError):
                while True:
                    total, left = total + 1, left - 1
                    if left == 0:
                        threading.Timer(chance.random() / 50, process.kill).start()
                    task = client.post("/indexes/movies/documents", json=[{"id": total}]).json()["taskUid"]
                    view = client.get(f"/tasks/{task}").json()
                    if view["status"] == "succeeded":
                        seen[task] = (view, total)
        with served(tmp_path) as (_, url), httpx.Client(base_url=url, timeout=10) as client:
            for task, (view, document) in seen.items():
                assert client.get(f"/tasks/{task}").json() == view
                assert client.get(f"/indexes/movies/documents/{document}").status_code == 200
    assert seen


def test_an_export_is_not_sent_again_at_the_next_start(tmp_path: Path) -> None:
    """What other servers answered is part of what happened."""
    answers = iter([(404, b'{"message":"m","code":"index_not_found","type":"t","link":"l"}'), (202, b"{}")])
    with durable(tmp_path) as (fake, client):
        client.post("/indexes", json={"uid": "movies"})

        def sender(*request: Any) -> tuple[int, dict[str, str], bytes]:
            client.post("/indexes", json={"uid": f"meanwhile-{len(fake.outbound.sent)}"})
            status, body = next(answers, (0, b""))
            if not status:
                raise ConnectionRefusedError(111, "Connection refused")
            return status, {}, body

        fake.outbound.sender = sender
        uid = client.post("/export", json={"url": "http://other.test"}).json()["taskUid"]
        assert client.get(f"/tasks/{uid}").json()["error"]["message"] == "Connection refused"
        before = everything(client)
    for _ in range(2):
        with durable(tmp_path) as (fake, client):
            assert fake.outbound.sent == []
            assert everything(client) == before
