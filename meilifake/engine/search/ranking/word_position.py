"""Rule `wordPosition`: words at the place that they have in the query first (guide search-semantics, 8.5)."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.resolve import position_sets
from meilifake.engine.search.query.term import Located

REACHES = (0, 1, 4, 7, 11, 16, 24, 64, 256, 1024)
"""The greatest distance of each cost; beyond the last it is WORST."""
WORST = len(REACHES)


class AtPositions(NamedTuple):
    """No positions: nothing satisfies it; it is there for its cost."""

    right: Located
    positions: tuple[int, ...]

    @property
    def left(self) -> None:
        return None

    def steady(self, context: Context) -> bool:
        return True

    def docids(self, context: Context, universe: int) -> int:
        sets = position_sets(context, self.right.subset)
        docids = 0
        for position in self.positions:
            docids |= sets[position]
        return docids


def word_position_edges(context: Context, left: Located | None, right: Located) -> list[tuple[int, AtPositions]]:
    """Positions of equal cost make one condition. An ngram pays for each of its words."""
    by_cost: dict[int, list[int]] = {WORST * right.size: []}
    for position in sorted(position_sets(context, right.subset)):
        distance = abs(position - right.start)
        cost = sum(bisect_left(REACHES, distance + word) for word in range(right.size))
        by_cost.setdefault(cost, []).append(position)
    return [(cost, AtPositions(right, tuple(positions))) for cost, positions in sorted(by_cost.items())]
