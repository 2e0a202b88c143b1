"""The other doors: WSGI, ASGI, respx, the requests adapter, ready clients."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
import requests
import respx
from werkzeug.test import Client as WsgiClient

from meilifake import MeiliFake
from meilifake.transports.asgi import AsgiApp
from meilifake.transports.requests_adapter import FakeAdapter
from meilifake.transports.wsgi import WsgiApp
from meilifake.wire.message import Request, Response


def echo(request: Request) -> Response:
    """The request as the fake saw it, in one line."""
    words = f"{request.method} {request.path}?{request.query} {request.headers.get('content-type')} "
    return Response(200, [("content-type", "text/plain")], words.encode() + request.body)


def test_wsgi() -> None:
    client = WsgiClient(WsgiApp(echo))
    assert client.post("/a%2Fb?q=%C3%A9", data=b"body", content_type="text/csv").data == b"POST /a%2Fb?q=%C3%A9 text/csv body"
    assert WsgiClient(MeiliFake().wsgi_app).get("/health").json == {"status": "available"}


def test_wsgi_without_the_raw_path() -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/é x".encode().decode("latin-1")}
    answer = WsgiApp(echo)(environ, lambda status, headers: None)
    assert b"".join(answer).startswith(b"GET /%C3%A9%20x?")


def test_wsgi_truncated_body() -> None:
    from io import BytesIO

    seen: list[bool] = []

    def answer(request: Request) -> Response:
        seen.append(request.truncated)
        return Response(204, [])

    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/", "CONTENT_LENGTH": "10", "wsgi.input": BytesIO(b"short")}
    WsgiApp(answer)(environ, lambda status, headers: None)
    assert seen == [True]


def test_asgi() -> None:
    async def scenario() -> tuple[str, Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(AsgiApp(echo)), base_url="http://any") as client:
            first = (await client.post("/a%2Fb?q=1", content=b"body", headers={"content-type": "text/csv"})).text
        async with httpx.AsyncClient(transport=httpx.ASGITransport(MeiliFake().asgi_app), base_url="http://any") as client:
            return first, (await client.get("/health")).json()

    assert asyncio.run(scenario()) == ("POST /a%2Fb?q=1 text/csv body", {"status": "available"})


def test_asgi_lifespan() -> None:
    events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[str] = []

    async def receive() -> Any:
        return next(events)

    async def send(event: Any) -> None:
        sent.append(event["type"])

    asyncio.run(MeiliFake().asgi_app({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


@pytest.mark.parametrize("body", [b"body", "body", iter([b"bo", b"dy"])], ids=["bytes", "text", "pieces"])
def test_requests_adapter(body: Any) -> None:
    session = requests.Session()
    session.mount("http://search.test", FakeAdapter(echo))  # type: ignore[arg-type]
    response = session.post("http://search.test/a%2Fb?q=1", data=body, headers={"content-type": "text/csv"})
    assert response.text == "POST /a%2Fb?q=1 text/csv body"
    assert response.reason == "OK"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("timeout", requests.ReadTimeout),
        ("connect_timeout", requests.ConnectTimeout),
        ("refused", requests.ConnectionError),
        ("reset", requests.ConnectionError),
        ("drop", requests.ConnectionError),
        ("truncate", requests.exceptions.ChunkedEncodingError),
    ],
)
def test_requests_faults(fault: str, kind: type[Exception]) -> None:
    session = requests.Session()
    session.mount("http://search.test", FakeAdapter(lambda _: Response(200, [], fault=fault)))  # type: ignore[arg-type]
    with pytest.raises(kind):
        session.get("http://search.test/")


def test_requests_gives_up_before_a_long_delay() -> None:
    session = requests.Session()
    session.mount("http://search.test", FakeAdapter(lambda _: Response(200, [], delay=30)))  # type: ignore[arg-type]
    with pytest.raises(requests.ReadTimeout):
        session.get("http://search.test/", timeout=0.01)


def test_respx() -> None:
    with respx.mock(base_url="http://search.test:7700") as router:
        route = MeiliFake().respx(router)
        assert httpx.get("http://search.test:7700/health").json() == {"status": "available"}
        assert route.call_count == 1


def test_respx_below_a_url_only() -> None:
    with respx.mock() as router:
        router.get("http://other.test/").respond(418)
        MeiliFake().respx(router, "http://search.test")
        assert httpx.get("http://search.test/health").status_code == 200
        assert httpx.get("http://other.test/").status_code == 418


def test_ready_clients() -> None:
    fake = MeiliFake("a master key of ours")
    assert fake.client().health().status == "available"
    assert fake.official_client().get_version()["pkgVersion"] == "1.50.0"

    async def scenario() -> str:
        async with fake.async_client() as client:
            return str((await client.health()).status)

    assert asyncio.run(scenario()) == "available"
    fake.close()
