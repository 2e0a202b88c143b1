"""Editing documents by a function (guide tasks-documents, 12): each matching document goes through the script and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.engine import Engine
from meilifake.engine.index.change import Change
from meilifake.engine.index.fields import FieldsMap
from meilifake.engine.index.index import Index
from meilifake.engine.index.primary_key import external_id
from meilifake.engine.operations.document_batch import DocumentBatch
from meilifake.engine.operations.outcome import Outcome
from meilifake.engine.rhai.compile import Script, compile_script, run_script
from meilifake.engine.rhai.values import from_json, to_json
from meilifake.engine.search.document_filter import matching
from meilifake.engine.tasks.model import DocumentEdition, Task
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps


def run_edition(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """One task, which counts the documents that it looked at as both edited and deleted, whatever became of them."""
    (task,) = tasks
    edition = task.payload
    assert isinstance(edition, DocumentEdition)
    index = engine.state.writable(index_uid)
    try:
        bits = index.documents.bits
        chosen = bits if edition.filter is None else matching(index, edition.filter, engine.state.features, bits, writing=True)
        if chosen:
            edit(engine, index, edition, chosen)
    except MeiliError as error:
        raise error.prefixed(f"Index `{index_uid}`: ") from None
    count = chosen.bit_count()
    return [Outcome({"editedDocuments": count, "deletedDocuments": count})]


def edit(engine: Engine, index: Index, edition: DocumentEdition, chosen: int) -> None:
    compiled, fields = compile_script(edition.function), index.fields.clone()
    context = None if edition.context is None else from_json(dict(edition.context))
    changes = []
    for docid in bitmap.each(chosen):
        change = edited(index, compiled, context, docid, fields)
        if change is not None:
            changes.append(change)
    DocumentBatch(engine, index, changes, fields).write()


def edited(index: Index, compiled: Script, context: dict[str, Any] | None, docid: int, fields: FieldsMap) -> Change | None:
    """What the script makes of a document; None when it leaves it as it is. New field names are registered in alphabetical order."""
    document, external = index.documents.get(docid), index.documents.external(docid)
    result = run_script(compiled, from_json(document), context)
    if result is None:
        return Change(docid, external, None)
    if type(result) is not dict:
        raise MeiliError("edit_documents_by_function_error", "Document editions must keep documents as objects")
    new = to_json(result)
    if same(document, new):
        return None
    for name in new:
        fields.insert(name)
    assert index.primary_key is not None
    if external_id(index.primary_key, new) != external:
        raise MeiliError("edit_documents_by_function_error", "Document editions cannot modify a document's primary key")
    return Change(docid, external, new)


def same(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Equal as JSON: `1` and `1.0` are not."""
    return old == new and dumps(from_json(old)) == dumps(new)
