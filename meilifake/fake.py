"""MeiliFake: one isolated server, and every door to it."""

from __future__ import annotations

from meilifake.app.dispatch import App
from meilifake.engine.clock import Clock, Ids, system_clock
from meilifake.engine.engine import Engine
from meilifake.options import Options
from meilifake.transports.httpx_transport import FakeTransport


class MeiliFake:
    """A fresh, isolated Meilisearch server in memory.

    Parameters: `master_key`, as the real server's; `clock`, a callable giving an aware datetime; `tasks`: `instant` (a task is
    finished before anyone can poll it), `manual` (see `step` and `drain`) or `background` (a thread); `seed` makes the uuids it
    invents reproducible.
    """

    def __init__(
        self, master_key: str | None = None, clock: Clock | None = None, tasks: str = "instant", *, seed: int | None = None
    ) -> None:
        self.options = Options(master_key=master_key, tasks=tasks, seed=seed)
        self.engine = Engine(self.options, clock or system_clock, Ids(seed))
        self.app = App(self.engine)
        self.transport = FakeTransport(self.app)

    def step(self) -> bool:
        """Process one batch (`tasks="manual"`). False when nothing is enqueued."""
        with self.app.lock:
            return self.engine.tick()

    def drain(self) -> int:
        """Process every batch; returns how many there were."""
        count = 0
        while self.step():
            count += 1
        return count
