"""The operations of a batch on one document, reduced to what will be done to it (guide tasks-documents, 11.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

REPLACE, UPDATE, DELETE = "replace", "update", "delete"
EXISTS, MISSING, UNKNOWN = "exists", "missing", "unknown"


class Operation(NamedTuple):
    """`skip`: does nothing where the document certainly does not exist (`skipCreation`); `place` orders the work of a batch."""

    kind: str
    document: dict[str, Any] | None = None
    skip: bool = False
    place: int = 0


DELETION = Operation(DELETE)


class Version(NamedTuple):
    """`fields` is what the batch says of the document; `scratch`: the stored document, if any, is forgotten first."""

    fields: dict[str, Any]
    scratch: bool


def fold(operations: Iterable[Operation], existence: str) -> list[Operation]:
    """The operations that count, in order: a replacement or a deletion cancels what came before it.

    `existence` is what is known of the stored document. The server folds with `UNKNOWN` first, each time a task's operations join
    those of earlier tasks, and once more when it has looked the document up: a skipping replacement then forgets that an earlier
    import would have created the document.
    """
    kept: list[Operation] = []
    for operation in operations:
        now = existence if not kept else MISSING if kept[-1].kind == DELETE else EXISTS
        if operation.skip and now == MISSING:
            continue
        if operation.kind != UPDATE:
            kept.clear()
        kept.append(operation)
    return kept


def version(operations: list[Operation]) -> Version | None:
    """The document that folded operations make, or None when the last one deletes it."""
    last = operations[-1]
    if last.kind == DELETE:
        return None
    assert last.document is not None
    if len(operations) == 1:
        return Version(last.document, last.kind == REPLACE)
    # Folding leaves at most one replacement or deletion, at the start.
    fields: dict[str, Any] = {}
    for operation in operations:
        if operation.document is not None:
            fields.update(operation.document)
    return Version(fields, operations[0].kind != UPDATE)
