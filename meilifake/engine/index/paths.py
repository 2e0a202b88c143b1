"""The field names that documents of an index hold, nested ones (`a.b`) included: what may be asked for, searched and displayed by name."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Self, cast

from meilifake.engine.index.documents import COORDINATES
from meilifake.engine.index.index import Index
from meilifake.engine.index.shelf import Shelf
from meilifake.engine.index.walk import add_names_inside


class FieldPaths:
    """Names to ids: top-level names first, then nested ones as met. Ids are never taken back, so they stay valid in later values."""

    __slots__ = ("_ids", "names")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._ids = {name: fid for fid, name in enumerate(self.names)}

    @classmethod
    def key(cls, index: Index) -> Hashable:
        return None

    @classmethod
    def build(cls, index: Index) -> Self:
        key = tuple(index.fields), tuple(index.documents.past_names), index.documents.unregistered
        return cast(Self, SHELF.take(key, index.documents, lambda: cls(_names((), index, index.documents))))

    def updated(self, index: Index, touched: Collection[int]) -> Self:
        present = (docid for docid in touched if index.documents.bits >> docid & 1)
        names = _names(self.names, index, present)
        return self if len(names) == len(self.names) else type(self)(names)

    def id(self, name: str) -> int | None:
        return self._ids.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


SHELF: Shelf[FieldPaths] = Shelf()


def known_fields(index: Index) -> FieldPaths:
    """Every field name of the index: the top-level ones in the order of the field map, and the nested ones."""
    return index.derive(FieldPaths)


def _names(known: Iterable[str], index: Index, docids: Iterable[int]) -> dict[str, None]:
    names: dict[str, None] = {}
    if "_geo" in index.documents.field_counts():
        names.update(COORDINATES)
    names.update(index.documents.past_names)
    for docid in docids:
        add_names_inside(names, index.documents.get(docid))
    for name in index.documents.unregistered:
        names.pop(name, None)
    return dict.fromkeys(known) | dict.fromkeys(index.fields) | names
