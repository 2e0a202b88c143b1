"""Nested field names that documents have and the server does not know: what its way of going through an update leaves behind.

The server gives a nested name (`a.b`) an id when it goes through a document for words or for facets. It goes through new and removed
documents always, but through updated ones only where a searchable field has changed, and for facets where a faceted one has. A name that
comes with another field stays without an id: nothing can be retrieved or formatted under it, and the next change of settings, which
looks every name up, ends in a panic. So seen on v1.50.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from meilifake.engine.index.change import Change
from meilifake.engine.index.documents import Document
from meilifake.engine.index.fields import FieldsMap
from meilifake.engine.index.patterns import Match, faceted
from meilifake.engine.index.searchable import searchable
from meilifake.engine.index.walk import NESTED, UNSEEN, add_names_inside, heads
from meilifake.engine.settings import IndexSettings
from meilifake.wire.jsontext import dumps

if TYPE_CHECKING:
    from meilifake.engine.index.index import Index

Selector = Callable[[IndexSettings, str], Match]


def nested_names(document: Mapping[str, Any]) -> dict[str, None]:
    """The dotted names of everything inside the fields of a document."""
    names: dict[str, None] = {}
    add_names_inside(names, document)
    return names


def has_changed(settings: IndexSettings, selector: Selector, stored: Document, fields: Mapping[str, Any], scratch: bool) -> bool:
    """Whether an update changes a field that is selected, or an ancestor of one. `scratch`: fields that are not given go."""
    selected = [name for name in fields if name not in UNSEEN and selector(settings, name) is not Match.NONE]
    if any(name not in stored or not same(stored[name], fields[name]) for name in selected):
        return True
    kept = (name for name in stored if name not in UNSEEN and selector(settings, name) is not Match.NONE)
    return scratch and sum(1 for _ in kept) != len(selected)


def same(one: Any, other: Any) -> bool:
    """The server compares texts: another order of keys is a change."""
    return one is other or (one == other and dumps(one) == dumps(other))


def registered(settings: IndexSettings, stored: Document | None, fields: Mapping[str, Any] | None, scratch: bool) -> dict[str, None]:
    """The nested names that get ids with a change. `stored`: None for a new document; `fields`: those that are given, None to remove it."""
    if stored is None:
        return nested_names(fields or {})
    if fields is None:
        return nested_names(stored)
    names = nested_names(stored) | nested_names(fields)
    if has_changed(settings, searchable, stored, fields, scratch):
        return names
    if has_changed(settings, faceted, stored, fields, scratch):
        return {name: None for name in names if indexed(settings, name)}
    return {}


def indexed(settings: IndexSettings, name: str) -> bool:
    """Whether the values of a nested name are looked at for facets: all that it lies in must be entered first."""
    *outer, whole = heads(name)
    return faceted(settings, whole) is Match.MATCH and all(faceted(settings, one) is not Match.NONE for one in outer)


def after_changes(index: Index, changes: Sequence[Change], fields: FieldsMap) -> frozenset[str]:
    """The names without ids once the changes of a batch are written, which they are not yet. `fields`: the field map after it."""
    from meilifake.engine.index.paths import known_fields

    store, settings, before = index.documents, index.settings, index.documents.unregistered
    missed: set[str] = set()
    if settings.searchable_attributes is not None:
        for change in changes:
            if not change.fresh and change.fields is not None:
                missed.update(unnoticed(settings, store.get(change.docid), change))
        if missed:
            missed.difference_update(known_fields(index))
    if not (missed or before):
        return before
    met = set(fields)
    for change in changes:
        met.update(registered(settings, change.stored(store), change.fields, change.scratch))
    return (before | missed) - met


def unnoticed(settings: IndexSettings, stored: Document, change: Change) -> set[str]:
    """The nested names that an update brings to a document and that no one looks at."""
    fields = change.fields or {}
    brought = {name: value for name, value in fields.items() if type(value) in NESTED and value is not stored.get(name)}
    names = nested_names(brought).keys() - nested_names({name: stored[name] for name in brought if name in stored}).keys()
    return names - registered(settings, stored, fields, change.scratch).keys() if names else set()
