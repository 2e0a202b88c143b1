"""A query term: one word, phrase or run of words of the query, with everything in the index that satisfies it (guide 5.3).

A `Subset` is what is left of a term after some ranking rules: which typo levels still count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Phrase = tuple[str | None, ...]
"""None stands for a stop word."""

NOTHING, EXACT, ALL = 0, 1, 2
"""How much of a typo level a subset keeps; EXACT, the original word or phrase alone, is for the level of zero typos."""


@dataclass(slots=True, eq=False)
class Term:
    """`typos`: the budget. `one_typo`, `split` and `two_typos` are found when first needed (`derive.complete`).

    `start` and `end`: its first and last position in the query, stop words and hard separators counted; `first` and `last`: the numbers of
    the terms that it stands for, one unless it is an ngram.
    """

    word: str
    typos: int = 0
    prefix: bool = False
    phrase: Phrase | None = None
    exact: bool = False
    prefix_of: Sequence[str] = ()
    prefix_db: bool = False
    synonyms: list[Phrase] = field(default_factory=list)
    ngram: tuple[str, ...] | None = None
    """The words it was glued from."""
    start: int = 0
    end: int = 0
    first: int = 0
    last: int = 0
    complete: bool = False
    one_typo: Sequence[str] = ()
    split: Phrase | None = None
    two_typos: Sequence[str] = ()
    _subsets: dict[tuple[int, int, int, bool], Subset] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many terms of the query it stands for: 1, or 2 to 3 for an ngram."""
        return self.last - self.first + 1

    def subset(self, zero: int = ALL, one: int = ALL, two: int = ALL, mandatory: bool = False) -> Subset:
        """The part of the term with these levels: one object each, so that equal subsets are the same."""
        key = zero, one, two, mandatory
        known = self._subsets.get(key)
        if known is None:
            known = self._subsets[key] = Subset(self, zero, one, two, mandatory)
        return known


@dataclass(slots=True, eq=False)
class Subset:
    """The part of a term that still counts, by typo level. A `mandatory` term is never dropped by the matching strategy.

    Made by `Term.subset` only, and never changed: they are compared by identity, which the many look-ups of a search need. (A frozen
    dataclass takes thrice as long to make.)
    """

    term: Term
    zero: int
    one: int
    two: int
    mandatory: bool

    @property
    def exact_term(self) -> Phrase | None:
        """The original phrase, or the original word as a phrase of one, if the index and this subset have it; never for an ngram."""
        term = self.term
        if term.ngram is not None or self.zero == NOTHING:
            return None
        return term.phrase or ((term.word,) if term.exact else None)

    @property
    def original_phrase(self) -> Phrase | None:
        return self.term.phrase if self.zero else None

    @property
    def uses_prefix_db(self) -> bool:
        """Quirk: the exact word alone still drags its prefix entry along, both being the same text."""
        return self.term.prefix_db and self.zero != NOTHING

    @property
    def top_typos(self) -> int:
        """The highest cost of the typo rule on this term: without any budget the split words still cost 1."""
        if self.term.typos == 0:
            return 0 if self.term.phrase is not None else 1
        if self.term.typos == 2 and self.two:
            return 2
        return 1 if self.one else 0

    def at_level(self, typos: int) -> Subset:
        """Only one typo level of it."""
        levels = (self.zero, self.one, self.two)
        zero, one, two = (kept if level == typos else NOTHING for level, kept in enumerate(levels))
        return self.term.subset(zero, one, two, self.mandatory)

    def exactly(self) -> Subset:
        """Only the exact term, from now on mandatory."""
        if self.exact_term is None:
            return self.term.subset(self.zero, self.one, self.two, True)
        return self.term.subset(EXACT, NOTHING, NOTHING, True)

    def intersect(self, other: Subset) -> Subset:
        """What both keep; this one's own mandatory mark."""
        return self.term.subset(min(self.zero, other.zero), min(self.one, other.one), min(self.two, other.two), self.mandatory)
