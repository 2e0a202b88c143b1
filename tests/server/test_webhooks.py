"""Webhooks as the server really sends them, received by a live server of ours."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from meilifake.app.deliveries import Delivery
from meilifake.server.live import LiveServer
from meilifake.server.webhooks import WebhookSender
from meilifake.wire.message import Request, Response


@pytest.fixture
def received() -> list[Request]:
    return []


@pytest.fixture
def url(received: list[Request]) -> Iterator[str]:
    def answer(request: Request) -> Response:
        received.append(request)
        return Response(200, [("content-length", "0")])

    with LiveServer(answer, "127.0.0.1", 0) as served:
        yield served


def wait_for(condition: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert condition()


def test_a_delivery_is_sent_and_a_broken_receiver_stops_nothing(url: str, received: list[Request]) -> None:
    sender = WebhookSender()
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/x-ndjson", "X-Own": "yes"}
    for target in ("http://127.0.0.1:1/", "nonsense", f"{url}/hook?a=b"):
        sender(Delivery("uuid", target, headers, ({"uid": 1}, {"uid": 2})))
    wait_for(lambda: received)
    (request,) = received
    assert (request.method, request.path, request.query) == ("POST", "/hook", "a=b")
    assert request.headers["transfer-encoding"] == "chunked"
    assert request.headers["x-own"] == "yes"
    assert [json.loads(line) for line in gzip.decompress(request.body).splitlines()] == [{"uid": 1}, {"uid": 2}]


def test_the_command_line_webhook(url: str, received: list[Request]) -> None:
    command = [sys.executable, "-m", "meilifake", "--http-addr", "127.0.0.1:0", "--task-webhook-url", url]
    command += ["--task-webhook-authorization-header", "Bearer x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        server = process.stdout.readline().split()[-1]
        httpx.post(f"{server}/indexes", json={"uid": "books"}).raise_for_status()
        wait_for(lambda: received)
        process.terminate()
    assert received[0].headers["authorization"] == "Bearer x"
    assert json.loads(gzip.decompress(received[0].body))["type"] == "indexCreation"
