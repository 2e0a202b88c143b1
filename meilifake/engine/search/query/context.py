"""What one search knows while it runs: the index's tables, its settings, the fields it may look at, and what it looked up so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from meilifake.engine.index.miscount import NONE, Miscounted
from meilifake.engine.index.prefix import PrefixAmong
from meilifake.engine.index.tables import EVERYTHING, Tables
from meilifake.engine.search.query.term import Phrase, Subset, Term
from meilifake.engine.settings import IndexSettings

if TYPE_CHECKING:
    from meilifake.engine.search.query.places import Places

SynonymsOf = Callable[[tuple[str, ...]], Sequence[tuple[str, ...]]]


def no_synonyms(words: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    return ()


class Edge(NamedTuple):
    """A word at the edge of a term: of its own, or the last or first word of a phrase. `docids`: of the phrase, or of the word anywhere."""

    word: str
    phrase: Phrase | None
    derived: bool
    docids: int


@dataclass(slots=True)
class Context:
    """`restricted`: the field ids of attributesToSearchOn, None without restriction. The caches live as long as the search."""

    tables: Tables
    settings: IndexSettings
    restricted: frozenset[int] | None = None
    locales: Sequence[str] | None = None
    """The languages that the query's words may be in, None to detect them."""
    synonyms_of: SynonymsOf = no_synonyms
    exact_words: frozenset[str] = frozenset()
    """`disableOnWords`, normalized."""
    terms: list[Term] = field(default_factory=list)
    """Terms in query order, then the ngrams in the order of their making."""
    interned: dict[str, int] = field(default_factory=dict)
    """Words in the order in which the search met them: the order of a term's words for highlighting."""
    phrases: dict[Phrase, int] = field(default_factory=dict)
    subsets: dict[Subset, int] = field(default_factory=dict)
    fields: dict[Subset, dict[int, int]] = field(default_factory=dict)
    positions: dict[Subset, dict[int, int]] = field(default_factory=dict)
    costs: dict[Subset, dict[int, int]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    prefix_pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    edges: dict[tuple[Subset, bool], list[Edge]] = field(default_factory=dict)
    prefixes: dict[str, PrefixAmong] = field(default_factory=dict)
    miscounted: Miscounted = NONE
    order_only: bool = False
    """Whether nobody will ask what was looked up, nor for scores."""
    places: Places | None = None
    """Where words stand in the bucket at hand (`engine.search.query.places`)."""
    scope: int = EVERYTHING
    """The documents that the search may find, once these are known: of others, some things are then no longer looked up."""

    @property
    def by_attribute(self) -> bool:
        return self.settings.proximity_precision == "byAttribute"

    def intern(self, word: str) -> str:
        self.interned.setdefault(word, len(self.interned))
        return word
