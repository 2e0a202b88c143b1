"""What formatting looks for in texts: the words and phrases of each term that this search came to know (guide search-semantics, 13.3)."""

from __future__ import annotations

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.term import Term
from meilifake.engine.search.result import MatchTerm


def match_terms(context: Context) -> tuple[MatchTerm, ...]:
    """In query order, ngrams last. Typos and split words only show if some rule needed them."""
    return tuple(match_term(context, term) for term in context.terms)


def match_term(context: Context, term: Term) -> MatchTerm:
    words = {*term.prefix_of, *term.one_typo, *term.two_typos}
    if term.exact:
        words.add(term.word)
    phrases = dict.fromkeys([term.phrase, *term.synonyms, term.split])
    return MatchTerm(
        words=tuple(sorted(words, key=context.interned.__getitem__)),
        phrases=tuple(phrase for phrase in phrases if phrase is not None),
        prefix=term.prefix,
        ids=tuple(range(term.start, term.end + 1)),
        length=len(term.word),
    )
