"""What a change of embedders does to stored documents: vectors that wait in a document go to a new embedder, a user's own come back
from one that goes (guide tasks-documents, 15.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from meilifake.engine.embedders.templates import has_fragments, indexing, indexing_fragments
from meilifake.engine.index.change import Change
from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.fragments import changed, numbered

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

Embedders = Mapping[str, Mapping[str, Any]]
Rows = list[tuple[int, str, Document]]

REMADE = frozenset(("source", "model", "revision", "pooling", "request", "response", "documentTemplate"))
"""Fields whose change makes an embedder answer anew for the documents it answers for."""


class Changed(NamedTuple):
    """What comes of new embedders: the vector tables, where fragments are kept, and the documents that change."""

    tables: dict[str, dict[int, Any]]
    fragments: dict[str, Any]
    rows: Rows


def changed_documents(engine: Engine, index: Index, new: Embedders) -> Changed:
    """Nothing is written.

    Raises invalid_vector_dimensions, invalid_vectors_type, vector_embedding_error (unprefixed).
    """
    old = index.settings.embedders
    added = {name: new[name] for name in new if name not in old}
    removed = [name for name in old if name not in new]
    remade = {name: new[name] for name in new if name in old and is_remade(old[name], new[name])}
    altered = {name: new[name] for name in new if name in old and name not in remade and altered_fragments(old[name], new[name])}
    fragments = kept_in(index, new, {*added, *remade}, altered)
    if not index.documents or not (added or removed or remade or altered):
        return Changed({name: table for name, table in index.vectors.items() if name in new}, fragments, [])
    rows = rewritten(index, added, removed)
    tables = vectors(engine, index, added, remade, fragments)
    for name in altered:
        tables[name] = with_fragments(engine, index, name, new[name], fragments)
    return Changed({name: table for name, table in tables.items() if name in new}, fragments, rows)


def is_remade(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether all that an embedder has made is to be made anew: also where fragments come in place of a template, or go."""
    before, now = indexing(old), indexing(new)
    fields = {*REMADE, *(("dimensions",) if now["source"] == "openAi" else ("url",))}
    other = old["source"] != new["source"] or has_fragments(old) != has_fragments(new)
    return other or any(before.get(field) != now.get(field) for field in fields)


def altered_fragments(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return indexing_fragments(old) != indexing_fragments(new)


def kept_in(index: Index, new: Embedders, fresh: Collection[str], altered: Embedders) -> dict[str, Any]:
    """Where each embedder keeps the vectors of its fragments. Raises Crash."""
    places = {}
    for name, embedder in new.items():
        names = indexing_fragments(embedder).keys()
        if name in fresh or name not in index.fragments:
            places[name] = numbered(names)
        elif name in altered:
            before = indexing_fragments(index.settings.embedders[name]).keys()
            places[name] = changed(index.fragments[name], before - names, names - before)
        else:
            places[name] = index.fragments[name]
    return places


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


def vectors(engine: Engine, index: Index, added: Embedders, remade: Embedders, fragments: Mapping[str, Any]) -> dict[str, dict[int, Any]]:
    """A new embedder takes what waits for it in the documents and makes the rest; a changed one makes anew what it had made."""
    from meilifake.engine.search.vectors.indexing import Indexing, parse_vectors
    from meilifake.engine.search.vectors.store import entry

    store = index.documents
    fresh = Indexing(index, added, engine.embedders, store.field_counts, fragments)
    for docid in store if added else ():
        document, external = store.get(docid), store.external(docid)
        entries = parse_vectors(external, document) or {}
        waiting = {name: parsed for name, parsed in entries.items() if name in added}
        fresh.change(Change(docid, external, document, fresh=True), waiting, document)
    tables = fresh.finish()
    for name, embedder in remade.items():
        again = Indexing(index, {name: embedder}, engine.embedders, store.field_counts, fragments)
        for docid in store:
            if entry(index, name, docid).regenerate:
                document = store.get(docid)
                again.change(Change(docid, store.external(docid), document, fresh=True), None, document)
        tables[name] = again.finish().get(name, {})
    return tables


def with_fragments(engine: Engine, index: Index, name: str, embedder: Mapping[str, Any], fragments: Mapping[str, Any]) -> dict[int, Any]:
    """The vectors of an embedder some of whose fragments go, come or change: only these are made anew, unless they came with a document."""
    from meilifake.engine.search.vectors.indexing import Indexing, Request
    from meilifake.engine.search.vectors.store import entry, without_stores

    store, before = index.documents, index.settings.embedders[name]
    kept = {one.store for one in fragments[name]}
    gone = [one.store for one in index.fragments[name] if one.store not in kept or one.name not in indexing_fragments(embedder)]
    new, old = indexing_fragments(embedder), indexing_fragments(before)
    again = Indexing(index, {name: embedder}, engine.embedders, store.field_counts, fragments)
    for docid in store:
        known = without_stores(entry(index, name, docid), gone)
        if known.regenerate:
            document, external = store.get(docid), store.external(docid)
            anew = None if known.provided else differing(old, new, document)
            again.requests[name].append(Request(docid, external, document, {} if known.provided else known.placed, anew))
        elif docid in index.vectors.get(name, {}):
            again.updates[name][docid] = known
    return again.finish().get(name, {})


def differing(old: Mapping[str, Any], new: Mapping[str, Any], document: Document) -> set[str]:
    """The fragments that say something else of the document than they did."""
    from meilifake.engine.search.vectors.prompt import rendered

    before, now = rendered(old, document), rendered(new, document)
    return {name for name in new if before.get(name) != now.get(name)}
