"""What webhooks would have been sent, kept instead of sent, unless a sender is given (guide tasks-documents, 18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import Task
from meilifake.wire.jsontext import dumps

HEADERS = {"Content-Encoding": "gzip", "Content-Type": "application/x-ndjson", "Accept-Encoding": "gzip"}


class Delivery(NamedTuple):
    """One call of one webhook: `tasks` are the views of a batch's tasks, by uid; `headers` the server's, then the user's own."""

    webhook: str
    url: str
    headers: dict[str, str]
    tasks: tuple[dict[str, Any], ...]

    @property
    def lines(self) -> bytes:
        """The body before compression: a task a line."""
        return "".join(dumps(task) + "\n" for task in self.tasks).encode()

    @property
    def body(self) -> bytes:
        """The body as it is sent."""
        import gzip

        return gzip.compress(self.lines, mtime=0)


class Deliveries:
    """One call per webhook after each batch, whatever became of its tasks.

    `sent` holds them, oldest first. `sender`, when set, is given each one as well and may really send it; what it raises is its own
    business, as the real server only logs a webhook that fails.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sent: list[Delivery] = []
        self.sender: Callable[[Delivery], None] | None = None
        engine.scheduler.listeners.append(self.finished)

    def finished(self, tasks: Sequence[Task]) -> None:
        state, options = self.engine.state, self.engine.options
        if not state.webhooks and options.webhook_url is None:
            return
        from meilifake.engine.webhooks import every
        from meilifake.views.tasks import task_view

        views = tuple(task_view(task) for task in sorted(tasks, key=lambda task: task.uid))
        for webhook in every(state, options):
            delivery = Delivery(webhook.uuid, webhook.url, {**HEADERS, **webhook.headers}, views)
            self.sent.append(delivery)
            if self.sender is not None:
                self.sender(delivery)
