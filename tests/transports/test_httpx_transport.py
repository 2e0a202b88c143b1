"""One transport object under all four clients of httpx and httpx2."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import httpx2
import pytest
import trio

from meilifake import MeiliFake
from meilifake.transports.httpx_transport import FakeTransport
from meilifake.wire.message import Request, Response

LIBRARIES = pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])


@LIBRARIES
def test_sync(library: Any) -> None:
    with library.Client(transport=MeiliFake().transport, base_url="http://any") as client:
        assert client.get("/health").json() == {"status": "available"}


@LIBRARIES
@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_async(library: Any, run: Any) -> None:
    async def scenario() -> Any:
        async with library.AsyncClient(transport=MeiliFake().transport, base_url="http://any") as client:
            return (await client.get("/health")).json()

    answer = run(scenario) if run is trio.run else run(scenario())
    assert answer == {"status": "available"}


def test_a_transport_serves_a_second_client_after_the_first_closed() -> None:
    transport = MeiliFake().transport
    for _ in range(2):
        with httpx.Client(transport=transport, base_url="http://any") as client:
            assert client.get("/health").status_code == 200


def test_what_the_fake_sees() -> None:
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        return Response(204, [])

    client = httpx.Client(transport=FakeTransport(answer), base_url="http://any")
    client.post("/a%2Fb/é?q=x%20y&q=z", content=b"body", headers=[("X-Twice", "1"), ("X-Twice", "2")])
    (request,) = seen
    assert (request.method, request.path, request.query, request.body) == ("POST", "/a%2Fb/%C3%A9", "q=x%20y&q=z", b"body")
    assert request.headers["x-twice"] == "1"
    assert request.headers["content-length"] == "4"


def test_a_streamed_request_body_arrives_whole() -> None:
    client = httpx.Client(transport=FakeTransport(lambda request: Response(200, [], request.body)), base_url="http://any")
    assert client.post("/", content=iter([b"one ", b"two"])).content == b"one two"


def test_a_compressed_answer_is_decoded_by_the_client() -> None:
    import gzip

    body = gzip.compress(b"hello")
    headers = [("content-encoding", "gzip"), ("content-length", str(len(body)))]
    response = httpx.Client(transport=FakeTransport(lambda _: Response(200, headers, body)), base_url="http://any").get("/")
    assert response.text == "hello"
    assert response.headers["content-length"] == str(len(body))


def test_an_answer_can_be_streamed() -> None:
    client = httpx.Client(transport=MeiliFake().transport, base_url="http://any")
    with client.stream("GET", "/health") as response:
        assert b"".join(response.iter_bytes()) == b'{"status":"available"}'


FAULTS = [
    ("timeout", "ReadTimeout"),
    ("connect_timeout", "ConnectTimeout"),
    ("refused", "ConnectError"),
    ("reset", "ReadError"),
    ("drop", "RemoteProtocolError"),
    ("truncate", "RemoteProtocolError"),
]


@LIBRARIES
@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_fault_is_the_clients_own_exception(library: Any, fault: str, kind: str) -> None:
    client = library.Client(transport=FakeTransport(lambda _: Response(200, [], fault=fault)), base_url="http://any")
    with pytest.raises(getattr(library, kind)):
        client.get("/")


def test_a_delay_beyond_the_clients_patience_is_its_timeout() -> None:
    client = httpx.Client(transport=FakeTransport(lambda _: Response(200, [], delay=30)), base_url="http://any", timeout=0.01)
    with pytest.raises(httpx.ReadTimeout):
        client.get("/")


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_a_delay_leaves_the_event_loop_free(run: Any) -> None:
    client = httpx.AsyncClient(transport=FakeTransport(lambda _: Response(200, [], delay=0.05)), base_url="http://any")

    async def ask() -> None:
        assert (await client.get("/")).status_code == 200

    async def both() -> float:
        if run is trio.run:
            start = trio.current_time()
            async with trio.open_nursery() as nursery:
                nursery.start_soon(ask)
                nursery.start_soon(ask)
            return trio.current_time() - start
        loop = asyncio.get_running_loop()
        start = loop.time()
        await asyncio.gather(ask(), ask())
        return loop.time() - start

    assert (run(both) if run is trio.run else run(both())) < 0.095


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
def test_a_header_of_the_answer_may_hold_any_byte(library: Any) -> None:
    client = library.Client(transport=FakeTransport(lambda _: Response(200, [("x-echo", "\xe9\xff")])), base_url="http://any")
    assert (b"x-echo", b"\xe9\xff") in client.get("/").headers.raw


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
def test_a_client_that_changes_the_headers_of_an_answer_changes_no_other(library: Any) -> None:
    client = library.Client(transport=MeiliFake().transport, base_url="http://any")
    first = client.get("/health")
    first.headers["content-type"] = "text/plain"
    first.headers.encoding = "latin-1"
    second = client.get("/health").headers
    assert (second["content-type"], second.encoding) == ("application/json", "ascii")
