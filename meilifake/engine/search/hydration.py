"""Hits with foreign keys: each id in such a field is replaced by the document it names (the foreignKeys feature)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from meilifake.engine.index.document_id import document_id
from meilifake.engine.search.formatting.hit import HitMaker
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError


class Hydration:
    """`register` all hits first, then `apply`: only what a whole page names is fetched, and a page's ids serve all its hits.

    The two look at a hit with different eyes: ids are registered at the very path of the field, and replaced at any leaf below it.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._keys: dict[str, list[tuple[str, str]]] = {}
        self._documents: dict[tuple[str, str], dict[str, Any]] = {}

    def keys(self, uid: str) -> Sequence[tuple[str, str]]:
        """The foreign keys of an index: field name, uid of the index it points to."""
        if uid not in self._keys:
            settings = self._state.index(uid).settings
            self._keys[uid] = [(key["fieldName"], key["foreignIndexUid"]) for key in settings.foreign_keys]
        return self._keys[uid]

    def register(self, uid: str, document: Mapping[str, Any]) -> None:
        """Raises index_not_found when a foreign index is missing."""
        for field, target in self.keys(uid):
            for value in values_at(document, field):
                self.name(target, value)

    def name(self, target: str, value: Any) -> None:
        """An id, or an array of them, which is read up to the first that is none."""
        for one in value if isinstance(value, list) else (value,):
            external = identifier(one)
            if external is None:
                return
            if (target, external) not in self._documents:
                self._documents[target, external] = self.fetch(target, external)

    def fetch(self, target: str, external: str) -> dict[str, Any]:
        """The displayed fields of a foreign document; nothing for an id that no document has."""
        index = self._state.index(target)
        docid = index.documents.docid(external)
        return {} if docid is None else HitMaker(index, SearchRequest(target)).make(docid).document

    def apply(self, uid: str, document: dict[str, Any]) -> dict[str, Any]:
        for field, target in self.keys(uid):
            document = each_leaf(document, field, lambda value, target=target: self.put(target, value))  # type: ignore[misc]
        return document

    def put(self, target: str, value: Any) -> Any:
        external = identifier(value)
        return self._documents.get((target, external), value) if external is not None else value


def values_at(document: Mapping[str, Any], path: str) -> Iterator[Any]:
    """What stands at a dotted path, through objects and arrays of objects; a name may have dots of its own."""
    if path in document:
        yield document[path]
    for at in (at for at in range(len(path) - 1, -1, -1) if path[at] == "."):
        inner, rest = document.get(path[:at]), path[at + 1 :]
        for one in inner if isinstance(inner, list) else (inner,):
            if isinstance(one, dict):
                yield from values_at(one, rest)


def identifier(value: Any) -> str | None:
    try:
        return document_id(value)
    except MeiliError:
        return None


def each_leaf(value: Any, field: str, change: Callable[[Any], Any], path: str = "") -> Any:
    """A copy with every leaf below (or at) a dotted field changed; arrays keep the path of their field."""
    if isinstance(value, list):
        return [each_leaf(element, field, change, path) for element in value]
    if not isinstance(value, dict):
        return change(value)
    changed = {}
    for key, inner in value.items():
        below = f"{path}.{key}" if path else key
        changed[key] = each_leaf(inner, field, change, below) if related(below, field) else inner
    return changed


def related(left: str, right: str) -> bool:
    """Whether one dotted name is the other or an ancestor of it."""
    return left == right or left.startswith(right + ".") or right.startswith(left + ".")
