"""Rule `attributeRank`: words in important attributes first (guide search-semantics, 8.4)."""

from __future__ import annotations

from typing import NamedTuple

from meilifake.engine.index.tables import EVERYTHING
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.places import places
from meilifake.engine.search.query.resolve import field_groups, field_sets
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.row import Costs, cheapest_first


class InField(NamedTuple):
    """`fid` None: nothing satisfies it; it is there for its cost."""

    right: Subset
    fid: int | None

    @property
    def left(self) -> None:
        return None

    def steady(self, context: Context) -> bool:
        return True

    def docids(self, context: Context, universe: int) -> int:
        return field_sets(context, self.right).get(self.fid, 0) if self.fid is not None else 0


def attribute_rank_costs(context: Context, left: Subset | None, right: Subset, universe: int) -> Costs:
    """The costs of `attribute_rank_edges` (`row.CostsOf`)."""
    there = places(context, universe)
    groups = field_groups(context, right) if there is None else [(there.fields(right), EVERYTHING)]
    return cheapest_first(groups, lambda fid: context.tables.weight(fid) * right.term.size)


def attribute_rank_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, InField]]:
    """A condition for each field that the term occurs in. The worst possible rank always has one, so that the maximum is stable."""
    tables = context.tables
    edges = [(tables.weight(fid) * right.term.size, InField(right, fid)) for fid in field_sets(context, right)]
    worst = tables.max_weight()
    if worst is not None and all(cost < worst * right.term.size for cost, _ in edges) and worst > 0:
        edges.append((worst * right.term.size, InField(right, None)))
    return edges
