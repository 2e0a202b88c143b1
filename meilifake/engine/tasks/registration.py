"""What is checked before a task enters the queue (guide tasks-documents, 2)."""

from __future__ import annotations

from meilifake.engine.tasks.model import IndexSwap, Payload, TaskCancelation, TaskDeletion
from meilifake.errors.base import MeiliError


def checked(payload: Payload, wished: int | None, expected: int) -> tuple[int, Payload]:
    """The uid of the new task and its payload as registered.

    Raises bad_request for a wished uid below the expected one, invalid_swap_duplicate_index_found.
    """
    if wished is not None and wished < expected:
        raise MeiliError("bad_request", f"Received bad task id: {wished} should be >= to {expected}.")
    uid = expected if wished is None else wished
    if isinstance(payload, IndexSwap):
        check_swaps(payload)
    elif isinstance(payload, (TaskCancelation, TaskDeletion)):
        return uid, payload._replace(tasks=tuple(task for task in payload.tasks if task < uid))
    return uid, payload


def check_swaps(payload: IndexSwap) -> None:
    """No index twice, over all pairs."""
    seen: set[str] = set()
    twice: set[str] = set()
    for swap in payload.swaps:
        for uid in swap.indexes:
            (twice if uid in seen else seen).add(uid)
    if twice:
        names = ", ".join(f"`{uid}`" for uid in sorted(twice))
        verb = "was" if len(twice) == 1 else "were"
        words = f"Indexes must be declared only once during a swap. {names} {verb} specified several times."
        raise MeiliError("invalid_swap_duplicate_index_found", words)
