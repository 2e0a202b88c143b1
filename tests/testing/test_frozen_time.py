"""Frozen clocks: timestamps follow them, waiting does not depend on them, and the official client can read what is printed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import freezegun
import httpx
import pytest
import time_machine

from meilifake import MeiliFake

MOMENT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
Freezer = Callable[[], AbstractContextManager[Any]]
FREEZERS = pytest.mark.parametrize(
    "freeze",
    [
        pytest.param(lambda: freezegun.freeze_time(MOMENT), id="freezegun"),
        pytest.param(lambda: time_machine.travel(MOMENT, tick=False), id="time-machine"),
    ],
)


@pytest.fixture(params=["instant", "background"])
def fake(request: pytest.FixtureRequest) -> Iterator[MeiliFake]:
    with MeiliFake(tasks=request.param) as made:
        yield made


def finished(client: httpx.Client, uid: int) -> dict[str, Any]:
    """Polls as often as it takes, without asking a clock."""
    for _ in range(2000):
        task: dict[str, Any] = client.get(f"/tasks/{uid}").json()
        if task["status"] not in ("enqueued", "processing"):
            return task
        time.sleep(0.001)
    raise AssertionError("the task never ended")


@FREEZERS
def test_timestamps_follow_a_frozen_clock_with_a_fraction(fake: MeiliFake, freeze: Freezer) -> None:
    client = httpx.Client(transport=fake.transport, base_url="http://any")
    with freeze():
        task = finished(client, client.post("/indexes", json={"uid": "books"}).json()["taskUid"])
    for name in ("enqueuedAt", "startedAt", "finishedAt"):
        assert task[name].startswith("2031-05-06T07:08:09.")
        assert task[name].endswith("Z")


@FREEZERS
def test_the_official_client_reads_it(fake: MeiliFake, freeze: Freezer) -> None:
    client = fake.official_client()
    with freeze():
        uid = client.create_index("books").task_uid
        finished(httpx.Client(transport=fake.transport, base_url="http://any"), uid)
        assert client.wait_for_task(uid).enqueued_at.replace(microsecond=0, tzinfo=UTC) == MOMENT
        assert client.get_index("books").created_at.replace(microsecond=0, tzinfo=UTC) == MOMENT


@FREEZERS
def test_a_live_server_and_a_delay_do_not_wait_for_a_frozen_clock(fake: MeiliFake, freeze: Freezer) -> None:
    with freeze(), fake.serve() as url, fake.fail("/health", latency=0.01):
        assert httpx.get(url + "/health").status_code == 200
        assert httpx.Client(transport=fake.transport).get("http://any/health").status_code == 200


def test_pydantic_first_loaded_while_time_is_frozen_stays_whole() -> None:
    """It would hold on to freezegun's own date classes, and every later model with a date would fail."""
    script = """
import datetime
import sys
import freezegun
from meilifake import MeiliFake
from meilifake.wire.message import Request

with freezegun.freeze_time("2031-05-06"):
    assert "pydantic" not in sys.modules
    response = MeiliFake().answer(Request("POST", "/indexes", "", {"content-type": "application/json"}, b'{"uid": "books"}'))
    assert response.status == 202, response.body
    assert datetime.datetime.now().year == 2031
import pydantic
class Dated(pydantic.BaseModel):
    at: datetime.datetime
Dated(at="2024-01-01T00:00:00Z")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
