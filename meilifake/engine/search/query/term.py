"""A query term: one word, phrase or run of words of the query, with everything in the index that satisfies it (guide 5.3).

A `Subset` is what is left of a term after some ranking rules: which typo levels still count. `Located` adds where in the query it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Phrase = tuple[str | None, ...]
"""None stands for a stop word."""

NOTHING, EXACT, ALL = 0, 1, 2
"""How much of a typo level a subset keeps; EXACT, the original word or phrase alone, is for the level of zero typos."""


@dataclass(slots=True, eq=False)
class Term:
    """`typos`: the budget. `one_typo`, `split` and `two_typos` are found when first needed (`derive.complete`)."""

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
    complete: bool = False
    one_typo: Sequence[str] = ()
    split: Phrase | None = None
    two_typos: Sequence[str] = ()


class LocatedTerm(NamedTuple):
    """`start` and `end`: its first and last position in the query, stop words and hard separators counted."""

    term: Term
    start: int
    end: int


class Subset(NamedTuple):
    """The part of a term that still counts, by typo level. A `mandatory` term is never dropped by the matching strategy."""

    term: Term
    zero: int = ALL
    one: int = ALL
    two: int = ALL
    mandatory: bool = False

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
        return self._replace(
            zero=self.zero if typos == 0 else NOTHING,
            one=self.one if typos == 1 else NOTHING,
            two=self.two if typos == 2 else NOTHING,
        )

    def exactly(self) -> Subset:
        """Only the exact term, from now on mandatory."""
        if self.exact_term is None:
            return self._replace(mandatory=True)
        return self._replace(zero=EXACT, one=NOTHING, two=NOTHING, mandatory=True)

    def intersect(self, other: Subset) -> Subset:
        """What both keep; this one's own mandatory mark."""
        return self._replace(zero=min(self.zero, other.zero), one=min(self.one, other.one), two=min(self.two, other.two))


class Located(NamedTuple):
    """A subset with the positions and the term numbers that it covers, both inclusive."""

    subset: Subset
    start: int
    end: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many terms of the query it stands for: 1, or 2 to 3 for an ngram."""
        return self.last - self.first + 1
