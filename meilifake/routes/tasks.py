"""The task queue over HTTP: lists, single tasks, cancelation, deletion (guide http-surface, 19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from meilifake.app.call import Call
from meilifake.engine.features import require
from meilifake.engine.tasks.model import KINDS, STATUSES, DocumentImport, Payload, Task, TaskCancelation, TaskDeletion
from meilifake.engine.tasks.query import Allows, Query, Span
from meilifake.engine.tasks.size import human_size
from meilifake.engine.tasks.task_query import list_tasks
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import index_uid_message, is_index_uid, task_not_found
from meilifake.routes.enqueue import enqueued
from meilifake.views.page import fetched, uid_page_view
from meilifake.views.tasks import task_view
from meilifake.wire.jsontext import dumps
from meilifake.wire.message import Reply
from meilifake.wire.query import (
    DIGITS,
    U32,
    Param,
    boolean,
    date_after,
    date_before,
    positive_integer_u32,
    star_or,
    star_or_list,
)
from meilifake.wire.route import Route


def one_of(names: tuple[str, ...], noun: str, plural: str) -> Callable[[str], str]:
    """A parser of names in any case."""
    known = {name.lower(): name for name in names}

    def parse(raw: str) -> str:
        if raw.lower() in known:
            return known[raw.lower()]
        available = ", ".join(f"`{name}`" for name in names)
        raise ValueError(f"`{raw}` is not a valid task {noun}. Available {plural} are {available}.")

    return parse


def index_uid(raw: str) -> str:
    if not is_index_uid(raw):
        raise ValueError(index_uid_message(raw))
    return raw


FILTERS = (
    Param("canceledBy", star_or_list(positive_integer_u32), code="invalid_task_canceled_by"),
    Param("types", star_or_list(one_of(KINDS, "type", "types")), code="invalid_task_types"),
    Param("statuses", star_or_list(one_of(STATUSES, "status", "statuses")), code="invalid_task_statuses"),
    Param("indexUids", star_or_list(index_uid), code="invalid_index_uid"),
    Param("afterEnqueuedAt", star_or(date_after), code="invalid_task_after_enqueued_at"),
    Param("beforeEnqueuedAt", star_or(date_before), code="invalid_task_before_enqueued_at"),
    Param("afterStartedAt", star_or(date_after), code="invalid_task_after_started_at"),
    Param("beforeStartedAt", star_or(date_before), code="invalid_task_before_started_at"),
    Param("afterFinishedAt", star_or(date_after), code="invalid_task_after_finished_at"),
    Param("beforeFinishedAt", star_or(date_before), code="invalid_task_before_finished_at"),
)
BATCH_UIDS = Param("batchUids", star_or_list(positive_integer_u32), code="invalid_batch_uids")
UIDS = Param("uids", star_or_list(positive_integer_u32), code="invalid_task_uids")
LIST = (
    Param("limit", positive_integer_u32, 20, "invalid_task_limit"),
    Param("from", positive_integer_u32, code="invalid_task_from"),
    Param("reverse", boolean, False, "invalid_task_reverse"),
    BATCH_UIDS,
    UIDS,
    *FILTERS,
)
CHOICE = (UIDS, BATCH_UIDS, *FILTERS)


def query_of(values: Mapping[str, Any], limit: int | None = None) -> Query:
    """The engine's query of a parsed query string."""

    def many(name: str) -> Any:
        return None if values[name] is None else tuple(values[name])

    def span(clock: str) -> Span:
        after: datetime | None = values[f"after{clock}At"]
        return Span(after, values[f"before{clock}At"])

    return Query(
        limit=limit,
        start=values.get("from"),
        reverse=values.get("reverse", False),
        batch_uids=many("batchUids"),
        uids=many("uids"),
        canceled_by=many("canceledBy"),
        types=many("types"),
        statuses=many("statuses"),
        index_uids=many("indexUids"),
        enqueued=span("Enqueued"),
        started=span("Started"),
        finished=span("Finished"),
    )


def scope(call: Call) -> Allows | None:
    """The caller's indexes, None when all are."""
    return None if call.access.allows_all() else call.access.allows


def shown(call: Call, uid: int) -> Task:
    """The task as it is at this moment, processing or not."""
    task, processing = call.engine.state.tasks[uid], call.engine.scheduler.processing
    return task if processing is None else processing.overlaid(task)


def get_tasks(call: Call) -> Reply:
    fetch = fetched(call.query["limit"])
    page = list_tasks(call.engine.state, query_of(call.query, fetch), call.engine.scheduler.processing, scope(call))
    return Reply(uid_page_view(page.uids, page.total, fetch, lambda uid: task_view(shown(call, uid))))


def found(call: Call) -> Task:
    """The task of the path, if the caller may see it. Raises invalid_task_uids, task_not_found."""
    raw = call.path["task_id"]
    if DIGITS.fullmatch(raw) is None or int(raw) > U32:
        raise MeiliError("invalid_task_uids", f"Task uid `{raw}` is invalid. It should only contain numeric characters.")
    uid = int(raw)
    if uid not in call.engine.state.tasks:
        raise task_not_found(uid)
    allows = scope(call)
    if allows is not None and not list_tasks(call.engine.state, Query(uids=(uid,)), None, allows).uids:
        raise task_not_found(uid)
    return shown(call, uid)


def get_task(call: Call) -> Reply:
    return Reply(task_view(found(call)))


def get_task_documents(call: Call) -> Reply:
    """The stored payload of an import that has not ended. Raises feature_not_enabled, task_file_not_found."""
    require(call.engine.state.features, "getTaskDocumentsRoute", "Getting the documents of an enqueued task")
    task = found(call)
    if not isinstance(task.payload, DocumentImport) or task.status not in ("enqueued", "processing"):
        words = "Only `documentAdditionOrUpdate` tasks with the statuses `enqueued` or `processing` contain documents"
        raise MeiliError("task_file_not_found", f"Task `{task.uid}` does not contain any documents. {words}")
    lines = task.payload.lines
    return Reply(raw="".join(map(dumps, task.payload.documents)).encode() if lines is None else lines, content_type="application/x-ndjson")


def chosen(call: Call, verb: str) -> tuple[str, tuple[int, ...]]:
    """The query as the details show it, and the tasks that it matches now. Raises missing_task_filters."""
    if not parse_qsl(call.request.query, keep_blank_values=True):
        names = (
            "`uids`, `indexUids`, `statuses`, `types`, `canceledBy`, `beforeEnqueuedAt`, `afterEnqueuedAt`, `beforeStartedAt`, "
            "`afterStartedAt`, `beforeFinishedAt`, `afterFinishedAt`"
        )
        words = f"Query parameters to filter the tasks to {verb} are missing. Available query parameters are: {names}."
        raise MeiliError("missing_task_filters", words)
    matched = list_tasks(call.engine.state, query_of(call.query), call.engine.scheduler.processing, scope(call))
    return f"?{call.request.query}", tuple(reversed(matched.uids))


def cancel_tasks(call: Call) -> Reply:
    payload: Payload = TaskCancelation(*chosen(call, "cancel"))
    return enqueued(call, payload, status=200)


def delete_tasks(call: Call) -> Reply:
    payload: Payload = TaskDeletion(*chosen(call, "delete"))
    return enqueued(call, payload, status=200)


def compact_tasks(call: Call) -> Reply:
    """The server then asks to be restarted. Raises feature_not_enabled."""
    require(call.engine.state.features, "taskQueueCompactionRoute", "Using the /tasks/compact route")
    size = human_size(PAGE * (1 + len(call.engine.state.tasks)))
    call.engine.state.must_restart = True
    return Reply({"preSize": size, "postSize": size, "status": "succeeded", "actionRequired": "you must restart your instance"})


PAGE = 4096

ROUTES = (
    Route("GET", "/tasks", "tasks.get", get_tasks, query=LIST),
    Route("DELETE", "/tasks", "tasks.delete", delete_tasks, query=CHOICE),
    Route("POST", "/tasks/cancel", "tasks.cancel", cancel_tasks, query=CHOICE),
    Route("POST", "/tasks/compact", "tasks.compact", compact_tasks),
    Route("GET", "/tasks/{task_id}", "tasks.get", get_task),
    Route("GET", "/tasks/{task_id}/documents", "tasks.get", get_task_documents),
)
