"""Rule `words`: how many of the query's words a document holds; the one rule that drops words (guide search-semantics, 8.1)."""

from __future__ import annotations

from typing import NamedTuple

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.resolve import subset_docids
from meilifake.engine.search.query.term import Subset


class HasTerm(NamedTuple):
    """Also what typo and the loose side of exactness ask for: some word or phrase of the subset."""

    right: Subset

    @property
    def left(self) -> None:
        return None

    def steady(self, context: Context) -> bool:
        return True

    def docids(self, context: Context, universe: int) -> int:
        return subset_docids(context, self.right)


def words_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, HasTerm]]:
    return [(0, HasTerm(right))]
