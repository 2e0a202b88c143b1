"""Rule `typo`: the fewer typos the better; an ngram costs as if it were some (guide search-semantics, 8.2)."""

from __future__ import annotations

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.term import Subset
from meilifake.engine.search.ranking.words import HasTerm


def typo_edges(context: Context, left: Subset | None, right: Subset) -> list[tuple[int, HasTerm]]:
    """One condition for each typo level that the term may have, kept to that level from then on."""
    base = right.term.size if right.term.size > 1 else 0
    return [(base + typos, HasTerm(right.at_level(typos))) for typos in range(right.top_typos + 1)]
