"""A real server behind the same doors: `pytest --meilifake-real=URL` runs a suite of fixtures against it.

Requests are intercepted as always, and forwarded; the journal, assertions and planned faults are ours, the answers are the server's.
What only a fake can do skips the test, with the reason.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

import pytest

from meilifake.app.index_view import IndexView
from meilifake.app.meant import meant
from meilifake.app.seeds import Seeder, Settings, Source
from meilifake.app.tasks_seen import shown
from meilifake.doors import Doors
from meilifake.errors.messages import index_not_found
from meilifake.fake import MeiliFake
from meilifake.server.upstream import Upstream
from meilifake.testing.belongings import Belongings
from meilifake.transports.waiting import pause
from meilifake.wire import coding
from meilifake.wire.message import Request, Response

PATIENCE = 30.0
"""Seconds to wait for a task."""
POLL = 0.005
MOST_DOCUMENTS = 100_000
FINAL = ("succeeded", "failed", "canceled")
ATTRIBUTES = frozenset({"app", "clock", "dumps", "engine", "failed_tasks", "options", "outbound", "webhooks"})
"""What a fake has of its own from its making on, beside its methods."""


class FailedTask(NamedTuple):
    """A failed task of a real server, as reports tell of it."""

    uid: int
    kind: str
    index_uid: str | None
    error: dict[str, Any]


class RealServer(Doors):
    """Parameters: `url` and `key` of the real server; `own_key`, the master key that the suite believes in, replaced on the way.

    `wait`: an answer that registers a task is held back until the task has ended, as the suite expects of instant tasks.
    """

    def __init__(self, url: str, key: str | None, own_key: str | None = None, *, wait: bool = True) -> None:
        super().__init__(own_key or key, 100_000_000)
        self.upstream = Upstream(url)
        self.key = key
        self.own_key = own_key
        self.wait = wait
        self.failed: dict[int, FailedTask] = {}

    def process(self, request: Request) -> Response:
        response = self.send(request)
        if self.wait and response.status == 202:
            self.finish(json.loads(coding.decode(response.body, dict(response.headers).get("content-encoding", ""))))
        return response

    def send(self, request: Request) -> Response:
        """One exchange on a connection of its own. Raises OSError when there is no server."""
        if not self.key or (self.own_key and request.headers.get("authorization") != f"Bearer {self.own_key}"):
            return self.upstream.send(request)  # a suite with a master key tests rights: what it sends, or leaves out, is its own affair
        return self.upstream.send(request, {**request.headers, "authorization": f"Bearer {self.key}"})

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """JSON from the server, outside of the journal, with its master key. Raises RuntimeError for an error."""
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        content = b"" if body is None else json.dumps(body).encode()
        path, _, query = path.partition("?")
        response = self.upstream.send(Request(method, path, query, {**headers, "content-type": "application/json"}, content))
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {response.body.decode(errors='replace')}")
        return json.loads(response.body) if response.body else None

    def finish(self, summary: Any) -> None:
        """Wait until a task has ended. Raises RuntimeError when it does not."""
        uid = summary.get("taskUid") if isinstance(summary, dict) else None
        for _ in range(int(PATIENCE / POLL) if uid is not None else 0):
            task = self.ask("GET", f"/tasks/{uid}")
            if task["status"] in FINAL:
                if task["status"] == "failed":
                    self.failed[task["uid"]] = FailedTask(task["uid"], task["type"], task["indexUid"], task["error"])
                return
            pause(POLL)
        if uid is not None:
            raise RuntimeError(f"task {uid} of the real server did not end within {PATIENCE:.0f} s")

    def holdings(self) -> list[str]:
        """The indexes on it."""
        return [index["uid"] for index in self.ask("GET", "/indexes?limit=1000")["results"]]

    def reset(self, before: Belongings | None = None) -> None:
        """Delete every index, what else came after `before`, and every finished task."""
        for said in before.restore(self.ask) if before else ():
            self.finish(said)
        for uid in self.holdings():
            self.finish(self.ask("DELETE", f"/indexes/{quote(uid, safe='')}"))
        self.finish(self.ask("DELETE", "/tasks?statuses=succeeded,failed,canceled"))
        self.failed.clear()

    def unobserved(self) -> list[FailedTask]:
        """Failed tasks that no answer showed as failed, oldest first."""
        seen = {uid for exchange in self.requests for uid in shown(exchange)}
        return [task for uid, task in sorted(self.failed.items()) if uid not in seen]

    def index(self, uid: str) -> IndexView:
        """As `MeiliFake.index`."""
        return IndexView(self.journal, self, uid)

    def exists(self, uid: str) -> bool:
        """Whether there is such an index."""
        return uid in self.holdings()

    def documents(self, uid: str) -> list[dict[str, Any]]:
        """Everything that an index holds. Raises index_not_found."""
        if not self.exists(uid):
            raise index_not_found(uid)
        found: list[dict[str, Any]] = self.ask("GET", f"/indexes/{quote(uid, safe='')}/documents?limit={MOST_DOCUMENTS}")["results"]
        return found

    def load(self, source: Source, index: str | None = None, settings: Settings = None, primary_key: str | None = None) -> None:
        """As `MeiliFake.load`."""
        __tracebackhide__ = True
        seeder = Seeder(self.process, self.own_key or self.key, self.drain)
        try:
            seeder.load(source, index, settings, primary_key)
        finally:
            for uid in seeder.tasks:
                self.failed.pop(uid, None)

    def drain(self) -> int:
        """Wait until nothing is enqueued or processing."""
        for task in self.ask("GET", "/tasks?statuses=enqueued,processing&limit=1000")["results"]:
            self.finish({"taskUid": task["uid"]})
        return 0

    def __getattr__(self, name: str) -> NoReturn:
        __tracebackhide__ = True
        if name.startswith("_") or not (hasattr(MeiliFake, name) or name in ATTRIBUTES):
            raise AttributeError(f"meili_fake has no {name!r}{meant(name, dir(MeiliFake))}")
        pytest.skip(f"meili_fake.{name} is something that only a fake can do, and this run is on a real server")
