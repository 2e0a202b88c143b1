"""The thread of `tasks="background"`: tasks finish soon after the answer, as on the real server."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger("meilifake")
PAUSE = 0.0003
"""Seconds between two halves of a batch: other threads get a turn, and may see it processing."""


class Worker:
    """Ticks while there is work, then sleeps until woken. The thread starts at the first waking and is a daemon.

    Parameters: `tick`, does half a batch under the app's lock; False when nothing is enqueued. `task_time`, seconds that a batch shows as
    processing, for clients that are to see a task unfinished.
    """

    def __init__(self, tick: Callable[[], bool], task_time: float = 0.0) -> None:
        self.tick = tick
        self.pause = max(PAUSE, task_time)
        self.wanted = threading.Event()
        self.closed = False
        self.busy = False
        self.thread: threading.Thread | None = None

    def wake(self) -> None:
        self.busy = True
        self.wanted.set()
        if self.thread is None and not self.closed:
            self.thread = threading.Thread(target=self.run, name="meilifake-tasks", daemon=True)
            self.thread.start()

    def breathe(self) -> None:
        """Called by who may be polling: a loop of requests without a pause would keep the interpreter from the thread for long."""
        if self.busy:
            time.sleep(PAUSE / 3)

    def run(self) -> None:
        while not self.closed:
            self.wanted.wait()
            self.wanted.clear()
            try:
                while not self.closed and self.tick():
                    self.busy = True
                    time.sleep(self.pause)
                self.busy = self.wanted.is_set()
            except Exception:
                log.exception("the task thread met an unexpected failure")

    def close(self) -> None:
        """Lets the batch in progress end. Safe to call twice."""
        self.closed = True
        self.wanted.set()
        if self.thread is not None and self.thread is not threading.current_thread():
            self.thread.join(5)
