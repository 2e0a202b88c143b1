"""Rule `exactness`, second half: how many of the words are there letter by letter (guide search-semantics, 8.6)."""

from __future__ import annotations

from typing import NamedTuple

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.lookup import phrase_docids
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.row import Costs
from meilifake.engine.search.ranking.words import HasTerm


class HasExactTerm(NamedTuple):
    """The exact word or phrase; it becomes all that counts of the term. The mark keeps it from equalling a `HasTerm` of the same node."""

    node: Subset
    mark: str = "exact"

    @property
    def left(self) -> None:
        return None

    @property
    def right(self) -> Subset:
        return self.node.exactly()

    def steady(self, context: Context) -> bool:
        return True

    def docids(self, context: Context, universe: int) -> int:
        phrase = self.node.exact_term
        return phrase_docids(context, phrase) if phrase is not None else 0


def exact_words_costs(context: Context, left: Subset | None, right: Subset, universe: int) -> Costs:
    """The costs of `exact_words_edges` (`row.CostsOf`)."""
    for cost, condition in exact_words_edges(context, left, right):
        yield cost, condition.docids(context, universe)


def exact_words_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, HasExactTerm | HasTerm]]:
    return [(0, HasExactTerm(right)), (right.term.size, HasTerm(right))]
