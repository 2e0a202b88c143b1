"""Writing a batch of document changes: everything that may refuse it is asked first, then all is put in place at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from meilifake.engine.engine import Engine
from meilifake.engine.index import miscount, registry
from meilifake.engine.index.change import Change
from meilifake.engine.index.documents import Document
from meilifake.engine.index.fields import FieldsMap
from meilifake.engine.index.geo_check import coordinates
from meilifake.engine.index.geojson_check import check_geojson, geojson_enabled
from meilifake.engine.index.index import Index
from meilifake.engine.index.key_order import KeyOrder
from meilifake.engine.index.points import geo_enabled
from meilifake.engine.index.unfound import after_documents
from meilifake.engine.search.vectors.indexing import Indexing, parse_vectors
from meilifake.engine.search.vectors.parsed import Parsed
from meilifake.engine.search.vectors.store import Tables, stored
from meilifake.errors.base import MeiliError

Entries = dict[str, Parsed]


class DocumentBatch:
    """The changes of one batch on one index. `write` raises (unprefixed) and changes nothing, or changes everything.

    Parameters: `fields`, the field map that the index will have; every top-level name of the changes is in it. `broken`: the
    server's words for a value that it could not read, if there is one.
    """

    def __init__(self, engine: Engine, index: Index, changes: Sequence[Change], fields: FieldsMap, broken: str | None = None) -> None:
        self.engine = engine
        self.index = index
        self.fields = fields
        self.broken = broken
        self.changes = changes
        self.kept = [change for change in changes if change.fields is not None]
        self.gone = [change.docid for change in changes if change.fields is None]
        self.entries: list[Entries | None] = []
        self.documents: list[Document] = []

    def write(self) -> None:
        self.assemble()
        self.check_values()
        tables = self.vectors()
        self.commit(tables)

    def assemble(self) -> None:
        """The documents as they will be stored: merged, with only those vectors that no embedder takes, keys in field order."""
        store, embedders = self.index.documents, self.index.settings.embedders
        order = KeyOrder(self.fields)
        for change in self.kept:
            assert change.fields is not None
            entries = parse_vectors(change.external, change.fields) if "_vectors" in change.fields else None
            document = change.merged(store)
            if entries is not None:
                before = change.stored(store)
                held = {} if change.scratch or before is None else before.get("_vectors") or {}
                document = with_leftovers(document, held, entries, embedders)
            self.entries.append(entries)
            self.documents.append(order.arrange(document))

    def check_values(self) -> None:
        """Coordinates, then the values that the server could not read once it looked into them."""
        if geo_enabled(self.index):
            for change, document in zip(self.kept, self.documents, strict=True):
                if "_geo" in document:
                    coordinates(change.external, document["_geo"])
        if self.broken is not None:
            raise MeiliError("internal", self.broken)

    def check_shapes(self) -> None:
        """`_geojson`, only where it is filterable and has changed."""
        if not geojson_enabled(self.index.settings):
            return
        for change, document in zip(self.kept, self.documents, strict=True):
            before = change.stored(self.index.documents) or {}
            if "_geojson" in document and ("_geojson" not in before or before["_geojson"] != document["_geojson"]):
                check_geojson(document["_geojson"])

    def vectors(self) -> Tables:
        index, embedders = self.index, self.index.settings.embedders
        if not embedders:
            self.check_shapes()
            return index.vectors
        indexing = Indexing(index, embedders, self.engine.embedders, self.distribution, index.fragments)
        for change, entries, document in zip(self.kept, self.entries, self.documents, strict=True):
            indexing.change(change, entries, document)
        tables = indexing.finish(self.gone)
        self.check_shapes()
        return tables

    def distribution(self) -> Mapping[str, int]:
        """The field distribution that the index will have."""
        store = self.index.documents
        counts = Counter(store.field_counts())
        for change in self.kept:
            counts.subtract(list(change.stored(store) or ()))
        for docid in self.gone:
            counts.subtract(list(store.get(docid)))
        for document in self.documents:
            counts.update(list(document))
        return counts

    def commit(self, tables: Tables) -> None:
        index, store = self.index, self.index.documents
        had = miscount.before_changes(index, self.changes) if index.miscounted.counts else {}
        store.unregistered = registry.after_changes(index, self.changes, self.fields)
        store.put_many([(change.docid, change.external, document) for change, document in zip(self.kept, self.documents, strict=True)])
        store.remove_many(self.gone)
        store.touched([change.docid for change in self.kept] + self.gone)
        index.fields, index.vectors = self.fields, tables
        if had:
            index.miscounted = miscount.after_changes(index, had)
        index.settle_searched()
        if index.unfound:
            index.unfound = after_documents(index)
        index.updated_at = self.engine.now()


def with_leftovers(document: Document, held: Mapping[str, object], entries: Entries, embedders: Mapping[str, object]) -> Document:
    """The document with the `_vectors` that stay in it: those of embedders that are not configured, by name."""
    left = dict(held) | {name: stored(parsed) for name, parsed in entries.items()}
    left = {name: left[name] for name in sorted(left) if name not in embedders}
    kept = {name: value for name, value in document.items() if name != "_vectors"}
    if left:
        kept["_vectors"] = left
    return kept
