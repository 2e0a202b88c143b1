"""Exchanging the names of indexes, in the present and in the history of tasks (guide tasks-documents, 9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meilifake.engine import bitmap
from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.state import State
from meilifake.engine.tasks.association import renamed
from meilifake.engine.tasks.model import IndexSwap, Swap, Task
from meilifake.engine.tasks.queue import put_task
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import index_not_found

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


def run_swap(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """All pairs or none. Raises index_not_found, index_already_exists (a rename onto an existing index)."""
    payload = tasks[0].payload
    assert isinstance(payload, IndexSwap)
    check(engine.state, payload.swaps)
    for swap in payload.swaps:
        exchange(engine.state, tasks[0].uid, *swap.indexes)
    return [DONE]


def check(state: State, swaps: Sequence[Swap]) -> None:
    lost: set[str] = set()
    taken: set[tuple[str, str]] = set()
    for swap in swaps:
        left, right = swap.indexes
        if left not in state.indexes:
            lost.add(left)
        if swap.rename and right in state.indexes:
            taken.add((left, right))
        elif not swap.rename and right not in state.indexes:
            lost.add(right)
    if len(lost) == 1:
        raise index_not_found(lost.pop())
    if lost:
        raise MeiliError("index_not_found", f"Indexes {quoted(sorted(lost))} not found.")
    if taken:
        raise MeiliError("index_already_exists", taken_words(sorted(taken)))


def taken_words(taken: Sequence[tuple[str, str]]) -> str:
    if len(taken) == 1:
        left, right = taken[0]
        return (
            f"Cannot rename `{left}` to `{right}` as the index already exists. "
            f"Hint: You can remove `{right}` first and then do your remove."
        )
    return (
        "The following indexes are being renamed but cannot because their new name conflicts with an already existing index: "
        f"{quoted([right for _, right in taken])}. Renaming doesn't overwrite the other index name."
    )


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def exchange(state: State, task_uid: int, left: str, right: str) -> None:
    """Exchange two names, of which the second may be free, also in every task older than `task_uid`, finished or not."""
    sets = state.task_sets
    older = (sets.get(("index", left), 0) | sets.get(("index", right), 0)) & bitmap.full(task_uid)
    for uid in bitmap.each(older):
        put_task(state, renamed(state.tasks[uid], left, right))
    indexes = state.indexes
    first, second = indexes.pop(left), indexes.pop(right, None)
    indexes[right] = first
    if second is not None:
        indexes[left] = second
