"""The facade of the state machine: what routes may ask of it. No HTTP, no wall clock, no global random."""

from __future__ import annotations

from datetime import datetime

from meilifake.engine.clock import Clock, Ids
from meilifake.engine.index.index import Index
from meilifake.engine.scheduler import Scheduler
from meilifake.engine.state import State
from meilifake.engine.tasks.model import Payload, Task
from meilifake.options import Options


class Engine:
    """One server's state and the machine that moves it.

    Parameters: `options`, the frozen launch options; `clock`, a callable giving an aware datetime; `ids`, the source of uuids.
    """

    def __init__(self, options: Options, clock: Clock, ids: Ids) -> None:
        self.options = options
        self.clock = clock
        self.ids = ids
        self.state = State()
        self.scheduler = Scheduler(self)

    def now(self) -> datetime:
        return self.clock()

    def index(self, uid: str) -> Index:
        """An index, for reading. Raises index_not_found."""
        return self.state.index(uid)

    def enqueue(self, payload: Payload, index_uid: str | None = None, *, custom_metadata: str | None = None) -> Task:
        """Register a task; it runs at the scheduler's next tick."""
        return self.scheduler.register(payload, index_uid, custom_metadata)

    def tick(self) -> bool:
        """Run one batch. False when nothing is enqueued."""
        return self.scheduler.tick()
