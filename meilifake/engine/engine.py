"""The facade of the state machine: what routes may ask of it. No HTTP, no wall clock, no global random."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from meilifake.engine.clock import Clock, Ids
from meilifake.engine.features import AT_START
from meilifake.engine.keys import create_defaults
from meilifake.engine.outbound import NOWHERE, Outbound
from meilifake.engine.scheduler import Scheduler
from meilifake.engine.state import State
from meilifake.engine.tasks.model import Payload, Task
from meilifake.options import Options

if TYPE_CHECKING:
    from meilifake.engine.chat_model import Model
    from meilifake.engine.index.index import Index
    from meilifake.engine.search.vectors.embedders import Embedders


class Engine:
    """One server's state and the machine that moves it.

    Parameters: `options`, the frozen launch options; `clock`, a callable giving an aware datetime; `ids`, the source of uuids.
    `outbound` is the way to other servers. `dump_writer`, when set, writes the file of a dump: it is given the engine, the dump's uid and
    its task.
    """

    def __init__(self, options: Options, clock: Clock, ids: Ids) -> None:
        self.options = options
        self.clock = clock
        self.ids = ids
        self.state = State()
        self.state.features = AT_START | dict.fromkeys(options.features, True)
        create_defaults(self.state, clock(), ids)
        self.embedders: Embedders = {}
        """The user's own, by name."""
        self.model: Model | None = None
        """The language model behind conversations; None: out of reach."""
        self.scheduler = Scheduler(self)
        self.outbound: Outbound = NOWHERE
        self.dump_writer: Callable[[Engine, str, Task], None] | None = None

    def now(self) -> datetime:
        return self.clock()

    def index(self, uid: str) -> Index:
        """An index, for reading. Raises index_not_found."""
        return self.state.index(uid)

    def enqueue(
        self,
        payload: Payload,
        index_uid: str | None = None,
        *,
        custom_metadata: str | None = None,
        uid: int | None = None,
        dry_run: bool = False,
    ) -> Task:
        """Register a task; it runs at the scheduler's next tick.

        `uid`, `dry_run`: from the replication headers. Raises bad_request, invalid_swap_duplicate_index_found.
        """
        return self.scheduler.register(payload, index_uid, custom_metadata, uid, dry_run)

    def tick(self) -> bool:
        """Run one batch. False when nothing is enqueued."""
        return self.scheduler.tick()

    def advance(self) -> bool:
        """Half a tick: let a batch begin and show as processing, or finish the one that has begun. False when nothing is enqueued."""
        return self.scheduler.finish() if self.scheduler.processing is not None else self.scheduler.begin()

    def snapshot(self) -> State:
        """The whole state as it is now: cheap, since tables hold immutable values and indexes are copied when next written."""
        return self.state.snapshot()

    def restore(self, snapshot: State) -> None:
        """Go back to a snapshot, which stays good. A batch that was running is forgotten."""
        self.state = snapshot.snapshot()
        self.scheduler.abort()
