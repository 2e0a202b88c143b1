"""MeiliFake: one isolated server in memory, behind every door. The one place that wires the layers together.

Rooms are imported when the first fake is made, doors when they are first used: importing this module costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from meilifake.doors import Doors

if TYPE_CHECKING:
    from meilifake.app.background import Worker
    from meilifake.app.chats import Chats
    from meilifake.app.embedders import Embedders
    from meilifake.app.index_view import IndexView
    from meilifake.app.polling import PollGuard
    from meilifake.app.seeds import Settings, Source
    from meilifake.engine.clock import Clock
    from meilifake.engine.engine import Engine
    from meilifake.engine.state import State
    from meilifake.engine.tasks.model import Task
    from meilifake.options import Options
    from meilifake.server.servers import Servers
    from meilifake.wire.message import Answer, Request, Response

MODES = ("instant", "manual", "background")


def among_fakes(method: str, url: str, headers: Mapping[str, str], body: bytes, timeout: float) -> tuple[int, Mapping[str, str], bytes]:
    """See `meilifake.transports.neighbours`, which only a fake that calls another one pays for."""
    from meilifake.transports.neighbours import send

    return send(method, url, headers, body, timeout)


class Snapshot(NamedTuple):
    """A moment of a fake, to be given back to `restore` as often as wanted."""

    state: State
    randomness: Any


class MeiliFake(Doors):
    """A fresh, isolated Meilisearch server in memory.

    Parameters: `master_key`, as the real server's (None: everything is allowed); `clock`, a callable giving an aware datetime (None: the
    wall clock); `tasks`: `instant` (a task is finished before anyone can poll it), `manual` (see `step` and `drain`) or `background` (a
    thread); `seed` makes the uuids it invents reproducible; `now` (RFC 3339 text or a datetime), the moment at which its clock stands
    still: with `seed`, two runs answer alike to the letter; `version`, the Meilisearch that it answers as: a suite that says which one
    it expects learns when a newer meilifake no longer is that one; `embedders`, what stands in for embedding services: a mapping by
    embedder name, or one for all (see `embedders`); `options`, a ready `Options` in place of `master_key`, `tasks` and `seed`. Raises
    ValueError for an unknown mode, moment, version or embedder.
    """

    def __init__(
        self,
        master_key: str | None = None,
        clock: Clock | None = None,
        tasks: str = "instant",
        *,
        seed: int | None = None,
        now: datetime | str | None = None,
        version: str | None = None,
        embedders: Any = None,
        options: Options | None = None,
    ) -> None:
        __tracebackhide__ = True
        from meilifake.app.deliveries import Deliveries
        from meilifake.app.dispatch import App
        from meilifake.app.frozen_time import load_with_real_dates
        from meilifake.app.outbound import Outbound
        from meilifake.app.tasks_seen import FailedTasks
        from meilifake.app.testclock import TestClock
        from meilifake.engine.clock import Ids, system_clock
        from meilifake.engine.engine import Engine
        from meilifake.options import Options, spoken

        spoken(version)
        load_with_real_dates()
        self.options = options or Options(master_key=master_key, tasks=tasks, seed=seed)
        if self.options.tasks not in MODES:
            raise ValueError(f"tasks={self.options.tasks!r}: expected one of {', '.join(MODES)}")
        super().__init__(self.options.master_key, self.options.payload_limit)
        self.clock = TestClock(clock or system_clock, now)
        """`fake.clock.freeze(at)`, `.advance(seconds)`, `.resume()`."""
        self.engine = Engine(self.options, self.clock, Ids(self.options.seed))
        self.app = App(self.engine)
        self.dumps: dict[str, bytes] = {}
        """The files of finished dumps, by dump uid."""
        self._chats: Chats | None = None
        self._embedders: Embedders | None = None
        if embedders is not None:
            from meilifake.app.embedders import Embedders

            self.embedders.update(Embedders(embedders))
        self.engine.dump_writer = self.write_dump
        self.failed_tasks = FailedTasks()
        self.engine.scheduler.listeners.append(self.failed_tasks.finished)
        self.webhooks = Deliveries(self.engine)
        """What webhooks would have been sent: `.sent`; `.sender` really sends them."""
        self.outbound = Outbound(self.app.lock, among_fakes)
        """What exports and searches of a network sent to other servers: `.sent`. Only fakes of this process are reached, unless `.sender`
        is another."""
        self.engine.outbound = self.outbound
        self._beside: list[Servers] = []
        self._worker: Worker | None = None
        self._guard: PollGuard | None = None
        if self.options.tasks == "background":
            from meilifake.app.background import Worker

            self._worker = Worker(self._advance, self.options.task_time)
            self.outbound.patient = True
        elif self.options.tasks == "manual":
            from meilifake.app.polling import PollGuard

            self._guard = PollGuard()

    def answer(self, request: Request) -> Response:
        """As every door calls it. Raises EndlessPoll."""
        __tracebackhide__ = True
        response = super().answer(request)
        if self._guard is not None:
            self._guard.watch(request, response, self.engine.state.stuck)
        return response

    def process(self, request: Request) -> Response:
        """The app, and a word to the task thread."""
        response = self.app(request)
        if self._worker is not None:
            if request.method != "GET":
                self._worker.wake()
            self._worker.breathe()
        return response

    def __repr__(self) -> str:
        state = self.engine.state
        return f"<MeiliFake {self.url}: {len(state.indexes)} indexes, {len(state.tasks)} tasks, {len(self.journal.exchanges)} requests>"

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
        __tracebackhide__ = True
        self._wish(type, index, times, error, message)

    def stall_next_task(self, type: str | None = None, *, index: str | None = None, times: int = 1) -> None:
        """The next task of this type, on this index, stays enqueued until `resume_tasks`. Raises ValueError."""
        __tracebackhide__ = True
        self._wish(type, index, times)

    def resume_tasks(self) -> None:
        """Let stalled tasks run, and forget plans that found no task."""
        with self.app.lock:
            self.engine.state.stuck = 0
            self.engine.scheduler.interference = None
        self.go_on()

    def go_on(self) -> None:
        """What waits in the queue that no request has just filled (of a dump, of a log) is processed, unless `tasks="manual"`."""
        if self.options.tasks == "instant":
            self.drain()
        elif self._worker is not None:
            self._worker.wake()

    def _wish(self, kind: str | None, index: str | None, times: int, code: str | None = None, message: str | None = None) -> None:
        __tracebackhide__ = True
        from meilifake.app.wishes import wish

        with self.app.lock:
            wish(self.engine.scheduler, kind, index, times, code, message)

    # State

    def load(self, source: Source, index: str | None = None, settings: Settings = None, primary_key: str | None = None) -> None:
        """Index documents, and have it done on return, in every mode: all that is enqueued is processed.

        `source`: documents, one document, a `.json`, `.ndjson`, `.jsonl` or `.csv` file, or a directory of such files. `index`: the
        file's name unless given, needed with documents; `settings`: a mapping or a JSON file, else `<name>.settings.json` beside the
        file if there is one, applied first; `primary_key`: guessed as by the server unless given. It is no part of the journal, and
        planned failures wait for the requests and tasks of the test.

        Raises SeedError with the server's words, FileNotFoundError, ValueError.
        """
        __tracebackhide__ = True
        from meilifake.app.seeds import Seeder
        from meilifake.app.wishes import set_aside

        seeder = Seeder(self.app, self.options.master_key, self.drain)
        with self.app.lock, set_aside(self.engine.scheduler):
            try:
                seeder.load(source, index, settings, primary_key)
            finally:
                self.failed_tasks.forget(seeder.tasks)

    def reset(self) -> None:
        """As new: no data, no plans, an empty journal, the time of its beginning."""
        with self.another() as fresh:
            self.restore(fresh.snapshot())
        self.journal.clear()
        self.app.traffic.clear()
        self.faults.active = ()
        self.failed_tasks.failed.clear()
        self.engine.scheduler.interference = None
        self.clock.__exit__(None, None, None)
        self.webhooks.sent.clear()
        self.outbound.sent.clear()
        self.dumps.clear()
        if self._chats is not None:
            self._chats.clear()

    def snapshot(self) -> Snapshot:
        """The whole state, cheaply: indexes are shared until one side writes."""
        with self.app.lock:
            return Snapshot(self.engine.snapshot(), self.engine.ids.random.getstate())

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot, of this fake or of another one. The snapshot stays good."""
        with self.app.lock:
            self.engine.restore(snapshot.state)
            self.engine.ids.random.setstate(snapshot.randomness)
        if self._worker is not None:
            self._worker.wake()

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
        self.go_on()

    def write_dump(self, engine: Engine, uid: str, task: Task) -> None:
        """What the task of a dump does: the file is kept in `dumps`, and written where the launch options say so."""
        from meilifake.dumps.write import write

        self.dumps[uid] = write(engine, task)
        if self.options.dump_dir is not None:
            folder = Path(self.options.dump_dir)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{uid}.dump").write_bytes(self.dumps[uid])

    def index(self, uid: str) -> IndexView:
        """What was asked of one index: `.searches`, `.last_search`, `.writes`; and what it holds: `.documents`."""
        from meilifake.app.index_view import IndexView, InMemory

        return IndexView(self.journal, InMemory(self.engine), uid)

    def inspected(self) -> Answer:
        """With the control API and the inspector, `/_fake/ui`."""
        from meilifake.server.inspector import Inspector

        return self.fronted(Inspector)

    def controlled(self) -> Answer:
        """With the control API, `/_fake/*`."""
        from meilifake.server.control import Control

        return self.fronted(Control)

    def fronted(self, front: Callable[[MeiliFake], Answer]) -> Answer:
        """Behind a front, and other servers as this one is now beside it: see `meilifake.server.servers`."""
        from meilifake.server.servers import Servers

        servers = Servers(self, front)
        self._beside.append(servers)
        return servers

    def another(self) -> MeiliFake:
        """A new fake with the same options, clock and senders, and nothing else in common."""
        made = MeiliFake(None, self.clock.source, now=self.clock.start, options=self.options)
        made.webhooks.sender = self.webhooks.sender
        made.outbound.sender, made.outbound.together = self.outbound.sender, self.outbound.together
        made.outbound.keeping = self.outbound.keeping
        if self._embedders is not None:
            made.embedders.data.update(self._embedders.data)
        return made

    @property
    def chats(self) -> Chats:
        """The language model behind conversations: `.script([...])`, `.reply(...)`; what it was asked: `.requests`."""
        if self._chats is None:
            from meilifake.app.chats import Chats

            self._chats = Chats(self.engine)
        return self._chats

    @property
    def embedders(self) -> Embedders:
        """What stands in for embedding services: `embedders["default"] = callable`, and what else `meilifake.app.embedders` takes."""
        if self._embedders is None:
            from meilifake.app.embedders import Embedders

            self.engine.embedders = self._embedders = Embedders()
        return self._embedders

    def close(self) -> None:
        """End servers, interceptions and the task thread. The state can still be looked at; safe to call twice."""
        super().close()
        for servers in self._beside:
            servers.close()
        self.outbound.closed.set()
        if self._worker is not None:
            self._worker.close()
