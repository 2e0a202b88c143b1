"""Facets of several indexes: checked for one order of values, merged on demand, cleaned of the hits that distinct rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from meilifake.engine.index.index import Index
from meilifake.engine.index.values import normalize_facet
from meilifake.engine.search.facets.distribution import facet_order, selected_fields
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

ORDERS = {"alpha": "alphabetically", "count": "by count"}


@dataclass(slots=True)
class Facets:
    """Facet name -> value -> count, in the order to show; and name -> (min, max)."""

    distribution: dict[str, dict[str, int]]
    stats: dict[str, tuple[float, float]]


class Found(Protocol):
    """A hit as the facets need it."""

    @property
    def index_uid(self) -> str | None: ...

    def facet_values(self, field: str) -> Iterator[Any]: ...


@dataclass(slots=True)
class OrderCheck:
    """The first index seen for each facet, and its order: merged facets must agree on it.

    `networked`: other servers count too; then the order and the size of unmerged facets are those of this server's `indexes`.
    """

    active: bool
    networked: bool = False
    orders: dict[str, tuple[str, str]] = field(default_factory=dict)
    indexes: dict[str, Index] = field(default_factory=dict)

    def check(self, uid: str, index: Index, patterns: Sequence[str] | None) -> None:
        """Raises invalid_multi_search_facet_order."""
        if self.networked and not self.active:
            self.indexes[uid] = index
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


def finish(
    own: dict[str, Facets],
    others: Sequence[Mapping[str, Facets]],
    options: Mapping[str, Any] | None,
    orders: OrderCheck,
    rejected: Sequence[Found],
) -> tuple[dict[str, Facets], Facets | None]:
    """The facets by index, or merged into one if `options` say so. `others`: what each other server found, by index."""
    for remote in others:
        for uid in sorted(remote):
            own[uid] = joined([own[uid], remote[uid]] if uid in own else [remote[uid]])
    if options is None:
        for uid, facets in own.items():
            if uid in orders.indexes:
                own[uid] = facets = in_order(orders.indexes[uid], facets)
            remove_hits(facets, [hit for hit in rejected if hit.index_uid == uid])
        return own, None
    if not own:
        return {}, None
    one = merge([own[uid] for uid in sorted(own)], options, orders.orders)
    remove_hits(one, [hit for hit in rejected if hit.index_uid is not None])
    return {}, one


def joined(facets: Iterable[Facets]) -> Facets:
    """Counts added, ranges joined. Facets by name; a new value comes behind the others."""
    distribution: dict[str, dict[str, int]] = {}
    stats: dict[str, tuple[float, float]] = {}
    for part in facets:
        for name, values in part.distribution.items():
            target = distribution.setdefault(name, {})
            for value, count in values.items():
                target[value] = target.get(value, 0) + count
        for name, (low, high) in part.stats.items():
            known = stats.get(name, (low, high))
            stats[name] = (min(known[0], low), max(known[1], high))
    return Facets({name: distribution[name] for name in sorted(distribution)}, {name: stats[name] for name in sorted(stats)})


def merge(facets: Iterable[Facets], options: Mapping[str, Any], orders: Mapping[str, tuple[str, str]]) -> Facets:
    """Joined, values sorted in the facet's order and cut to `maxValuesPerFacet`."""
    one, limit = joined(facets), options.get("maxValuesPerFacet")
    return Facets({name: cut(values, orders.get(name, ("", "alpha"))[1], limit) for name, values in one.distribution.items()}, one.stats)


def in_order(index: Index, facets: Facets) -> Facets:
    """As the settings of this server's index want it, whoever found the values."""
    limit = index.settings.max_values_per_facet
    return Facets({name: cut(values, facet_order(index, name), limit) for name, values in facets.distribution.items()}, facets.stats)


def cut(values: Mapping[str, int], order: str, limit: int | None) -> dict[str, int]:
    pairs = list(values.items())
    pairs.sort(key=(lambda pair: -pair[1]) if order == "count" else (lambda pair: pair[0]))
    return dict(pairs[:limit])


def remove_hits(facets: Facets, hits: Sequence[Found]) -> None:
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
