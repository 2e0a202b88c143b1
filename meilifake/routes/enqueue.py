"""From a request to a task in the queue and its summarized answer: what every writing route ends with."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.tasks.model import Payload
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.views.tasks import summary
from meilifake.wire.message import Reply, Request
from meilifake.wire.query import DIGITS, U32


def enqueued(call: Call, payload: Payload, index_uid: str | None = None, *, status: int = 202, replicated: bool = True) -> Reply:
    """Register the task and answer with its summary; a `customMetadata` parameter of the route's table goes with it.

    `replicated`: whether the route knows the replication headers; newer ones of the server do not. Raises what `Engine.enqueue` raises,
    and bad_request for a bad replication header.
    """
    if call.engine.state.must_restart:
        raise Unsupported("a write after the compaction of the task queue (the real server never answers)")
    heeded = replicated and call.engine.options.replication_parameters
    uid, dry_run = replication(call.request) if heeded else (None, False)
    metadata = call.query.get("customMetadata")
    task = call.engine.enqueue(payload, index_uid, custom_metadata=metadata, uid=uid, dry_run=dry_run)
    return Reply(summary(task), status)


def replication(request: Request) -> tuple[int | None, bool]:
    """The `TaskId` and `DryRun` headers, read only with the replication launch option (guide http-surface, 1.3)."""
    raw = readable(request, "TaskId")
    return (None if raw is None else task_id(raw)), (readable(request, "DryRun") or "").lower() == "true"


def readable(request: Request, name: str) -> str | None:
    raw = request.headers.get(name.lower())
    if raw is not None and not raw.isascii():
        raise MeiliError("bad_request", f"{name} is not a valid utf-8 string: failed to convert header to a str")
    return raw


def task_id(raw: str) -> int:
    if DIGITS.fullmatch(raw):
        if int(raw) <= U32:
            return int(raw)
        problem = "number too large to fit in target type"
    else:
        problem = "invalid digit found in string" if raw else "cannot parse integer from empty string"
    raise MeiliError("bad_request", f"Could not parse the TaskId as a u32: {problem}")
