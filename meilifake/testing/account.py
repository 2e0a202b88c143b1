"""What a failed test's report tells of its servers: the last requests, the tasks that did not succeed, and the plans that are in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from meilifake.app.expectations import told as asked_for
from meilifake.app.journal import Exchange, searches_of

if TYPE_CHECKING:
    from meilifake.doors import Doors
    from meilifake.engine.tasks.model import Task

SHOWN = 10
"""Lines of requests, and tasks, of each server: the newest."""


def account(servers: list[Doors]) -> str:
    """Empty when nothing was asked."""
    return "\n".join(line for server in servers for line in lines_of(server))


def lines_of(server: Doors) -> Iterator[str]:
    requests = server.requests
    if requests:
        lines = list(folded(requests))
        more = ", the newest" if len(lines) > SHOWN else ""
        yield f"{len(requests)} request{'s' if len(requests) > 1 else ''}{more}:"
        yield from lines[-SHOWN:]
    if server.faults.active:
        yield "planned failures:"
        yield from (f"  {fault!r}" for fault in reversed(server.faults.active))
    engine = vars(server).get("engine")
    if engine is None:  # a real server's tasks are its own affair
        return
    open_ends = [task for task in engine.state.tasks.values() if task.status != "succeeded"]
    if open_ends:
        yield "tasks that did not succeed:"
        yield from (f"  {outcome(task)}" for task in open_ends[-SHOWN:])
        if engine.options.tasks == "manual" and any(task.status == "enqueued" for task in open_ends):
            yield "  (tasks='manual': step() or drain() processes what is enqueued)"
    if engine.scheduler.interference is not None and engine.scheduler.interference.wishes:
        yield "plans that found no task:"
        yield from (f"  {wish!r}" for wish in engine.scheduler.interference.wishes)


def folded(exchanges: list[Exchange]) -> Iterator[str]:
    """A line each; of the same request and answer again and again, one line for all."""
    for _, alike in groupby(exchanges, lambda one: (one.method, one.path, one.request.query, one.request.body, one.response.body)):
        first, *others = alike
        yield f"  {told(first)}{f' (and {len(others)} times again)' if others else ''}"


def told(exchange: Exchange) -> str:
    """The line of the journal; of a search, with what it asked for; of a refusal, with the server's words."""
    asked = [f"({params})" for search in searches_of(exchange) if (params := asked_for(search))]
    refused = exchange.answer if exchange.status >= 400 else None
    words = [str(refused["message"]).partition("\n")[0]] if isinstance(refused, dict) and "message" in refused else []
    return " ".join([repr(exchange), *asked, *words])


def outcome(task: Task) -> str:
    where = f" on {task.index_uid!r}" if task.index_uid else ""
    error = f": {task.error['message']} ({task.error['code']})" if task.error else ""
    return f"task {task.uid}, {task.kind}{where}: {task.status}{error}"
