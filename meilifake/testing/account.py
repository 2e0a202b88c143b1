"""What a failed test's report tells of its servers: the last requests, and the tasks that did not succeed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from meilifake.app.journal import Exchange, searches_of

if TYPE_CHECKING:
    from meilifake.doors import Doors
    from meilifake.engine.tasks.model import Task

SHOWN = 10
"""Requests and tasks of each server, the newest."""


def account(servers: list[Doors]) -> str:
    """Empty when nothing was asked."""
    return "\n".join(line for server in servers for line in lines_of(server))


def lines_of(server: Doors) -> Iterator[str]:
    requests = server.requests
    if not requests:
        return
    more = f", the last {SHOWN}" if len(requests) > SHOWN else ""
    yield f"{len(requests)} request{'s' if len(requests) > 1 else ''}{more}:"
    yield from (f"  {told(exchange)}" for exchange in requests[-SHOWN:])
    engine = vars(server).get("engine")
    if engine is None:  # a real server's tasks are its own affair
        return
    open_ends = [task for task in engine.state.tasks.values() if task.status != "succeeded"]
    if open_ends:
        yield "tasks that did not succeed:"
        yield from (f"  {outcome(task)}" for task in open_ends[-SHOWN:])


def told(exchange: Exchange) -> str:
    """The line of the journal; of a search, with what it asked for; of a refusal, with the server's words."""
    asked = ["(" + ", ".join(f"{name}={value!r}" for name, value in search.params.items()) + ")" for search in searches_of(exchange)]
    refused = exchange.answer if exchange.status >= 400 else None
    words = [str(refused["message"]).partition("\n")[0]] if isinstance(refused, dict) and "message" in refused else []
    return " ".join([repr(exchange), *asked, *words])


def outcome(task: Task) -> str:
    where = f" on {task.index_uid!r}" if task.index_uid else ""
    error = f": {task.error['message']} ({task.error['code']})" if task.error else ""
    return f"task {task.uid}, {task.kind}{where}: {task.status}{error}"
