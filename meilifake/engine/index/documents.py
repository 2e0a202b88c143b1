"""The documents of one index: internal ids, external ids, and a log of what changed for the structures derived from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from meilifake.engine import bitmap

Document = dict[str, Any]


class DocumentStore:
    """Documents by internal id. A stored document is never mutated: it is replaced.

    Keys of a stored document stand in field-id order, so a read need not sort them.
    """

    __slots__ = ("_documents", "_external", "_ids", "_log", "bits")

    def __init__(self) -> None:
        self._documents: dict[int, Document] = {}
        self._external: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        self._log: list[Collection[int]] = []
        self.bits = 0
        """The set of all internal ids in use (see `engine.bitmap`)."""

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[int]:
        """Internal ids, ascending."""
        return bitmap.each(self.bits)

    def get(self, docid: int) -> Document:
        return self._documents[docid]

    def external(self, docid: int) -> str:
        return self._external[docid]

    def docid(self, external: str) -> int | None:
        return self._ids.get(external)

    def free_ids(self) -> Iterator[int]:
        """Unused internal ids, smallest first: holes left by deletions, then the ids above all others."""
        top = self.bits.bit_length()
        yield from bitmap.each(bitmap.full(top) & ~self.bits)
        while True:
            yield top
            top += 1

    def put(self, docid: int, external: str, document: Document) -> None:
        """Store or replace. The caller reports the touched ids with `touched()` when its batch is done."""
        if docid not in self._documents:
            self._ids[external] = docid
            self._external[docid] = external
            self.bits |= 1 << docid
        self._documents[docid] = document

    def put_many(self, rows: Collection[tuple[int, str, Document]]) -> None:
        """`put` for a batch: the set of ids is updated once."""
        for docid, external, document in rows:
            self._ids[external] = docid
            self._external[docid] = external
            self._documents[docid] = document
        self.bits |= bitmap.of([row[0] for row in rows])

    def remove(self, docid: int) -> None:
        del self._documents[docid]
        del self._ids[self._external.pop(docid)]
        self.bits &= ~(1 << docid)

    def clear(self) -> None:
        gone = list(self._documents)
        self._documents, self._external, self._ids, self.bits = {}, {}, {}, 0
        self.touched(gone)

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
        copy._log, copy.bits = self._log.copy(), self.bits
        return copy
