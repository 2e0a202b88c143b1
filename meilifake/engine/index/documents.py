"""The documents of one index: internal ids, external ids, and a log of what changed for the structures derived from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from meilifake.engine import bitmap
from meilifake.engine.index.walk import add_names_inside
from meilifake.errors.messages import bad_key

Document = dict[str, Any]

COORDINATES = dict.fromkeys(("_geo.lat", "_geo.lng"))
"""Names that get ids with the `_geo` of a document, whatever it holds."""


class DocumentStore:
    """Documents by internal id. A stored document is never mutated: it is replaced.

    Keys of a stored document stand in field-id order, so a read need not sort them.
    """

    __slots__ = ("_documents", "_external", "_ids", "_log", "_shapes", "bits", "past_names", "unregistered", "written")

    def __init__(self) -> None:
        self._documents: dict[int, Document] = {}
        self._external: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        self._log: list[Collection[int]] = []
        self._shapes: dict[tuple[str, ...], int] = {}
        self.bits = 0
        """The set of all internal ids in use (see `engine.bitmap`)."""
        self.written: tuple[int, bytes | None] | None = None
        """The documents as `engine.index.shelf` compares them, and the version at which they were."""
        self.unregistered: frozenset[str] = frozenset()
        """Nested field names without ids (see `engine.index.registry`)."""
        self.past_names: dict[str, None] = {}
        """Nested field names of documents that were replaced or removed: their ids are never taken back."""

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[int]:
        """Internal ids, ascending."""
        return bitmap.each(self.bits)

    def rows(self) -> dict[int, Document]:
        """All of them by internal id, in no particular order."""
        return self._documents

    def get(self, docid: int) -> Document:
        return self._documents[docid]

    def external(self, docid: int) -> str:
        return self._external[docid]

    def docid(self, external: str) -> int | None:
        """None for an unknown one. Raises internal for an empty one, which the server's database does not even look for."""
        docid = self._ids.get(external)
        if docid is None and not external:
            raise bad_key()
        return docid

    def free_ids(self) -> Iterator[int]:
        """Unused internal ids, smallest first: holes left by deletions, then the ids above all others."""
        top = self.bits.bit_length()
        yield from bitmap.each(bitmap.full(top) & ~self.bits)
        while True:
            yield top
            top += 1

    def put(self, docid: int, external: str, document: Document) -> None:
        """Store or replace. The caller reports the touched ids with `touched()` when its batch is done."""
        self.put_many([(docid, external, document)])

    def put_many(self, rows: Collection[tuple[int, str, Document]]) -> None:
        """`put` for a batch: the set of ids is updated once."""
        documents, shapes = self._documents, self._shapes
        for docid, external, document in rows:
            replaced = documents.get(docid)
            if replaced is None:
                self._ids[external] = docid
                self._external[docid] = external
            else:
                self._forget(replaced)
            shape = tuple(document)
            shapes[shape] = shapes.get(shape, 0) + 1
            documents[docid] = document
        self.bits |= bitmap.of([row[0] for row in rows])

    def remove(self, docid: int) -> None:
        self.remove_many([docid])

    def remove_many(self, docids: Collection[int]) -> None:
        """Remove documents that exist."""
        for docid in docids:
            self._forget(self._documents.pop(docid))
            del self._ids[self._external.pop(docid)]
        self.bits &= ~bitmap.of(docids)

    def clear(self) -> None:
        gone = list(self._documents)
        for document in self._documents.values():
            self._forget(document)
        self._documents, self._external, self._ids, self._shapes, self.bits = {}, {}, {}, {}, 0
        self.touched(gone)

    def _forget(self, document: Document) -> None:
        if "_geo" in document:
            self.past_names.update(COORDINATES)
        add_names_inside(self.past_names, document)
        shape = tuple(document)
        left = self._shapes[shape] - 1
        if left:
            self._shapes[shape] = left
        else:
            del self._shapes[shape]

    def field_counts(self) -> dict[str, int]:
        """How many documents have each top-level field, in no particular order.

        Kept by shape (the tuple of a document's keys), of which real collections have few: counting costs nothing per document.
        """
        counts: dict[str, int] = {}
        for shape, many in self._shapes.items():
            for name in shape:
                counts[name] = counts.get(name, 0) + many
        return counts

    def touched(self, docids: Collection[int]) -> None:
        """Log that these documents were added, changed or removed: derived structures catch up from here."""
        if docids:
            self._log.append(docids)

    @property
    def version(self) -> int:
        return len(self._log)

    def touched_since(self, version: int) -> set[int]:
        """The ids logged after `version`."""
        return {docid for docids in self._log[version:] for docid in docids}

    def clone(self) -> DocumentStore:
        copy = DocumentStore()
        copy._documents, copy._external, copy._ids = self._documents.copy(), self._external.copy(), self._ids.copy()
        copy._log, copy._shapes, copy.bits = self._log.copy(), self._shapes.copy(), self.bits
        copy.past_names, copy.unregistered, copy.written = self.past_names.copy(), self.unregistered, self.written
        return copy
