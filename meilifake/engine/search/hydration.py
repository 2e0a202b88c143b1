"""Hits with foreign keys: each id in such a field is replaced by the document it names (the foreignKeys feature)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meilifake.engine.index.document_id import document_id
from meilifake.engine.search.foreign import foreign_keys
from meilifake.engine.search.formatting.hit import HitMaker
from meilifake.engine.search.request import SearchRequest
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError


class Hydration:
    """`register` all hits first, then `apply`: only what a whole page names is fetched, and a page's ids serve all its hits."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._keys: dict[str, dict[str, str]] = {}
        self._documents: dict[tuple[str, str], dict[str, Any]] = {}

    def keys(self, uid: str) -> Mapping[str, str]:
        if uid not in self._keys:
            self._keys[uid] = foreign_keys(self._state, uid)
        return self._keys[uid]

    def register(self, uid: str, document: Mapping[str, Any]) -> None:
        """Raises index_not_found when a foreign index is missing."""
        for field, target in self.keys(uid).items():
            each_leaf(document, field, lambda value, target=target: self.name(target, value))  # type: ignore[misc]

    def name(self, target: str, value: Any) -> Any:
        external = identifier(value)
        if external is not None and (target, external) not in self._documents:
            self._documents[target, external] = self.fetch(target, external)
        return value

    def fetch(self, target: str, external: str) -> dict[str, Any]:
        """The displayed fields of a foreign document; nothing for an id that no document has."""
        index = self._state.index(target)
        docid = index.documents.docid(external)
        return {} if docid is None else HitMaker(index, SearchRequest(target)).make(docid).document

    def apply(self, uid: str, document: dict[str, Any]) -> dict[str, Any]:
        for field, target in self.keys(uid).items():
            document = each_leaf(document, field, lambda value, target=target: self.put(target, value))  # type: ignore[misc]
        return document

    def put(self, target: str, value: Any) -> Any:
        external = identifier(value)
        return self._documents.get((target, external), value) if external is not None else value


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
