"""Rule `typo`: the fewer typos the better; an ngram costs as if it were some (guide search-semantics, 8.2)."""

from __future__ import annotations

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.term import Located
from meilifake.engine.search.ranking.words import HasTerm


def typo_edges(context: Context, left: Located | None, right: Located) -> list[tuple[int, HasTerm]]:
    """One condition for each typo level that the term may have, kept to that level from then on."""
    base = right.size if right.size > 1 else 0
    subset = right.subset
    return [(base + typos, HasTerm(right._replace(subset=subset.at_level(typos)))) for typos in range(subset.top_typos + 1)]
