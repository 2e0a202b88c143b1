"""Documents as they are kept: their keys in the order of field ids."""

from __future__ import annotations

from meilifake.engine.index.documents import Document
from meilifake.engine.index.fields import FieldsMap


class KeyOrder:
    """Puts the keys of documents in field order. Documents with the same keys are told apart once."""

    def __init__(self, fields: FieldsMap) -> None:
        self.fields = fields
        self.known: dict[tuple[str, ...], list[str] | None] = {}

    def arrange(self, document: Document) -> Document:
        shape = tuple(document)
        known = self.known.get(shape, shape)
        if known is shape:
            ranks = [self.fields.insert(name) for name in shape]
            ordered = ranks == sorted(ranks)
            known = self.known[shape] = None if ordered else [name for _, name in sorted(zip(ranks, shape, strict=True))]
        return document if known is None else {name: document[name] for name in known}
