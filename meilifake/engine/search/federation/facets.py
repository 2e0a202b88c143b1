"""Facets of several indexes: checked for one order of values, merged on demand, cleaned of the hits that distinct rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.index.values import normalize_facet
from meilifake.engine.search.facets.distribution import facet_order, selected_fields
from meilifake.engine.search.federation.hit import Hit
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

ORDERS = {"alpha": "alphabetically", "count": "by count"}


@dataclass(slots=True)
class Facets:
    """Facet name -> value -> count, in the order to show; and name -> (min, max)."""

    distribution: dict[str, dict[str, int]]
    stats: dict[str, tuple[float, float]]


@dataclass(slots=True)
class OrderCheck:
    """The first index seen for each facet, and its order: merged facets must agree on it."""

    active: bool
    orders: dict[str, tuple[str, str]] = field(default_factory=dict)

    def check(self, uid: str, index: Index, patterns: Sequence[str] | None) -> None:
        """Raises invalid_multi_search_facet_order."""
        if not self.active or patterns is None:
            return
        for name in selected_fields(index, patterns):
            order = facet_order(index, name)
            first, before = self.orders.setdefault(name, (uid, order))
            if before != order:
                words = f"index `{first}` orders {ORDERS[before]}, but index `{uid}` orders {ORDERS[order]}"
                hint = "Remove `federation.mergeFacets` or change `faceting.sortFacetValuesBy` to be consistent in settings."
                raise MeiliError(
                    "invalid_multi_search_facet_order", f"Inconsistent order for values in facet `{name}`: {words}.\n - Hint: {hint}"
                )


def merge(facets: Iterable[Facets], options: Mapping[str, Any], orders: Mapping[str, tuple[str, str]]) -> Facets:
    """Counts added, ranges joined, values sorted in the facet's order and cut to `maxValuesPerFacet`."""
    merged = Facets({}, {})
    for part in facets:
        for name, values in part.distribution.items():
            target = merged.distribution.setdefault(name, {})
            for value, count in values.items():
                target[value] = target.get(value, 0) + count
        for name, (low, high) in part.stats.items():
            known = merged.stats.get(name, (low, high))
            merged.stats[name] = (min(known[0], low), max(known[1], high))
    limit = options.get("maxValuesPerFacet")
    distribution: dict[str, dict[str, int]] = {}
    for name in sorted(merged.distribution):
        pairs = list(merged.distribution[name].items())
        by_count = orders.get(name, ("", "alpha"))[1] == "count"
        pairs.sort(key=(lambda pair: -pair[1]) if by_count else (lambda pair: pair[0]))
        distribution[name] = dict(pairs[:limit])
    return Facets(distribution, {name: merged.stats[name] for name in sorted(merged.stats)})


def remove_hits(facets: Facets, hits: Sequence[Hit]) -> None:
    """Take the values of rejected hits out of the counts; a value that reaches zero goes."""
    for name, values in facets.distribution.items() if hits else ():
        originals = {normal: value for value in values if (normal := normalize_facet(value)) != value}
        for hit in hits:
            for value in hit.facet_values(name):
                key = dumps(value[1]) if isinstance(value, tuple) else originals.get(value, value)
                if key in values:
                    values[key] = max(values[key] - 1, 0)
        for gone in [value for value, count in values.items() if count == 0]:
            del values[gone]
