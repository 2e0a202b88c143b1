"""The poll guard: with tasks processed by hand, a loop that waits for one would never end. It fails at once, and says what to do."""

from __future__ import annotations

from meilifake.app.journal import Exchange
from meilifake.wire.message import Request, Response

LIMIT = 10
"""Polls of one task, with nothing processed in between, that are taken for a loop."""


class EndlessPoll(Exception):
    """A test waits for a task that only the test itself can process."""

    def __init__(self, uid: int, times: int) -> None:
        super().__init__(
            f"task {uid} was polled {times} times, and nothing will ever process it: the fake was made with tasks='manual'.\n"
            "Call meili_fake.step() or meili_fake.drain() before waiting, or make the fake with tasks='instant'."
        )


class PollGuard:
    """Counts polls that show nothing but waiting tasks. Parameter: `limit`, polls that are still patience; None turns it off."""

    def __init__(self, limit: int | None = LIMIT) -> None:
        self.limit = limit
        self.counts: dict[str, int] = {}

    def watch(self, request: Request, response: Response, stuck: int) -> None:
        """`stuck`: the tasks that the test itself keeps from running, as a set of ids: they may be waited for. Raises EndlessPoll."""
        __tracebackhide__ = True
        if request.method != "GET" or request.path.partition("/tasks")[0] or self.limit is None:
            self.counts.clear()
            return
        waiting = enqueued(request, response, stuck)
        if not waiting:
            return
        poll = f"{request.path}?{request.query}"
        self.counts[poll] = times = self.counts.get(poll, 0) + 1
        if times > self.limit:
            self.counts.clear()
            raise EndlessPoll(waiting[0], times)

    def progress(self) -> None:
        """Something was processed."""
        self.counts.clear()


def enqueued(request: Request, response: Response, stuck: int) -> list[int]:
    """The tasks that the answer shows as waiting, alone or in a list, but for the stuck ones."""
    answer = Exchange(0, request, response).answer if response.status == 200 else None
    shown = answer.get("results", [answer]) if isinstance(answer, dict) else []
    return [one["uid"] for one in shown if one.get("status") == "enqueued" and not stuck >> one["uid"] & 1]
