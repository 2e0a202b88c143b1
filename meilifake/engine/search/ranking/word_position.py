"""Rule `wordPosition`: words at the place that they have in the query first (guide search-semantics, 8.5)."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.hash_order import cost_order
from meilifake.engine.search.query.resolve import position_sets
from meilifake.engine.search.query.term import Subset

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
        docids = 0
        for position, there in position_sets(context, self.right).items():
            if cost_of(self.right, position) == self.cost:
                docids |= there
        return docids


def cost_of(subset: Subset, position: int) -> int:
    """By the distance from the term's place in the query. An ngram pays for each of its words."""
    distance = abs(position - subset.term.start)
    return sum(bisect_left(REACHES, distance + word) for word in range(subset.term.size))


def word_position_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, AtCost]]:
    """A condition for each cost that occurs, and for the worst there could be, so that the maximum is stable."""
    costs = cost_order(cost_of(right, position) for position in position_sets(context, right))
    worst = WORST * right.term.size
    return [(cost, AtCost(right, cost)) for cost in (costs if worst in costs else [*costs, worst])]
