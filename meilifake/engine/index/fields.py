"""The field map: every field name that an index has seen, in the order of first appearance. Its order is the order of keys in answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class FieldsMap:
    """Names to field ids. Ids are never taken back (guide tasks-documents, 11.5)."""

    __slots__ = ("_ids",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._ids: dict[str, int] = {}
        for name in names:
            self.insert(name)

    def insert(self, name: str) -> int:
        """The id of a name, a new one if it has none."""
        return self._ids.setdefault(name, len(self._ids))

    def id(self, name: str) -> int | None:
        return self._ids.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def clone(self) -> FieldsMap:
        copy = FieldsMap()
        copy._ids = self._ids.copy()
        return copy
