"""What a batch does to one document, and the document that results."""

from __future__ import annotations

from typing import Any, NamedTuple

from meilifake.engine.index.documents import Document, DocumentStore


class Change(NamedTuple):
    """`fields`: what the batch says of the document, None to delete it; `scratch`: not merged with the stored one; `fresh`: new."""

    docid: int
    external: str
    fields: dict[str, Any] | None
    scratch: bool = True
    fresh: bool = False

    def stored(self, store: DocumentStore) -> Document | None:
        """The document as it was before the batch."""
        return None if self.fresh else store.get(self.docid)

    def merged(self, store: DocumentStore) -> Document:
        """The document after the batch, keys in no particular order. Only for a change that keeps it."""
        assert self.fields is not None
        return self.fields if self.scratch or self.fresh else {**store.get(self.docid), **self.fields}
