"""A batch of document imports and deletions on one index, applied as one (guide tasks-documents, 7.3 and 11).

A problem of one payload fails its task alone, and nothing of that payload is used. A problem met later fails the whole batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.engine import Engine
from meilifake.engine.index.change import Change
from meilifake.engine.index.index import Index
from meilifake.engine.index.merge import DELETION, EXISTS, MISSING, REPLACE, UNKNOWN, Operation, fold, version
from meilifake.engine.index.primary_key import already_set, external_id, infer, no_candidate
from meilifake.engine.operations.document_batch import DocumentBatch
from meilifake.engine.operations.first_import import first_import
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.search.document_filter import matching
from meilifake.engine.tasks.model import DocumentDeletion, DocumentDeletionByFilter, DocumentImport, Task
from meilifake.errors.base import MeiliError

MOST_FIELDS = 65_536
MOST_DOCUMENTS = 2**32
FIRST = -(2**64)
Operations = dict[str, list[Operation]]


def run_document_operations(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Imports, deletions by id and deletions by filter, in task order.

    Raises the batch's MeiliError, prefixed with the index, and then has changed nothing.
    """
    index = engine.state.writable(index_uid)

    def run() -> list[Outcome]:
        batch = Batch(engine, index, tasks)
        batch.read_all()
        if any(outcome.error is None for outcome in batch.outcomes):
            DocumentBatch(engine, index, batch.changes(), batch.fields, batch.broken).write()
            index.primary_key = batch.primary_key
        return batch.outcomes

    try:
        return first_import(engine, index, tasks, run)
    except MeiliError as error:
        raise error.prefixed(f"Index `{index_uid}`: ") from None


def too_many_fields() -> MeiliError:
    return MeiliError("max_fields_limit_exceeded", "A document cannot contain more than 65,535 fields.")


class Batch:
    """The reading half: what the tasks ask of each document, and what is said of each task."""

    def __init__(self, engine: Engine, index: Index, tasks: Sequence[Task]) -> None:
        self.engine = engine
        self.index = index
        self.tasks = tasks
        self.fields = index.fields.clone()
        self.operations: Operations = {}
        self.outcomes: list[Outcome] = []
        imports = [task.payload for task in tasks if isinstance(task.payload, DocumentImport)]
        self.asked_key = imports[0].primary_key if imports else None
        self.primary_key = self.asked_key if index.primary_key is None else index.primary_key
        self.matched: dict[int, int] = {}
        self.broken: str | None = None

    def read_all(self) -> None:
        self.evaluate_filters()
        remaining = list(self.tasks)
        if self.index.primary_key is not None and self.asked_key not in (None, self.index.primary_key):
            remaining = self.refuse_all(already_set(self.index.primary_key))
        elif self.primary_key is None:
            remaining = self.find_primary_key()
        if remaining and self.primary_key is not None and "." not in self.primary_key:
            self.fields.insert(self.primary_key)
        for task in remaining:
            self.outcomes.append(self.read(task))
        if len(self.fields) > MOST_FIELDS:
            raise too_many_fields()

    def evaluate_filters(self) -> None:
        """Deletions by filter see the documents as they were before the batch. A bad filter fails the batch."""
        for task in self.tasks:
            if isinstance(task.payload, DocumentDeletionByFilter):
                self.matched[task.uid] = deletable(self.engine, self.index, task.payload.filter)

    def refuse_all(self, error: MeiliError) -> list[Task]:
        """Another primary key than the index's: every import fails, empty ones excepted, and no deletion happens."""
        for task in self.tasks:
            self.outcomes.append(nothing(task, error if has_documents(task) else None))
        return []

    def find_primary_key(self) -> list[Task]:
        """Walk to the first import that settles the key; what comes before it does nothing. Returns the tasks from there on."""
        for at, task in enumerate(self.tasks):
            error = None
            if isinstance(task.payload, DocumentImport):
                try:
                    self.primary_key = self.guess(task.payload.documents)
                    return list(self.tasks[at:])
                except MeiliError as refusal:
                    error = refusal if has_documents(task) else None
            self.outcomes.append(nothing(task, error))
        return []

    def guess(self, documents: Sequence[dict[str, Any]]) -> str:
        if not documents:
            raise no_candidate()
        # The server registers the names that it looks at, even if they settle nothing.
        for name in documents[0]:
            self.fields.insert(name)
        return infer(documents[0])

    def read(self, task: Task) -> Outcome:
        payload = task.payload
        if isinstance(payload, DocumentImport):
            # The server goes through a batch by memory address, and maps each payload below those before it.
            return self.read_import(payload, -task.uid * MOST_DOCUMENTS)
        if isinstance(payload, DocumentDeletion):
            distinct = dict.fromkeys(payload.ids)
            self.join((id_, [DELETION]) for id_ in distinct)
            return Outcome({"deletedDocuments": len(distinct)})
        matched = self.matched[task.uid]
        self.join((self.index.documents.external(docid), [DELETION]) for docid in bitmap.each(matched))
        return Outcome({"deletedDocuments": matched.bit_count()})

    def read_import(self, payload: DocumentImport, first: int) -> Outcome:
        """`first`: the place of its first document."""
        operations: Operations = {}
        names: dict[str, None] = {}
        shapes: set[tuple[str, ...]] = set()
        key = self.primary_key
        assert key is not None
        try:
            for place, document in enumerate(payload.documents, first):
                shape = tuple(document)
                if shape not in shapes:
                    shapes.add(shape)
                    names.update(dict.fromkeys(shape))
                    if len(names) > MOST_FIELDS:
                        raise too_many_fields()
                operation = Operation(payload.method, document, payload.skip_creation, place)
                operations.setdefault(external_id(key, document), []).append(operation)
        except MeiliError as error:
            return Outcome({"indexedDocuments": 0}, error)
        for name in names:
            self.fields.insert(name)
        self.join(operations.items())
        if payload.broken is not None:
            self.broken = payload.broken[1]
        return Outcome({"indexedDocuments": len(operations)})

    def join(self, operations: Iterable[tuple[str, list[Operation]]]) -> None:
        """Append one task's operations to those of the tasks before it."""
        for external, more in operations:
            known = self.operations.get(external)
            self.operations[external] = more if known is None else fold(known + more, UNKNOWN)

    def changes(self) -> list[Change]:
        """One change a document, in the order in which the server goes through them: that of the first payload text that counts."""
        placed = list(resolve(self.index, self.operations))
        placed.sort(key=itemgetter(0))
        return [change for _, change in placed]


def resolve(index: Index, operations: Operations) -> Iterator[tuple[int, Change]]:
    """Changes with their places. An unknown document takes an internal id even if nothing comes of it."""
    store = index.documents
    free = store.free_ids()
    for external, asked in operations.items():
        known = store.docid(external)
        docid = next(free) if known is None else known
        first = asked[0]
        if len(asked) == 1 and first.document is not None and not (first.skip and known is None):
            # Nearly every document of nearly every batch: nothing to reduce.
            yield first.place, Change(docid, external, first.document, first.kind == REPLACE, known is None)
            continue
        kept = fold(asked, MISSING if known is None else EXISTS)
        made = version(kept) if kept else None
        if made is not None:
            place = next(operation.place for operation in kept if operation.document is not None)
            yield place, Change(docid, external, made.fields, made.scratch, known is None)
        elif kept and known is not None:
            yield FIRST, Change(docid, external, None)


def deletable(engine: Engine, index: Index, expression: Any) -> int:
    """The documents that a deletion by filter selects, as a bitmap. Raises invalid_document_filter."""
    return matching(index, expression, engine.state.features, index.documents.bits, writing=True)


def has_documents(task: Task) -> bool:
    return isinstance(task.payload, DocumentImport) and bool(task.payload.documents)


def nothing(task: Task, error: MeiliError | None) -> Outcome:
    name = "indexedDocuments" if isinstance(task.payload, DocumentImport) else "deletedDocuments"
    return Outcome({name: 0}, error)
