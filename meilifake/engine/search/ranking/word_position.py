"""Rule `wordPosition`: words at the place that they have in the query first (guide search-semantics, 8.5)."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from meilifake.engine.index.tables import EVERYTHING
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.hash_order import cost_order
from meilifake.engine.search.query.places import places
from meilifake.engine.search.query.resolve import position_groups, position_sets
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.row import Costs, cheapest_first

REACHES = (0, 1, 4, 7, 11, 16, 24, 64, 256, 1024)
"""The greatest distance of each cost; beyond the last it is WORST."""
WORST = len(REACHES)


class AtCost(NamedTuple):
    """Some word of the term at a position of this cost."""

    right: Subset
    cost: int

    @property
    def left(self) -> None:
        return None

    def steady(self, context: Context) -> bool:
        return True

    def docids(self, context: Context, universe: int) -> int:
        return cost_sets(context, self.right).get(self.cost, 0)


def word_position_costs(context: Context, left: Subset | None, right: Subset, universe: int) -> Costs:
    """The costs of `word_position_edges` (`row.CostsOf`)."""
    there = places(context, universe)
    groups = position_groups(context, right) if there is None else [(there.positions(right), EVERYTHING)]
    start, size = right.term.start, right.term.size
    return cheapest_first(groups, lambda position: cost_of(abs(position - start), size))


def cost_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Cost -> documents with something of the subset at a position of this cost, costs as met."""
    known = context.costs.get(subset)
    if known is None:
        known = context.costs[subset] = {}
        start, size = subset.term.start, subset.term.size
        for position, docids in position_sets(context, subset).items():
            cost = cost_of(abs(position - start), size)
            known[cost] = known.get(cost, 0) | docids
    return known


def cost_of(distance: int, size: int) -> int:
    """By the distance from the term's place in the query. An ngram pays for each of its words."""
    if size == 1:
        return bisect_left(REACHES, distance)
    return sum(bisect_left(REACHES, distance + word) for word in range(size))


def word_position_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, AtCost]]:
    """A condition for each cost that occurs, and for the worst there could be, so that the maximum is stable."""
    costs = cost_order(cost_sets(context, right))
    worst = WORST * right.term.size
    return [(cost, AtCost(right, cost)) for cost in (costs if worst in costs else [*costs, worst])]
