"""The queue's machine: register a task; take the next batch; run its operation; finish its tasks.

A tick is `begin` and `finish`. Between them the batch is only in memory, and shows as processing: the background mode lets requests in
there. Nothing here knows what an operation does (`operations.registry`), or which tasks go together (`tasks.plan`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from meilifake.engine import bitmap
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.operations.registry import OPERATIONS, runner
from meilifake.engine.tasks import details
from meilifake.engine.tasks.cleanup import overflow
from meilifake.engine.tasks.merging import merged, reloaded, stats
from meilifake.engine.tasks.model import Batch, Payload, Task, TaskCancelation
from meilifake.engine.tasks.plan import Plan, next_plan
from meilifake.engine.tasks.processing import Processing, index_uids, span
from meilifake.engine.tasks.queue import finish_task, next_batch_uid, next_task_uid, put_batch, put_task
from meilifake.engine.tasks.registration import checked
from meilifake.errors.base import Broken, MeiliError, Unsupported
from meilifake.errors.crash import Crash

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine
    from meilifake.engine.interference import Interference

log = logging.getLogger("meilifake")


class Scheduler:
    """Parameter: the engine whose state it moves. `listeners` are called with the finished tasks of each batch, in processing order."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.processing: Processing | None = None
        self.running = False
        """An operation is at work. Requests get in while one waits for another server, and then find this set: one batch at a time."""
        self.listeners: list[Callable[[Sequence[Task]], None]] = []
        self.interference: Interference | None = None
        """What a test plans for tasks."""

    def register(
        self, payload: Payload, index_uid: str | None, custom_metadata: str | None, uid: int | None = None, dry_run: bool = False
    ) -> Task:
        """Enqueue a task. `uid`: wished for by a replication header; `dry_run`: only say what would be.

        Raises bad_request (a uid already passed), invalid_swap_duplicate_index_found.
        """
        state = self.engine.state
        uid, payload = checked(payload, uid, next_task_uid(state))
        shown = details.enqueued(payload, index_uid)
        task = Task(uid, index_uid, payload, self.engine.now(), details=shown, custom_metadata=custom_metadata)
        if dry_run:
            return task
        put_task(state, task)
        if self.interference is not None:
            self.interference.registered(state, task)
        if isinstance(payload, TaskCancelation) and self.processing is not None and self.processing.tasks & bitmap.of(payload.tasks):
            self.abort()
        return task

    def abort(self) -> None:
        """Put the tasks of the running batch back into the queue. Its uid was never taken; an index created for it stays."""
        self.processing = None

    def tick(self) -> bool:
        """Run one batch. False when nothing can run."""
        return self.begin() and self.finish()

    def begin(self) -> bool:
        """Choose the next batch, and let it show as processing. An index that it may create is created now, whatever comes of it."""
        if self.running:
            return False
        state = self.engine.state
        self.processing = None
        if not self.engine.options.replication_parameters:
            too_many = overflow(state)
            if too_many is not None:
                self.register(too_many, None, None)
        plan = next_plan(state, self.engine.options)
        if plan is None:
            return False
        tasks = [state.tasks[uid] for uid in plan.uids]
        uid = next_batch_uid(state) if plan.batch_uid is None else plan.batch_uid
        self.processing = Processing(plan, tasks, uid, self.engine.now())
        if plan.must_create and plan.index_uid not in state.indexes and OPERATIONS[plan.operation].on_index:
            from meilifake.engine.index.index import Index

            assert plan.index_uid is not None
            state.indexes[plan.index_uid] = Index(self.engine.now())
        return True

    def finish(self) -> bool:
        """Run the batch that has begun. False when it was aborted meanwhile, or is running already."""
        processing = self.processing
        if processing is None or self.running:
            return False
        state, plan = self.engine.state, processing.plan
        tasks = [state.tasks[uid] for uid in plan.uids]
        self.running = True
        try:
            outcomes = self.run(plan, tasks)
            done = [ended(state.tasks[task.uid], outcome) for task, outcome in zip(tasks, outcomes, strict=True)]
            for task, outcome in zip(tasks, outcomes, strict=True):
                done = [canceled(state.tasks[uid], task.uid) for uid in outcome.canceled] + done
        except Exception as error:
            if self.processing is processing:
                view = failure(plan, error)
                done = [failed(state.tasks[uid], view) for uid in sorted(plan.uids)]
        finally:
            self.running = False
        if self.processing is not processing:
            return True  # aborted while it waited for another server: its tasks are in the queue again
        self.write(processing, done)
        return True

    def run(self, plan: Plan, tasks: Sequence[Task]) -> list[Outcome]:
        index_uid = plan.index_uid or ""
        if OPERATIONS[plan.operation].on_index:
            self.engine.state.index(index_uid)
        operate = runner(plan.operation)
        if self.interference is not None:
            return self.interference.run(tasks, lambda left: operate(self.engine, index_uid, left))
        return operate(self.engine, index_uid, tasks)

    def write(self, begun: Processing, done: Sequence[Task]) -> None:
        """The tasks and their batch go into the queue."""
        state, now = self.engine.state, self.engine.now()
        stamped = [task._replace(batch_uid=begun.uid, started_at=begun.started_at, finished_at=now) for task in done]
        for task in stamped:
            finish_task(state, task)
        finished = Batch(
            begun.uid,
            begun.started_at,
            begun.plan.reason,
            details=reloaded(merged([task.details for task in stamped])),
            stats=stats(stamped),
            finished_at=now,
            task_uids=tuple(sorted([task.uid for task in stamped])),
            index_uids=index_uids([*begun.begun, *stamped]),
            enqueued_at=span(stamped),
        )
        put_batch(state, finished, {task.status for task in stamped}, {task.kind for task in stamped})
        self.processing = None
        for listener in self.listeners:
            listener(stamped)


def ended(task: Task, outcome: Outcome) -> Task:
    """The task after its operation, which settles its details even if the task alone failed."""
    settled = {**task.details, **outcome.details} if task.details is not None else None
    if outcome.error is not None:
        return task._replace(status="failed", details=settled, error=outcome.error.view())
    return task._replace(status="succeeded", details=settled, error=None)


def failed(task: Task, view: Mapping[str, Any]) -> Task:
    return task._replace(status="failed", details=details.failed(task), error=view)


def canceled(task: Task, by: int) -> Task:
    return task._replace(status="canceled", details=details.failed(task), canceled_by=by)


def failure(plan: Plan, error: Exception) -> Mapping[str, Any]:
    """The error object of every task of a batch that failed as a whole."""
    if isinstance(error, (MeiliError, Unsupported)):
        return error.view()
    if isinstance(error, Broken):
        return Crash(str(error)).view()
    log.exception("the operation %r crashed on tasks %s", plan.operation, list(plan.uids), exc_info=error)
    return MeiliError("internal", f"An unexpected crash occurred when processing the task: {type(error).__name__}: {error}").view()
