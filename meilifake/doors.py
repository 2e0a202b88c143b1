"""Doors: everything that leads to one server, whoever answers behind them: clients, transports, sockets, the journal, planned faults.

A door is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from meilisearch import Client as OfficialClient
    from meilisearch_python_sdk import AsyncClient, Client

    from meilifake.app.faults import Fault
    from meilifake.app.journal import Exchange, Search
    from meilifake.server.live import LiveServer
    from meilifake.transports.asgi import AsgiApp
    from meilifake.transports.interception import Interception
    from meilifake.transports.requests_adapter import FakeAdapter
    from meilifake.transports.wsgi import WsgiApp
    from meilifake.wire.message import Answer, Request, Response

NUMBERS = count()


class Doors:
    """Who inherits says in `process` how a request is answered.

    Parameters: `key`, what ready clients send; `limit`, the largest body of a live server, in bytes.
    """

    def __init__(self, key: str | None, limit: int) -> None:
        from meilifake.app.faults import Faults
        from meilifake.app.journal import Journal
        from meilifake.transports.httpx_transport import FakeTransport

        self.journal = Journal()
        """Every request and its answer, oldest first."""
        self.faults = Faults()
        self.transport = FakeTransport(self.answer)
        """For `httpx` and `httpx2`, `Client` and `AsyncClient` alike."""
        self._key = key
        self._limit = limit
        self._interceptions: list[Interception] = []
        self._servers: list[LiveServer] = []

    def answer(self, request: Request) -> Response:
        """One request in, one response out: what every door calls."""
        response = self.faults.answer(request, self.process) if self.faults.active else self.process(request)
        self.journal.note(request, response)
        return response

    def process(self, request: Request) -> Response:
        """The server behind the doors."""
        raise NotImplementedError

    def inspected(self) -> Answer:
        """`answer` with an inspector before it. Raises NotImplementedError where there is none."""
        raise NotImplementedError

    def controlled(self) -> Answer:
        """`answer` with a control API before it. Raises NotImplementedError where there is none."""
        raise NotImplementedError

    # Doors

    @property
    def requests_adapter(self) -> FakeAdapter:
        """For `requests`: `session.mount("http://localhost:7700", fake.requests_adapter)`."""
        from meilifake.transports.requests_adapter import FakeAdapter

        return FakeAdapter(self.answer)

    @property
    def wsgi_app(self) -> WsgiApp:
        """A WSGI callable."""
        from meilifake.transports.wsgi import WsgiApp

        return WsgiApp(self.answer)

    @property
    def asgi_app(self) -> AsgiApp:
        """An ASGI callable."""
        from meilifake.transports.asgi import AsgiApp

        return AsgiApp(self.answer)

    def respx(self, router: Any, *urls: str) -> Any:
        """Answer what a `respx` router gets: below `urls`, or all of it (add it after narrower routes). Returns the route or routes."""
        from meilifake.transports.respx_router import mount

        routes = mount(self.answer, router, urls)
        return routes if len(urls) > 1 else routes[0]

    def serve(self, port: int = 0, host: str = "127.0.0.1", *, control: bool = False, inspector: bool = False) -> LiveServer:
        """`with fake.serve() as url`: a real HTTP server on a socket, in threads. Port 0: a free one.

        `control`: with the control API, `/_fake/*`; `inspector`: with it and a page at `/_fake/ui`. Raises OSError when the port is
        taken.
        """
        from meilifake.server.live import LiveServer

        answer = self.inspected() if inspector else self.controlled() if control else self.answer
        server = LiveServer(answer, host, port, limit=self._limit)
        self._servers.append(server)
        return server

    def intercept(self, *urls: str, guard: Iterable[str] = ()) -> Interception:
        """`with fake.intercept("http://localhost:7700")`: every request of this process to these base URLs comes here.

        By httpx, httpx2 or requests, sync or async, from clients built before or after; no socket opens and other traffic is not
        touched. A request to another server on port 7700, or to a host of `guard`, raises StrayRequest.
        """
        from meilifake.transports.interception import Interception

        interception = Interception(self.answer, urls, tuple(guard))
        self._interceptions.append(interception)
        return interception

    # Clients

    @property
    def url(self) -> str:
        """A base URL that reaches this fake where one is needed: that of a running server or interception, else the default."""
        for server in self._servers:
            if server.running:
                return server.url
        for interception in self._interceptions:
            if interception.running and interception.guarded is not None:
                return interception.urls[0]
        return "http://localhost:7700"

    def client(self, api_key: str | None = None) -> Client:
        """A `meilisearch_python_sdk.Client` on this fake, with the master key unless another is given. Raises ImportError."""
        from meilifake.transports.clients import sdk_client

        made: Client = sdk_client("Client", self.url, api_key or self._key, self.transport)
        return made

    def async_client(self, api_key: str | None = None) -> AsyncClient:
        """A `meilisearch_python_sdk.AsyncClient` on this fake, with the master key unless another is given. Raises ImportError."""
        from meilifake.transports.clients import sdk_client

        made: AsyncClient = sdk_client("AsyncClient", self.url, api_key or self._key, self.transport)
        return made

    def official_client(self, api_key: str | None = None) -> OfficialClient:
        """A `meilisearch.Client` on this fake. It has a host name of its own, intercepted until `close`. Raises ImportError."""
        from meilifake.transports.clients import official_client
        from meilifake.transports.interception import Interception

        url = f"http://meilifake-{next(NUMBERS)}.invalid"
        interception = Interception(self.answer, (url,), guard=None)
        self._interceptions.append(interception)
        interception.start()
        made: OfficialClient = official_client(url, api_key or self._key)
        return made

    # Journal

    @property
    def requests(self) -> list[Exchange]:
        """Every exchange so far, oldest first: `.method`, `.path`, `.json`, `.status`, `.answer`."""
        return list(self.journal.exchanges)

    @property
    def searches(self) -> list[Search]:
        """Every search so far, each query of a multi-search on its own: `.index_uid`, `.q`, `.filter`, `.params`, `.answer`."""
        return self.journal.searches()

    def assert_searched(self, index: str | None = None, *, times: int | None = None, **params: Any) -> Search:
        """Some search of `index` (None: of any) had these parameters, whatever others it had; exactly `times` did, if that is given.

        Parameters by their names on the wire or in Python's spelling: `attributesToRetrieve`, `attributes_to_retrieve`; one that the
        client left out equals None and its default. Returns the newest such search. Raises AssertionError with the nearest miss,
        ValueError for a parameter that no search has.
        """
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_searched

        return assert_searched(self.journal, index, times, params)

    def assert_not_searched(self, index: str | None = None, **params: Any) -> None:
        """No search of `index` (None: of any) had all of these parameters. Raises AssertionError, and ValueError as `assert_searched`."""
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_not_searched

        assert_not_searched(self.journal, index, params)

    def assert_no_writes(self, index: str | None = None) -> None:
        """No request could have changed anything in `index` (None: anywhere), whether it succeeded or not. Raises AssertionError."""
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_no_writes

        assert_no_writes(self.journal, index)

    # Trouble

    def fail(
        self,
        route: str = "*",
        *,
        status: int | None = None,
        code: str | None = None,
        message: str | None = None,
        fault: str | None = None,
        latency: float = 0.0,
        nth: int | None = None,
        times: int | None = None,
        rate: float | None = None,
        seed: int = 0,
        processed: bool = False,
    ) -> Fault:
        """Plan a failure: `fail("POST /indexes/*/search", nth=2, status=503)`. In force at once; with `with`, until the end of the block.

        `route`: a verb and a path, or a path alone for every verb; `*` is one segment, `**` any number.
        What happens: `status`, with the error that the server gives with it (401, 403, 413, 422, 500, 503; others come from a proxy, as
        plain text), or with `code` and `message`; or `fault`, how the connection breaks: `timeout`, `connect_timeout`, `refused`,
        `reset`, `drop` (it closes without an answer), `truncate` (in the middle of one); `latency`, seconds before that, or before the
        real answer when nothing else is said. Nothing at all: a 500.
        When: the `nth` request to the route, counted from 1, or the first `times` (with both: `times` of them from the `nth` on), or
        each with the chance `rate` (drawn from `seed`), or all. `processed`: the server does its work, and only the answer is lost.

        The newest plan that strikes wins. Raises ValueError for what cannot be meant.
        """
        __tracebackhide__ = True
        from meilifake.app.fault_plan import Plan

        return self.faults.add(route, Plan(status, code, message, fault, latency, nth, times, rate, seed, processed))

    # The end

    def close(self) -> None:
        """End servers and interceptions. Safe to call twice."""
        for server in self._servers:
            server.stop()
        for interception in self._interceptions:
            interception.stop()
        self._servers.clear()
        self._interceptions.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
