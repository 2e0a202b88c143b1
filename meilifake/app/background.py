"""The thread of `tasks="background"`: tasks finish soon after the answer, as on the real server."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger("meilifake")


class Worker:
    """Ticks while there is work, then sleeps until woken. The thread starts at the first waking and is a daemon.

    Parameter: `tick`, processes one batch under the app's lock; False when nothing is enqueued.
    """

    def __init__(self, tick: Callable[[], bool]) -> None:
        self.tick = tick
        self.wanted = threading.Event()
        self.closed = False
        self.thread: threading.Thread | None = None

    def wake(self) -> None:
        self.wanted.set()
        if self.thread is None and not self.closed:
            self.thread = threading.Thread(target=self.run, name="meilifake-tasks", daemon=True)
            self.thread.start()

    def run(self) -> None:
        while not self.closed:
            self.wanted.wait()
            self.wanted.clear()
            try:
                while not self.closed and self.tick():
                    pass
            except Exception:
                log.exception("the task thread met an unexpected failure")

    def close(self) -> None:
        """Lets the batch in progress end. Safe to call twice."""
        self.closed = True
        self.wanted.set()
        if self.thread is not None and self.thread is not threading.current_thread():
            self.thread.join(5)
