"""MeiliFake: one isolated server, and every door to it. The one place that wires the layers together.

Rooms are imported when the first fake is made, doors when they are first used: importing this module costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from meilifake.app.background import Worker
    from meilifake.app.faults import Fault
    from meilifake.app.index_view import IndexView
    from meilifake.app.journal import Exchange, Search
    from meilifake.app.polling import PollGuard
    from meilifake.engine.clock import Clock
    from meilifake.engine.engine import Engine
    from meilifake.engine.state import State
    from meilifake.engine.tasks.model import Task
    from meilifake.options import Options
    from meilifake.server.live import LiveServer
    from meilifake.transports.asgi import AsgiApp
    from meilifake.transports.interception import Interception
    from meilifake.transports.requests_adapter import FakeAdapter
    from meilifake.transports.wsgi import WsgiApp
    from meilifake.wire.message import Answer, Request, Response

MODES = ("instant", "manual", "background")
NUMBERS = count()


class Snapshot(NamedTuple):
    """A moment of a fake, to be given back to `restore` as often as wanted."""

    state: State
    randomness: Any


class MeiliFake:
    """A fresh, isolated Meilisearch server in memory.

    Parameters: `master_key`, as the real server's; `clock`, a callable giving an aware datetime; `tasks`: `instant` (a task is
    finished before anyone can poll it), `manual` (see `step` and `drain`) or `background` (a thread); `seed` makes the uuids it
    invents reproducible; `options`, a ready `Options` in place of these. Raises ValueError for an unknown mode.
    """

    def __init__(
        self,
        master_key: str | None = None,
        clock: Clock | None = None,
        tasks: str = "instant",
        *,
        seed: int | None = None,
        options: Options | None = None,
    ) -> None:
        from meilifake.app.deliveries import Deliveries
        from meilifake.app.dispatch import App
        from meilifake.app.faults import Faults
        from meilifake.app.frozen_time import load_with_real_dates
        from meilifake.app.journal import Journal
        from meilifake.app.tasks_seen import FailedTasks
        from meilifake.app.testclock import TestClock
        from meilifake.engine.clock import Ids, system_clock
        from meilifake.engine.engine import Engine
        from meilifake.options import Options
        from meilifake.transports.httpx_transport import FakeTransport

        load_with_real_dates()
        self.options = options or Options(master_key=master_key, tasks=tasks, seed=seed)
        if self.options.tasks not in MODES:
            raise ValueError(f"tasks={self.options.tasks!r}: expected one of {', '.join(MODES)}")
        self.clock = TestClock(clock or system_clock)
        """`fake.clock.freeze(at)`, `.advance(seconds)`, `.resume()`."""
        self.engine = Engine(self.options, self.clock, Ids(self.options.seed))
        self.app = App(self.engine)
        self.dumps: dict[str, bytes] = {}
        """The files of finished dumps, by dump uid."""
        self.engine.dump_writer = self.write_dump
        self.journal = Journal()
        """Every request and its answer, oldest first."""
        self.faults = Faults()
        self.failed_tasks = FailedTasks()
        self.engine.scheduler.listeners.append(self.failed_tasks.finished)
        self.webhooks = Deliveries(self.engine)
        """What webhooks would have been sent: `.sent`; `.sender` really sends them."""
        self.transport = FakeTransport(self.answer)
        """For `httpx` and `httpx2`, `Client` and `AsyncClient` alike."""
        self._worker: Worker | None = None
        self._interceptions: list[Interception] = []
        self._servers: list[LiveServer] = []
        self._guard: PollGuard | None = None
        if self.options.tasks == "background":
            from meilifake.app.background import Worker

            self._worker = Worker(self._advance)
        elif self.options.tasks == "manual":
            from meilifake.app.polling import PollGuard

            self._guard = PollGuard()

    def answer(self, request: Request) -> Response:
        """One request in, one response out: what every door calls. Raises EndlessPoll."""
        response = self.faults.answer(request, self._process) if self.faults.active else self._process(request)
        self.journal.note(request, response)
        if self._guard is not None:
            self._guard.watch(request, response, self.engine.state.stuck)
        return response

    def _process(self, request: Request) -> Response:
        response = self.app(request)
        if self._worker is not None:
            if request.method != "GET":
                self._worker.wake()
            self._worker.breathe()
        return response

    # Tasks

    def step(self) -> bool:
        """Process one batch (`tasks="manual"`). False when nothing is enqueued."""
        if self._guard is not None:
            self._guard.progress()
        with self.app.lock:
            return self.engine.tick()

    def _advance(self) -> bool:
        """Half a batch: between its halves requests see it processing."""
        with self.app.lock:
            return self.engine.advance()

    def drain(self) -> int:
        """Process every batch; returns how many there were."""
        done = 0
        while self.step():
            done += 1
        return done

    def fail_next_task(
        self, type: str | None = None, error: str = "internal", *, message: str | None = None, index: str | None = None, times: int = 1
    ) -> None:
        """The next task of this type, on this index, answers 202 as always and then fails with this error code.

        Raises ValueError for a type or a code that the server does not have.
        """
        self._wish(type, index, times, error, message)

    def stall_next_task(self, type: str | None = None, *, index: str | None = None, times: int = 1) -> None:
        """The next task of this type, on this index, stays enqueued until `resume_tasks`. Raises ValueError."""
        self._wish(type, index, times)

    def resume_tasks(self) -> None:
        """Let stalled tasks run, and forget plans that found no task."""
        with self.app.lock:
            self.engine.state.stuck = 0
            self.engine.scheduler.interference = None
        if self.options.tasks == "instant":
            self.drain()
        elif self._worker is not None:
            self._worker.wake()

    def _wish(self, kind: str | None, index: str | None, times: int, code: str | None = None, message: str | None = None) -> None:
        from meilifake.app.wishes import wish

        with self.app.lock:
            wish(self.engine.scheduler, kind, index, times, code, message)

    # Journal

    @property
    def requests(self) -> list[Exchange]:
        """Every exchange so far, oldest first: `.method`, `.path`, `.json`, `.status`, `.answer`."""
        return list(self.journal.exchanges)

    @property
    def searches(self) -> list[Search]:
        """Every search so far, each query of a multi-search on its own: `.index_uid`, `.q`, `.filter`, `.params`, `.answer`."""
        return self.journal.searches()

    def index(self, uid: str) -> IndexView:
        """What was asked of one index: `.searches`, `.last_search`, `.writes`; and what it holds: `.documents`."""
        from meilifake.app.index_view import IndexView

        return IndexView(self.journal, self.engine, uid)

    def assert_searched(self, index: str | None = None, *, times: int | None = None, **params: Any) -> Search:
        """Some search (or exactly `times`) had these parameters, whatever others it had; returns the newest. Raises AssertionError."""
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_searched

        return assert_searched(self.journal, index, times, params)

    def assert_not_searched(self, index: str | None = None, **params: Any) -> None:
        """No search had these parameters. Raises AssertionError."""
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_not_searched

        assert_not_searched(self.journal, index, params)

    def assert_no_writes(self, index: str | None = None) -> None:
        """No request could have changed anything. Raises AssertionError."""
        __tracebackhide__ = True
        from meilifake.app.expectations import assert_no_writes

        assert_no_writes(self.journal, index)

    # Trouble

    def fail(self, route: str = "*", **plan: Any) -> Fault:
        """Plan a failure: `fail("POST /indexes/*/search", nth=2, status=503)`. In force at once; with `with`, until the end of the block.

        Keywords: see `meilifake.app.faults.Faults.plan`. Raises ValueError.
        """
        return self.faults.plan(route, **plan)

    # State

    def load(self, source: Any, index: str | None = None, settings: Any = None, primary_key: str | None = None) -> None:
        """Index documents, and have it done on return: a list of them, a `.json`, `.ndjson` or `.csv` file, or a directory of such files.

        `index`: the file's name unless given; `settings`: a mapping or a JSON file, else `<name>.settings.json` beside the file if there
        is one. Raises SeedError with the server's words, FileNotFoundError, ValueError.
        """
        from meilifake.app.seeds import Seeder

        Seeder(self.app, self.options.master_key, self.drain).load(source, index, settings, primary_key)

    def reset(self) -> None:
        """As new: no data, no plans, an empty journal, the wall's time."""
        fresh = MeiliFake(options=self.options)
        self.restore(fresh.snapshot())
        self.journal.clear()
        self.faults.active = ()
        self.failed_tasks.failed.clear()
        self.engine.scheduler.interference = None
        self.clock.__exit__(None, None, None)

    def snapshot(self) -> Snapshot:
        """The whole state, cheaply: indexes are shared until one side writes."""
        with self.app.lock:
            return Snapshot(self.engine.snapshot(), self.engine.ids.random.getstate())

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot, of this fake or of another one. The snapshot stays good."""
        with self.app.lock:
            self.engine.restore(snapshot.state)
            self.engine.ids.random.setstate(snapshot.randomness)

    def load_dump(self, path: str | Path) -> None:
        """Start from a dump file (version 6) of the real server or of a fake, in place of all that this fake holds.

        Raises FileNotFoundError, MeiliError (internal) for a broken file, Unsupported for older versions.
        """
        from meilifake.dumps.read import load
        from meilifake.engine.state import State

        raw = Path(path).read_bytes()
        with self.app.lock:
            self.engine.restore(State())
            load(self.engine, raw)
        if self.options.tasks == "instant":
            self.drain()

    def write_dump(self, engine: Engine, uid: str, task: Task) -> None:
        """What the task of a dump does: the file is kept in `dumps`, and written where the launch options say so."""
        from meilifake.dumps.write import write

        self.dumps[uid] = write(engine, task)
        if self.options.dump_dir is not None:
            folder = Path(self.options.dump_dir)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{uid}.dump").write_bytes(self.dumps[uid])

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

    def serve(self, port: int = 0, host: str = "127.0.0.1", *, control: bool = False) -> LiveServer:
        """`with fake.serve() as url`: a real HTTP server on a socket, in threads. Port 0: a free one.

        `control`: with the control API, `/_fake/*`. Raises OSError when the port is taken.
        """
        from meilifake.server.live import LiveServer

        answer: Answer = self.answer
        if control:
            from meilifake.server.control import Control

            answer = Control(self)
        server = LiveServer(answer, host, port, limit=self.options.payload_limit)
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

    def client(self, api_key: str | None = None) -> Any:
        """A `meilisearch_python_sdk.Client` on this fake, with the master key unless another is given. Raises ImportError."""
        from meilifake.transports.clients import sdk_client

        return sdk_client("Client", self.url, api_key or self.options.master_key, self.transport)

    def async_client(self, api_key: str | None = None) -> Any:
        """A `meilisearch_python_sdk.AsyncClient` on this fake, with the master key unless another is given. Raises ImportError."""
        from meilifake.transports.clients import sdk_client

        return sdk_client("AsyncClient", self.url, api_key or self.options.master_key, self.transport)

    def official_client(self, api_key: str | None = None) -> Any:
        """A `meilisearch.Client` on this fake. It has a host name of its own, intercepted until `close`. Raises ImportError."""
        from meilifake.transports.clients import official_client
        from meilifake.transports.interception import Interception

        url = f"http://meilifake-{next(NUMBERS)}.invalid"
        interception = Interception(self.answer, (url,), guard=None)
        self._interceptions.append(interception)
        interception.start()
        return official_client(url, api_key or self.options.master_key)

    def close(self) -> None:
        """End servers, interceptions and the task thread. The state can still be looked at; safe to call twice."""
        for server in self._servers:
            server.stop()
        for interception in self._interceptions:
            interception.stop()
        self._servers.clear()
        self._interceptions.clear()
        if self._worker is not None:
            self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
