"""Derivations: which words and phrases of the index satisfy a query word (guide search-semantics, 5.2 to 5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from meilifake.engine.index.tables import Typos
from meilifake.engine.index.vocabulary import Vocabulary
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.lookup import pair_docids
from meilifake.engine.search.query.nearby import at_one_edit, begun_otherwise, within_two_edits
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
    if term.typos:
        key = term.word, term.typos, term.prefix
        term.one_typo, term.two_typos = context.tables.typos.of(key, lambda: typos(context.tables.words_fst(), term))
        for word in sorted([*term.one_typo, *term.two_typos]):
            context.intern(word)
    if term.phrase is None:
        split = split_words(context, term.word)
        # Unless the ngram may have two typos, its own words are no news.
        if term.typos == 2 or term.ngram is None or split != term.ngram:
            term.split = split


def typos(words: Vocabulary, term: Term) -> Typos:
    return one_typo(words, term) if term.typos == 1 else two_typos(words, term)


def one_typo(words: Vocabulary, term: Term) -> Typos:
    """Words with the same first character: a typo there counts double."""
    return Typos(at_one_edit(words.initial(term.word[0]), term.word, term.prefix)[:MAX_ONE_TYPO], ())


def two_typos(words: Vocabulary, term: Term) -> Typos:
    """A wrong first character makes two.

    In byte order; once the second list is full, a word with another first character goes by its distance into the first (quirk).
    """
    one: list[str] = []
    two: list[str] = []
    for word, distance in nearby_by_two(words, term):
        if len(one) == MAX_ONE_TYPO and len(two) == MAX_TWO_TYPOS:
            break
        level, limit = (one, MAX_ONE_TYPO) if distance == 1 else (two, MAX_TWO_TYPOS)
        if distance == 1 and word[0] != term.word[0] and len(two) < MAX_TWO_TYPOS:
            level, limit = two, MAX_TWO_TYPOS
        if distance and len(level) < limit:
            level.append(word)
    return Typos(one, two)


def nearby_by_two(words: Vocabulary, term: Term) -> list[tuple[str, int]]:
    found = within_two_edits(words.initial(term.word[0]), term.word, term.prefix)
    return sorted([*found, *((word, 1) for word in begun_otherwise(words, term.word, term.prefix))])


def split_words(context: Context, word: str) -> Phrase | None:
    """The cut of a word in two that most documents hold side by side; the first one of equals.

    byAttribute takes a cut that nothing holds too (quirk).
    """
    cuts = range(1, len(word))
    interned = context.interned
    for cut in cuts:
        interned.setdefault(word[:cut], len(interned))
        interned.setdefault(word[cut:], len(interned))
    if context.by_attribute:
        return best_cut(context, word, cuts)
    return context.tables.splits.of(word, lambda: best_cut(context, word, context.tables.cuts(word)) or ()) or None


def best_cut(context: Context, word: str, cuts: Iterable[int]) -> Phrase | None:
    best: tuple[int, Phrase] | None = None
    for cut in cuts:
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
