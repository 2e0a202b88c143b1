"""Which batch comes next."""

from __future__ import annotations

from collections.abc import Callable

from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import (
    DocumentImport,
    DumpCreation,
    Export,
    IndexCompaction,
    IndexCreation,
    IndexSwap,
    Payload,
    SettingsUpdate,
    SnapshotCreation,
    TaskCancelation,
    TaskDeletion,
)
from meilifake.engine.tasks.plan import Plan, next_plan


def plans(engine: Engine) -> list[tuple[str, tuple[int, ...]]]:
    """What would run, batch after batch, if every batch took its tasks away."""
    found = []
    while (plan := next_plan(engine.state, engine.options)) is not None:
        found.append((plan.operation, plan.uids))
        for uid in plan.uids:
            engine.state.task_sets["status", "enqueued"] &= ~(1 << uid)
        if not engine.state.task_sets["status", "enqueued"]:
            del engine.state.task_sets["status", "enqueued"]
    return found


def only(engine: Engine) -> Plan:
    plan = next_plan(engine.state, engine.options)
    assert plan is not None
    return plan


def imports(size: int, number: int, engine: Engine) -> None:
    for _ in range(number):
        engine.enqueue(DocumentImport("replace", ({"id": 1},), size=size), "a")


def test_nothing_enqueued_is_no_plan(engine: Engine) -> None:
    assert next_plan(engine.state, engine.options) is None


def test_priorities(engine: Engine) -> None:
    queue: list[tuple[Payload, str | None]] = [
        (IndexCreation(), "a"),
        (DumpCreation(), None),
        (SnapshotCreation(), None),
        (DumpCreation(), None),
        (SnapshotCreation(), None),
        (Export("", None, None, {}), None),
        (IndexCompaction(), "a"),
        (IndexCompaction(), "b"),
        (TaskDeletion("", ()), None),
        (TaskDeletion("", ()), None),
        (TaskCancelation("", ()), None),
        (TaskCancelation("", ()), None),
    ]
    for payload, uid in queue:
        engine.enqueue(payload, uid)
    assert plans(engine) == [
        ("taskCancelation", (11,)),
        ("taskCancelation", (10,)),
        ("taskDeletion", (8, 9)),
        ("indexCompaction", (6,)),
        ("indexCompaction", (7,)),
        ("export", (5,)),
        ("snapshotCreation", (2, 4)),
        ("dumpCreation", (1,)),
        ("dumpCreation", (3,)),
        ("index creation", (0,)),
    ]


def test_indexes_take_turns_by_their_oldest_task(engine: Engine) -> None:
    for uid in ("a", "b", "a", "b", "a"):
        engine.enqueue(SettingsUpdate({}), uid)
    assert only(engine).reason == "batched all enqueued tasks for index `a`"
    assert plans(engine) == [("settings", (0, 2, 4)), ("settings", (1, 3))]


def test_all_tasks_of_the_instance(engine: Engine) -> None:
    imports(0, 2, engine)
    assert only(engine) == Plan("documents", (0, 1), "batched all enqueued tasks", "a", must_create=True)


def test_a_swap_of_nothing_runs_alone(engine: Engine) -> None:
    engine.enqueue(IndexSwap(()))
    imports(0, 1, engine)
    assert plans(engine) == [("index swap", (0,)), ("documents", (1,))]


def test_the_limit_on_tasks(make_engine: Callable[..., Engine]) -> None:
    engine = make_engine(max_batched_tasks=2)
    imports(0, 3, engine)
    assert only(engine).reason == "batched up to configured batch limit of 2 tasks"
    assert plans(engine) == [("documents", (0, 1)), ("documents", (2,))]


def test_a_limit_of_no_tasks_stops_the_ordinary_ones(make_engine: Callable[..., Engine]) -> None:
    engine = make_engine(max_batched_tasks=0)
    imports(0, 1, engine)
    engine.enqueue(SnapshotCreation())
    assert plans(engine) == [("snapshotCreation", (1,))]


def test_the_limit_on_bytes_counts_the_first_task_left_out(make_engine: Callable[..., Engine]) -> None:
    engine = make_engine(batch_size_limit=100)
    imports(55, 3, engine)
    assert only(engine).reason == "batched up to configured batch size limit of 100B with a total of 110B"
    assert only(engine).uids == (0,)
