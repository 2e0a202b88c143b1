"""What a change of embedders does to stored documents: vectors that wait in a document go to a new embedder, a user's own come back
from one that goes (guide tasks-documents, 15.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from meilifake.engine.index.change import Change
from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

Embedders = Mapping[str, Mapping[str, Any]]
Rows = list[tuple[int, str, Document]]

REMADE = frozenset(
    ("source", "model", "revision", "pooling", "request", "response", "documentTemplate", "indexingFragments", "indexingEmbedder")
)
"""Fields whose change makes an embedder answer anew for the documents it answers for."""


def changed_documents(engine: Engine, index: Index, new: Embedders) -> tuple[dict[str, dict[int, Any]], Rows]:
    """The vector tables under the new embedders, and the documents that change with them. Nothing is written.

    Raises invalid_vector_dimensions, invalid_vectors_type, vector_embedding_error (unprefixed).
    """
    old = index.settings.embedders
    added = {name: new[name] for name in new if name not in old}
    removed = [name for name in old if name not in new]
    remade = {name: new[name] for name in new if name in old and is_remade(old[name], new[name])}
    if not index.documents or not (added or removed or remade):
        return {name: table for name, table in index.vectors.items() if name in new}, []
    rows = rewritten(index, added, removed)
    tables = vectors(engine, index, added, remade)
    return {name: table for name, table in tables.items() if name in new}, rows


def is_remade(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    fields = {*REMADE, *(("dimensions",) if new["source"] == "openAi" else ("url",))}
    return any(old.get(field) != new.get(field) for field in fields)


def rewritten(index: Index, added: Embedders, removed: list[str]) -> Rows:
    from meilifake.engine.search.vectors.store import ABSENT, written_back

    rows: Rows = []
    for docid in index.documents:
        document = index.documents.get(docid)
        left = dict(document.get("_vectors") or {})
        kept = {name: value for name, value in left.items() if name not in added}
        for name in removed:
            entry = index.vectors.get(name, {}).get(docid, ABSENT)
            if not entry.regenerate:
                kept[name] = written_back(entry, index.settings.embedders[name])
        if kept != left:
            plain = {name: value for name, value in document.items() if name != "_vectors"}
            row = plain | {"_vectors": {name: kept[name] for name in sorted(kept)}} if kept else plain
            rows.append((docid, index.documents.external(docid), row))
    return rows


def vectors(engine: Engine, index: Index, added: Embedders, remade: Embedders) -> dict[str, dict[int, Any]]:
    """A new embedder takes what waits for it in the documents and makes the rest; a changed one makes anew what it had made."""
    from meilifake.engine.search.vectors.indexing import Indexing, parse_vectors
    from meilifake.engine.search.vectors.store import entry

    store = index.documents
    fresh = Indexing(index, added, engine.embedders, store.field_counts)
    for docid in store if added else ():
        document, external = store.get(docid), store.external(docid)
        entries = parse_vectors(external, document) or {}
        waiting = {name: parsed for name, parsed in entries.items() if name in added}
        fresh.change(Change(docid, external, document, fresh=True), waiting, document)
    tables = fresh.finish()
    for name, embedder in remade.items():
        again = Indexing(index, {name: embedder}, engine.embedders, store.field_counts)
        for docid in store:
            if entry(index, name, docid).regenerate:
                document = store.get(docid)
                again.change(Change(docid, store.external(docid), document, fresh=True), None, document)
        tables[name] = again.finish().get(name, {})
    return tables
