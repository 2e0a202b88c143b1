"""attributesToSearchOn: which fields a search is narrowed to, and the refusal of the others (guide search-semantics, 5.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from meilifake.engine.index.index import Index
from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.patterns import Match, displayed_only, match_pattern
from meilifake.engine.index.searchable import field_of
from meilifake.engine.index.tables import Tables
from meilifake.errors.base import MeiliError


def check_searchable(index: Index, names: Sequence[str]) -> None:
    """Raises invalid_search_attributes_to_search_on."""
    restriction(index, index.derive(Inverted), names)


def restriction(index: Index, tables: Tables, names: Sequence[str]) -> frozenset[int] | None:
    """The ids of the fields to search, None for all of them. A `*` frees all, yet the other names must still be right.

    Raises invalid_search_attributes_to_search_on.
    """
    fields = {tables.field_name(fid): fid for fid in tables.searchable_fids()} if len(index.documents) else as_written(index)
    named = index.settings.searchable_attributes
    chosen: set[int] = set()
    for name in names:
        if name in fields:
            chosen.add(fields[name])
        elif name != "*":
            found = [fid for field, fid in fields.items() if match_pattern(name, field) is Match.MATCH] if "*" in name else []
            chosen.update(found)
            if not found and named is not None and name not in named:
                raise not_searchable(index, name, fields)
    return None if "*" in names else frozenset(chosen)


def as_written(index: Index) -> dict[str, int]:
    """The searched fields of an index without documents: settings that came meanwhile were not put to use yet."""
    named, count = index.searched or (None, len(index.fields))
    settings = replace(index.settings, searchable_attributes=named)
    later = set(islice(index.fields, count, None))
    return {name: fid for fid, name in enumerate(known_fields(index)) if name not in later and field_of(settings, name).weight is not None}


def not_searchable(index: Index, name: str, fields: dict[str, int]) -> MeiliError:
    shown, hidden = displayed_only(index.settings, sorted(fields))
    listed = ", ".join(shown) + (", <..hidden-attributes>" if hidden else "")
    return MeiliError(
        "invalid_search_attributes_to_search_on",
        f"Attribute `{name}` is not searchable. Available searchable attributes are: `{listed}`.",
    )
