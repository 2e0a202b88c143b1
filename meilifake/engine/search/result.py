"""What the steps of a search hand to each other: frozen values, no behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class RankRequest(NamedTuple):
    """What ranking is asked for.

    `universe`: the bitmap of the documents that pass the filter; `length`: hits wanted from the start (limit + offset);
    `exhaustive`: finite pagination (page / hitsPerPage) wants exact counts; `sort`: parsed sort expressions in order;
    `distinct`: the attribute in force (request or settings), None without one; `order_only`: scores and match terms may stay unfinished;
    `skips`: a document without a rival is ranked no further, as a search of its own does that shows no score.
    """

    q: str | None
    universe: int
    length: int
    exhaustive: bool = False
    matching_strategy: str = "last"
    attributes_to_search_on: Sequence[str] | None = None
    sort: Sequence[SortExpression] = ()
    locales: Sequence[str] | None = None
    order_only: bool = False
    skips: bool = False
    score_threshold: float | None = None
    distinct: str | None = None
    distances: Mapping[int, float] | None = None
    """Semantic search: internal id -> distance (f32 widened), documents without a vector absent."""
    pins_of: Callable[[Sequence[str] | None, int], Sequence[tuple[int, int]]] | None = None
    """Dynamic search rules: from the words of the query and the universe to pinned documents (position, internal id)."""
    shift: Callable[[float], float] | None = None
    """What a similarity is shown and compared with other searches as, by the embedder's distribution."""

    @property
    def blank(self) -> bool:
        """Whether it is a placeholder search, which must not pay for the search tables."""
        return not (self.q and self.q.strip())


@dataclass(frozen=True, slots=True)
class SortExpression:
    """`field:asc`, or `_geoPoint(lat,lng):asc` when `point` is set."""

    field: str
    ascending: bool
    point: tuple[float, float] | None = None


class Score(NamedTuple):
    """One score detail. `kind`: words, typo, proximity, attributeRank, wordPosition, exactAttribute, exactWords, sort, geoSort,
    vectorSort, skipped, pin. `rank` and `max_rank` for the rank-like ones; `value` holds what the kind shows besides:
    the facet value of a sort, (point, metres) of a geo sort, a similarity, the position of a pin."""

    kind: str
    rank: int = 0
    max_rank: int = 0
    value: Any = None
    field: str = ""
    ascending: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class MatchTerm:
    """One located query term, as formatting looks for it in texts (guide search-semantics, 13.3).

    `words`: single words to find, in the engine's order; `phrases`: sequences of words (None for a stop-word hole); `prefix`: a text
    word that starts with one of `words` matches; `ids`: the positions of the term's words in the query, for crop scores.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str | None, ...], ...]
    prefix: bool
    ids: tuple[int, ...]
    length: int
    """Characters of the query word (of the lemma): what a prefix match highlights."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """`docids` in order, at most `length`; `scores` beside them; `candidates`: the set that counts and facets are about."""

    docids: Sequence[int]
    scores: Sequence[tuple[Score, ...]]
    candidates: int
    terms: tuple[MatchTerm, ...] = field(default=())
    degraded: bool = False
