"""Neighbouring query words glued together: `sun flower` also looks for `sunflower` (guide search-semantics, 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import MAX_WORD_BYTES, budget, intern_phrase, word_term
from meilifake.engine.search.query.term import Term


def ngram(context: Context, terms: Sequence[Term]) -> Term | None:
    """The terms as one word, unless one is a phrase or something stands between them. Each gluing costs a typo of the budget."""
    if any(term.phrase is not None for term in terms) or any(left.end + 1 != right.start for left, right in pairwise(terms)):
        return None
    words = tuple(term.word for term in terms)
    text = "".join(words)
    if len(text.encode()) > MAX_WORD_BYTES:
        return None
    typos = max(0, budget(context, text) - (len(terms) - 1))
    term = word_term(context, text, typos, prefix=terms[-1].prefix, ngram=True)
    term.ngram = words
    term.start, term.end = terms[0].start, terms[-1].end
    term.first, term.last = terms[0].first, terms[-1].last
    for synonym in context.synonyms_of(words):
        phrase = intern_phrase(context, synonym)
        if phrase not in term.synonyms:
            term.synonyms.append(phrase)
    return term
