"""Batches that only delete documents, and batches that delete them all (guide tasks-documents, 7.3 and 7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.engine import Engine
from meilifake.engine.index.change import Change
from meilifake.engine.index.miscount import NONE
from meilifake.engine.operations.document_batch import DocumentBatch
from meilifake.engine.operations.documents_write import deletable
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.tasks.model import DocumentClear, DocumentDeletion, DocumentDeletionByFilter, Task
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import BAD_KEY


def run_deletions(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Deletions by id and by filter. Each task counts the documents that no earlier task of the batch deletes.

    A filter that cannot be evaluated fails its task alone, with a prefixed error. Raises internal, for the whole batch, if an id is empty.
    """
    index = engine.state.writable(index_uid)
    store, doomed, outcomes = index.documents, 0, []
    for task in tasks:
        before, error = doomed.bit_count(), None
        if isinstance(task.payload, DocumentDeletion):
            if "" in task.payload.ids:
                raise MeiliError("internal", BAD_KEY)
            for external in task.payload.ids:
                docid = store.docid(external)
                doomed |= 0 if docid is None else 1 << docid
        elif isinstance(task.payload, DocumentDeletionByFilter):
            try:
                doomed |= deletable(engine, index, task.payload.filter)
            except MeiliError as refusal:
                error = refusal.prefixed(f"Index `{index_uid}`: ")
        outcomes.append(Outcome({"deletedDocuments": doomed.bit_count() - before}, error))
    if doomed:
        docids = [docid for docid in store if doomed >> docid & 1]
        changes = [Change(docid, store.external(docid), None) for docid in docids]
        DocumentBatch(engine, index, changes, index.fields).write()
    return outcomes


def run_clear(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Forget every document; field names, settings and primary key stay. Imports and deletions of the batch are absorbed unread."""
    index = engine.state.writable(index_uid)
    count = len(index.documents)
    index.documents.clear()
    index.vectors = {name: {} for name in index.vectors}
    index.unfound, index.miscounted = {}, NONE
    index.updated_at = engine.now()
    outcomes = []
    for task in tasks:
        if isinstance(task.payload, DocumentClear):
            outcomes.append(Outcome({"deletedDocuments": count}))
            count = 0
        else:
            outcomes.append(Outcome())
    return outcomes
