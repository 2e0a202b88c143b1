"""Derivations: which words and phrases of the index satisfy a query word (guide search-semantics, 5.2 to 5.6)."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.levenshtein import Automaton
from meilifake.engine.search.query.lookup import pair_docids
from meilifake.engine.search.query.nearby import nearby, nearby_otherwise, with_first
from meilifake.engine.search.query.term import Phrase, Term

MAX_WORD_BYTES = 250
MAX_PREFIX_WORDS = 1000
MAX_ONE_TYPO = 150
MAX_TWO_TYPOS = 50
MAX_SYNONYM_PHRASES = 50
MAX_SYNONYM_WORDS = 100


def word_term(context: Context, word: str, typos: int, *, prefix: bool, ngram: bool = False) -> Term:
    """The term of a single word (or of an ngram's glued text), typos not looked up yet."""
    context.intern(word)
    if len(word.encode()) > MAX_WORD_BYTES:
        return Term(word, complete=True)
    tables = context.tables
    prefix_db = prefix and (tables.in_prefix_db(word) or (not ngram and tables.in_prefix_db(word, exact=True)))
    exact = bool(tables.tolerant(word) or tables.exact(word))
    prefix_of: list[str] = []
    if prefix and not prefix_db:
        found = tables.prefixed(word, MAX_PREFIX_WORDS + 1)
        prefix_of = [context.intern(other) for other in found if other != word][:MAX_PREFIX_WORDS]
    return Term(word, typos, prefix, None, exact, prefix_of, prefix_db, word_synonyms(context, word))


def word_synonyms(context: Context, word: str) -> list[Phrase]:
    """The first 50 synonyms; one that would make more than 100 words in all is left out."""
    words, kept = 0, dict[Phrase, None]()
    for synonym in context.synonyms_of((word,))[:MAX_SYNONYM_PHRASES]:
        if words + len(synonym) <= MAX_SYNONYM_WORDS:
            words += len(synonym)
            kept[intern_phrase(context, synonym)] = None
    return list(kept)


def intern_phrase(context: Context, words: tuple[str, ...]) -> Phrase:
    return tuple(context.intern(word) for word in words)


def complete(context: Context, term: Term) -> None:
    """Find its typo words and split words, once."""
    if term.complete:
        return
    term.complete = True
    if term.typos == 1:
        term.one_typo = one_typo(context, term)
    elif term.typos == 2:
        term.one_typo, term.two_typos = two_typos(context, term)
    if term.phrase is None:
        split = split_words(context, term.word)
        # Unless the ngram may have two typos, its own words are no news.
        if term.typos == 2 or term.ngram is None or split != term.ngram:
            term.split = split


def one_typo(context: Context, term: Term) -> list[str]:
    """Words with the same first character: a typo there counts double."""
    words = context.tables.words()
    low, high = with_first(words, term.word[0])
    found: list[str] = []
    for word, distance in nearby(words, low, high, Automaton(term.word, 1, term.prefix)):
        if distance == 1:
            found.append(context.intern(word))
            if len(found) == MAX_ONE_TYPO:
                break
    return found


def two_typos(context: Context, term: Term) -> tuple[list[str], list[str]]:
    """The words at one typo, and those at two; a wrong first character makes two.

    In byte order; once the second list is full, a word with another first character goes by its distance into the first (quirk).
    """
    one: list[str] = []
    two: list[str] = []
    for word, distance in nearby_by_two(context.tables.words(), term):
        if len(one) == MAX_ONE_TYPO and len(two) == MAX_TWO_TYPOS:
            break
        level, limit = (one, MAX_ONE_TYPO) if distance == 1 else (two, MAX_TWO_TYPOS)
        if distance == 1 and word[0] != term.word[0] and len(two) < MAX_TWO_TYPOS:
            level, limit = two, MAX_TWO_TYPOS
        if distance and len(level) < limit:
            level.append(context.intern(word))
    return one, two


def nearby_by_two(words: Sequence[str], term: Term) -> list[tuple[str, int]]:
    low, high = with_first(words, term.word[0])
    found = nearby(words, low, high, Automaton(term.word, 2, term.prefix))
    return sorted(found + nearby_otherwise(words, Automaton(term.word, 1, term.prefix)))


def split_words(context: Context, word: str) -> Phrase | None:
    """The cut of a word in two that most documents hold side by side; the first one of equals.

    byAttribute takes a cut that nothing holds too (quirk).
    """
    best: tuple[int, Phrase] | None = None
    cuts = range(1, len(word))
    interned = context.interned
    for cut in cuts:
        interned.setdefault(word[:cut], len(interned))
        interned.setdefault(word[cut:], len(interned))
    for cut in cuts if context.by_attribute else context.tables.cuts(word):
        left, right = word[:cut], word[cut:]
        count = pair_docids(context, left, right, 1).bit_count()
        if (count or context.by_attribute) and (best is None or count > best[0]):
            best = count, (left, right)
    return best[1] if best else None


def budget(context: Context, word: str) -> int:
    """How many typos a query word may have."""
    rules = context.settings.typo_tolerance
    if not rules.enabled or len(word) < rules.one_typo or word in context.exact_words:
        return 0
    return 1 if len(word) < rules.two_typos else 2
