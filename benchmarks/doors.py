"""One request through each door, beside a canned answer given by that client's own way of mocking.

A pair whose library is not installed is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any, NamedTuple

from timing import Row, in_turns

from meilifake import MeiliFake

URL = "http://localhost:7700"
BOOK = {"id": 1, "title": "The Lighthouse of Bergen", "genres": ["mystery"], "year": 1931}
CANNED = {"status": "available"}
PATHS = (("GET /health", "/health"), ("GET a document", "/indexes/books/documents/1"))

Get = Callable[[str], Any]
"""Asks for a path."""


class Pair(NamedTuple):
    """A door and the bare one beside it; `aims` for each of `PATHS`."""

    door: str
    needs: str
    yardstick: str
    ours: Callable[[MeiliFake], AbstractContextManager[Get]]
    theirs: Callable[[], AbstractContextManager[Get]]
    aims: tuple[float | None, float | None] = (1.3, 1.6)


@contextmanager
def httpx_ours(fake: MeiliFake) -> Iterator[Get]:
    import httpx

    with httpx.Client(transport=fake.transport, base_url=URL) as client:
        yield client.get


@contextmanager
def httpx_bare() -> Iterator[Get]:
    import httpx

    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=CANNED)), base_url=URL) as client:
        yield client.get


@contextmanager
def httpx2_ours(fake: MeiliFake) -> Iterator[Get]:
    import httpx2

    with httpx2.Client(transport=fake.transport, base_url=URL) as client:
        yield client.get


@contextmanager
def httpx2_bare() -> Iterator[Get]:
    import httpx2

    with httpx2.Client(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=CANNED)), base_url=URL) as client:
        yield client.get


@contextmanager
def requests_ours(fake: MeiliFake) -> Iterator[Get]:
    import requests

    with requests.Session() as session:
        session.mount(URL, fake.requests_adapter)
        yield lambda path: session.get(URL + path)


@contextmanager
def requests_bare() -> Iterator[Get]:
    import requests
    import responses

    with requests.Session() as session, responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        for _, path in PATHS:
            mock.get(URL + path, json=CANNED)
        yield lambda path: session.get(URL + path)


@contextmanager
def wsgi_ours(fake: MeiliFake) -> Iterator[Get]:
    from werkzeug.test import Client

    yield Client(fake.wsgi_app).get


@contextmanager
def wsgi_bare() -> Iterator[Get]:
    from werkzeug.test import Client
    from werkzeug.wrappers import Response

    yield Client(Response('{"status":"available"}', mimetype="application/json")).get


@contextmanager
def live_ours(fake: MeiliFake) -> Iterator[Get]:
    import httpx

    with fake.serve() as url, httpx.Client(base_url=url) as client:
        yield client.get


PAIRS = (
    Pair("httpx", "httpx", "httpx.MockTransport", httpx_ours, httpx_bare),
    Pair("httpx2", "httpx2", "httpx2.MockTransport", httpx2_ours, httpx2_bare),
    Pair("requests", "responses", "responses", requests_ours, requests_bare),
    Pair("WSGI", "werkzeug", "werkzeug.test.Client, one Response", wsgi_ours, wsgi_bare, (None, None)),
    Pair("a live server, kept alive", "httpx", "httpx.MockTransport", live_ours, httpx_bare, (None, None)),
)


def measure(quick: bool) -> list[Row]:
    fake = MeiliFake()
    fake.load([BOOK], index="books")
    rows = []
    for pair in PAIRS:
        if find_spec(pair.needs) is None:
            print(f"(left out, not installed: {pair.needs})")
            continue
        with ExitStack() as stack:
            ours = stack.enter_context(pair.ours(fake))
            theirs = stack.enter_context(pair.theirs())
            for (what, path), aim in zip(PATHS, pair.aims, strict=True):
                mine, bare = in_turns(lambda: ours(path), lambda: theirs(path), rounds=10 if quick else 60)  # noqa: B023
                rows.append(Row(f"{pair.door}: {what}", mine, bare, pair.yardstick, aim))
    return rows
