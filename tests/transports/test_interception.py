"""`with fake.intercept(...)`: what is caught, what is left alone, and that nothing remains."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import httpx2
import pytest
import requests

from meilifake import MeiliFake, StrayRequest

PATCHED = [
    (httpx.HTTPTransport, "handle_request"),
    (httpx.AsyncHTTPTransport, "handle_async_request"),
    (httpx2.HTTPTransport, "handle_request"),
    (httpx2.AsyncHTTPTransport, "handle_async_request"),
    (requests.adapters.HTTPAdapter, "send"),
]


def originals() -> list[Any]:
    return [vars(owner)[name] for owner, name in PATCHED]


@pytest.fixture(autouse=True)
def sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The addresses that were connected to: none, unless a test expects and clears them. Each test leaves the classes as it found them."""
    opened: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        opened.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    before, finders = originals(), list(sys.meta_path)
    monkeypatch.setattr(socket.socket, "connect", connect)
    yield opened
    assert not opened
    assert originals() == before
    assert sys.meta_path == finders


def async_get(library: Any) -> Callable[[str], Any]:
    def get(url: str) -> Any:
        async def ask() -> Any:
            async with library.AsyncClient() as client:
                return await client.get(url)

        return asyncio.run(ask())

    return get


GETS = [
    pytest.param(httpx.get, id="httpx"),
    pytest.param(httpx2.get, id="httpx2"),
    pytest.param(requests.get, id="requests"),
    pytest.param(async_get(httpx), id="httpx async"),
    pytest.param(async_get(httpx2), id="httpx2 async"),
]


@pytest.mark.parametrize("get", GETS)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_every_client_and_every_name_of_this_machine(get: Any, host: str) -> None:
    with MeiliFake().intercept("http://localhost:7700"):
        assert get(f"http://{host}:7700/health").json() == {"status": "available"}


def test_clients_built_before_are_caught() -> None:
    old, session = httpx2.Client(base_url="http://localhost:7700"), requests.Session()
    with MeiliFake().intercept():
        assert old.get("/health").status_code == 200
        assert session.get("http://localhost:7700/health").status_code == 200


@pytest.mark.parametrize("get", GETS)
def test_other_traffic_is_not_touched(get: Any, sockets: list[Any]) -> None:
    with (
        MeiliFake().intercept("http://search.test:7700"),
        pytest.raises((httpx.ConnectError, httpx2.ConnectError, requests.ConnectionError)),
    ):
        get("http://127.0.0.1:9")
    assert sockets.pop() == ("127.0.0.1", 9)


@pytest.mark.parametrize("get", GETS)
@pytest.mark.parametrize("url", ["http://elsewhere.test:7700/health", "https://localhost:7700/health", "http://prod.test/indexes"])
def test_a_stray_is_refused(get: Any, url: str) -> None:
    with MeiliFake().intercept(guard=["prod.test"]), pytest.raises(StrayRequest) as caught:
        get(url)
    assert caught.value.url.startswith(url)
    assert "http://localhost:7700" in str(caught.value)


def test_transports_that_open_no_socket_are_left_alone() -> None:
    mock = httpx.MockTransport(lambda _: httpx.Response(418))
    with MeiliFake().intercept():
        assert httpx.Client(transport=mock).get("http://localhost:7700/").status_code == 418


def test_several_urls_and_a_path_prefix() -> None:
    fake = MeiliFake()
    with fake.intercept("http://a.test", "https://b.test/meili/"):
        assert httpx.get("http://a.test:80/health").status_code == 200
        assert httpx.get("https://b.test/meili/health").status_code == 200
        assert httpx.get("https://b.test/health").status_code == 404


def test_the_newest_interception_of_a_url_answers_whatever_the_order_of_leaving() -> None:
    first, second = MeiliFake("k" * 16), MeiliFake()
    one, two = first.intercept(), second.intercept()
    one.start()
    two.start()
    assert requests.get("http://localhost:7700/version").status_code == 200
    one.stop()
    assert requests.get("http://localhost:7700/health").status_code == 200
    one.start()
    assert requests.get("http://localhost:7700/version").status_code == 401
    one.stop()
    two.stop()


def test_threads_share_it() -> None:
    answers: list[int] = []

    def work() -> None:
        client = httpx.Client(verify=False)
        for _ in range(20):
            with MeiliFake().intercept():
                answers.append(client.get("http://localhost:7700/health").status_code)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 120


def test_restored_after_an_exception() -> None:
    with pytest.raises(ZeroDivisionError), MeiliFake().intercept():
        _ = 1 / 0


def test_a_patch_on_top_of_ours_survives_us(sockets: list[Any]) -> None:
    interception = MeiliFake().intercept()
    before = originals()[0]
    interception.start()
    below = httpx.HTTPTransport.handle_request
    above = lambda transport, request: below(transport, request)  # noqa: E731
    httpx.HTTPTransport.handle_request = above  # type: ignore[method-assign]
    interception.stop()
    assert httpx.HTTPTransport.handle_request is above
    with pytest.raises(httpx.ConnectError):
        httpx.get("http://localhost:7700")
    sockets.clear()
    httpx.HTTPTransport.handle_request = before  # type: ignore[method-assign]


def test_not_a_url() -> None:
    with pytest.raises(ValueError, match="not a base URL"):
        MeiliFake().intercept("ftp://x")


@pytest.mark.parametrize("library", ["httpx", "httpx2", "requests"])
def test_a_library_imported_inside_is_caught_and_restored(library: str) -> None:
    script = f"""
import sys
from meilifake import MeiliFake
interception = MeiliFake().intercept()
interception.start()
assert "{library}" not in sys.modules
import {library}
assert {library}.get("http://localhost:7700/health").json() == {{"status": "available"}}
interception.stop()
try:
    {library}.get("http://localhost:1/", timeout=1)
except Exception as error:
    assert "onnect" in type(error).__name__, error
else:
    raise SystemExit("still intercepted")
loader = sys.modules["{library}"].__loader__
assert type(loader).__name__ == "SourceFileLoader", loader
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_live_server_of_this_process_is_no_stray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    fake = MeiliFake()
    with fake.serve() as url, fake.intercept("http://search.test:7700", guard=["127.0.0.1"]):
        assert httpx.get(url + "/health").status_code == 200
