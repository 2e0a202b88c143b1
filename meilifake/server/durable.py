"""`--db-path`: what was answered survives a kill. An append-only log of what happened, replayed at the next start.

The engine is a pure function of the tasks it was given, of the batches it ran and of what the clock said meanwhile: that is what the log
holds, one record each, written before anybody can see its effect. Tables that routes change directly (keys, features, webhooks...) are
logged whole when they change. At every start the log is folded into one state file. The files belong to one version of this package, and
are to be trusted like code: they are pickles. A crash of the machine itself may lose the last moments: nothing is forced to the disk.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from struct import Struct
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from meilifake import __version__
from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.outbound import Incoming, Outgoing
from meilifake.engine.scheduler import Scheduler
from meilifake.engine.state import State
from meilifake.engine.tasks.model import Payload, Task, TaskCancelation
from meilifake.engine.tasks.queue import put_task
from meilifake.wire.message import Answer, Request, Response

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine
    from meilifake.fake import MeiliFake

HEAD = Struct("<II")
"""Length and checksum of a record."""
TABLES = ("keys", "features", "network", "webhooks", "chats", "instance_uid")


class ForeignData(ValueError):
    """The folder holds the data of another version, or of something else."""


class Pickler(pickle.Pickler):
    """Read-only mappings become plain ones; what an index derives is left to be derived again."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return dict, (dict(value),)
        if isinstance(value, Index) and value._derived:
            copy = value.clone()
            copy._derived = {}
            return copy.__reduce_ex__(4)
        return NotImplemented


def pickled(value: Any) -> bytes:
    raw = BytesIO()
    Pickler(raw, 4).dump(value)
    return raw.getvalue()


class RecordedClock:
    """The engine's clock: it notes what it says while a batch begins or ends, or says again what was noted."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.noted: list[datetime] = []
        self.playing: Iterator[datetime] | None = None

    def __call__(self) -> datetime:
        moment = next(self.playing, None) if self.playing is not None else None
        moment = self.clock() if moment is None else moment
        self.noted.append(moment)
        return moment


class RecordedScheduler(Scheduler):
    """A scheduler that tells its log what it does, before the lock is given back."""

    def __init__(self, engine: Engine, clock: RecordedClock, record: Callable[..., None]) -> None:
        super().__init__(engine)
        self.listeners = engine.scheduler.listeners
        self.clock = clock
        self.record = record

    def register(
        self, payload: Payload, index_uid: str | None, custom_metadata: str | None, uid: int | None = None, dry_run: bool = False
    ) -> Task:
        task = super().register(payload, index_uid, custom_metadata, uid, dry_run)
        if not dry_run:
            self.record("task", task)
        return task

    def begin(self) -> bool:
        return self.noting("begin", super().begin)

    def finish(self) -> bool:
        return self.noting("finish", super().finish)

    def noting(self, name: str, step: Callable[[], bool]) -> bool:
        self.clock.noted = []
        done = step()
        if done:
            self.record(name, self.clock.noted)
        return done

    def again(self, task: Task) -> None:
        """A logged task goes into the queue as it was."""
        put_task(self.engine.state, task)
        if (
            isinstance(task.payload, TaskCancelation)
            and self.processing is not None
            and self.processing.tasks & bitmap.of(task.payload.tasks)
        ):
            self.abort()


class RecordedOutbound:
    """The way to other servers: what they answered a batch is logged too, and a replay asks nobody."""

    def __init__(self, engine: Engine, clock: RecordedClock, record: Callable[..., None]) -> None:
        self.engine, self.clock, self.record = engine, clock, record
        self.inner = engine.outbound
        self.playing: list[list[Incoming | OSError]] | None = None

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        if self.playing:
            return self.playing.pop(0)
        if not self.engine.scheduler.running:
            return self.inner.exchange(requests)
        noted, self.clock.noted = self.clock.noted, []  # what the clock says to others meanwhile is not the batch's
        found = self.inner.exchange(requests)
        self.clock.noted = noted
        self.record("answers", found)
        return found

    def pause(self, seconds: float) -> None:
        if self.playing is None:
            self.inner.pause(seconds)


class Durable:
    """Parameters: the fake, who answers, the folder. Reads what the folder holds; raises ForeignData, OSError."""

    def __init__(self, fake: MeiliFake, answer: Answer, folder: Path) -> None:
        self.fake, self.inner, self.folder = fake, answer, folder
        self.engine = fake.engine
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = RecordedClock(self.engine.clock)
        self.engine.clock = self.clock
        self.scheduler = RecordedScheduler(self.engine, self.clock, self.append)
        self.engine.scheduler = self.scheduler
        self.outbound = RecordedOutbound(self.engine, self.clock, self.append)
        self.engine.outbound = self.outbound
        self.replaying = True
        number = self.recover()
        self.replaying = False
        self.log = self.start(number + 1)
        self.known = self.tables()
        self.state = self.engine.state

    def __call__(self, request: Request) -> Response:
        response = self.inner(request)
        if request.method != "GET":
            with self.fake.app.lock:
                self.note_changes()
        return response

    def note_changes(self) -> None:
        """Tables that a route changed; a state put in place of the other by a restore."""
        if self.engine.state is not self.state:
            self.log.close()
            self.log = self.start(self.number + 1)
            self.state, self.known = self.engine.state, self.tables()
        elif (now := self.tables()) != self.known:
            self.known = now
            self.append("tables", {name: getattr(self.engine.state, name) for name in TABLES})

    def tables(self) -> bytes:
        return pickled([getattr(self.engine.state, name) for name in TABLES])

    def append(self, name: str, value: Any) -> None:
        if self.replaying:
            return
        raw = pickled((name, value))
        self.log.write(HEAD.pack(len(raw), zlib.crc32(raw)) + raw)
        self.log.flush()

    # Files

    def start(self, number: int) -> Any:
        """A state file of this moment, and an empty log to go with it: both bear the number, so that no other log follows it."""
        whole = self.folder / "state.new"
        whole.write_bytes(pickled((__version__, number, vars(self.engine.state))))
        whole.replace(self.folder / "state")
        self.number = number
        log = (self.folder / "log").open("wb")
        log.write(number.to_bytes(8, "little"))
        log.flush()
        return log

    def recover(self) -> int:
        """The state file and the log that follows it, as far as it is whole. Returns the number of the state, 0 for an empty folder."""
        path = self.folder / "state"
        if not path.exists():
            if any(self.folder.iterdir()):
                raise ForeignData(f"{self.folder} holds something that is not meilifake's")
            return 0
        try:
            version, number, values = pickle.loads(path.read_bytes())
        except Exception as problem:
            raise ForeignData(f"{self.folder} holds no readable data: {problem}") from problem
        if version != __version__:
            raise ForeignData(f"{self.folder} holds the data of meilifake {version}; this is {__version__}")
        state = State()
        for name, value in values.items():
            setattr(state, name, value)
        state._shared = set()
        self.engine.restore(state)
        for name, value in records(self.folder / "log", number):
            self.replay(name, value)
        self.clock.playing = self.outbound.playing = None
        self.scheduler.abort()
        return int(number)

    def replay(self, name: str, value: Any) -> None:
        if name == "task":
            self.scheduler.again(value)
        elif name == "tables":
            for table, content in value.items():
                setattr(self.engine.state, table, content)
        elif name == "answers":
            self.outbound.playing = [*(self.outbound.playing or ()), value]
        else:
            if name == "begin":
                self.outbound.playing = []
            self.clock.playing = iter(value)
            {"begin": self.scheduler.begin, "finish": self.scheduler.finish}[name]()
            self.clock.playing = None

    def close(self) -> None:
        self.log.close()


def records(path: Path, number: int) -> Iterator[tuple[str, Any]]:
    """The records of a log that follows the state of this number; the first broken one ends it: a kill may cut a record short."""
    raw = path.read_bytes() if path.exists() else b""
    if int.from_bytes(raw[:8], "little") != number:
        return
    at = 8
    while at + HEAD.size <= len(raw):
        length, checksum = HEAD.unpack_from(raw, at)
        record = raw[at + HEAD.size : at + HEAD.size + length]
        if len(record) != length or zlib.crc32(record) != checksum:
            return
        name, value = pickle.loads(record)
        yield name, value
        at += HEAD.size + length
