"""Swaps and renames: the indexes, and the names in the history."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.engine import Engine
from meilifake.engine.tasks.model import IndexCreation, IndexDeletion, IndexSwap, IndexUpdate, Swap


@pytest.fixture
def engine() -> Engine:
    """Indexes a (primary key `ka`) and b (`kb`)."""
    engine = MeiliFake(tasks="manual").engine
    for uid in ("a", "b"):
        engine.enqueue(IndexCreation("k" + uid), uid)
        engine.tick()
    return engine


def swap(engine: Engine, *swaps: Swap) -> Any:
    task = engine.enqueue(IndexSwap(swaps))
    while engine.tick():
        pass
    return engine.state.tasks[task.uid]


def keys(engine: Engine) -> dict[str, str | None]:
    return {uid: index.primary_key for uid, index in sorted(engine.state.indexes.items())}


def test_a_swap_exchanges_names_here_and_in_older_tasks(engine: Engine) -> None:
    updated = engine.state.index("a").updated_at
    later = engine.enqueue(IndexSwap((Swap(("a", "b")),)))
    newer = engine.enqueue(IndexDeletion(), "zzz")
    engine.enqueue(IndexDeletion(), "a")
    while engine.tick():
        pass
    assert keys(engine) == {"b": "ka"}, "the deletion of `a` hit what was `b`"
    assert engine.state.index("b").updated_at == updated
    assert [task.index_uid for task in engine.state.tasks.values()] == ["b", "a", None, "zzz", "a"]
    assert engine.state.task_sets["index", "b"] == 0b101
    assert engine.state.tasks[later.uid].details == {"swaps": [{"indexes": ["a", "b"], "rename": False}]}
    assert engine.state.tasks[newer.uid].status == "failed"


def test_a_rename_rewrites_older_swaps(engine: Engine) -> None:
    first = swap(engine, Swap(("a", "b")))
    second = swap(engine, Swap(("b", "n"), rename=True))
    assert second.status == "succeeded"
    assert keys(engine) == {"a": "kb", "n": "ka"}
    assert engine.state.tasks[first.uid].details == {"swaps": [{"indexes": ["a", "n"], "rename": False}]}
    assert engine.state.tasks[0].index_uid == "n"


@pytest.mark.parametrize(
    ("swaps", "code", "message"),
    [
        ([Swap(("x", "a"))], "index_not_found", "Index `x` not found."),
        ([Swap(("a", "x"))], "index_not_found", "Index `x` not found."),
        ([Swap(("y", "x"))], "index_not_found", "Indexes `x`, `y` not found."),
        (
            [Swap(("a", "b"), rename=True)],
            "index_already_exists",
            "Cannot rename `a` to `b` as the index already exists. Hint: You can remove `b` first and then do your remove.",
        ),
        ([Swap(("x", "b"), rename=True)], "index_not_found", "Index `x` not found."),
    ],
)
def test_refusals_change_nothing(engine: Engine, swaps: list[Swap], code: str, message: str) -> None:
    task = swap(engine, *swaps)
    assert (task.status, task.error["code"], task.error["message"]) == ("failed", code, message)
    assert keys(engine) == {"a": "ka", "b": "kb"}


def test_several_names_that_are_taken(engine: Engine) -> None:
    for uid in ("c", "d"):
        engine.enqueue(IndexCreation(), uid)
    task = swap(engine, Swap(("c", "b"), rename=True), Swap(("d", "a"), rename=True))
    assert task.error["message"] == (
        "The following indexes are being renamed but cannot because their new name conflicts with an already existing index: `b`, `a`. "
        "Renaming doesn't overwrite the other index name."
    )


def test_a_swap_of_nothing_succeeds(engine: Engine) -> None:
    assert swap(engine).status == "succeeded"


def test_a_rename_in_the_history_follows_both_its_names(engine: Engine) -> None:
    engine.enqueue(IndexUpdate(None, "c"), "a")
    swap(engine, Swap(("b", "c")))
    task = engine.state.tasks[2]
    assert task.index_uid == "a"
    assert task.payload == IndexUpdate(None, "b")
    assert task.details == {"primaryKey": None, "oldIndexUid": "a", "newIndexUid": "c"}, "the server leaves these details alone"
