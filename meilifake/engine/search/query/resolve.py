"""Document sets of term subsets: anywhere, by field, by position (guide search-semantics, 5.7, 8.4, 8.5)."""

from __future__ import annotations

from collections.abc import Mapping

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import complete
from meilifake.engine.search.query.lookup import phrase_docids, prefix_docids, words_docids
from meilifake.engine.search.query.term import ALL, EXACT, Phrase, Subset

EVERYTHING = -1
"""The bitmap of all documents there could be."""


def original_words(subset: Subset) -> list[str]:
    """The words reached without a typo, the prefix database aside. Those of an ngram count as derived."""
    term = subset.term
    words = [term.word] if term.exact and subset.zero >= EXACT else []
    if subset.zero == ALL:
        words += term.prefix_of
    return words


def typo_words(context: Context, subset: Subset) -> list[str]:
    """The words that its typo levels reach: derived ones."""
    if not (subset.one or subset.two):
        return []
    complete(context, subset.term)
    return [*(subset.term.one_typo if subset.one else ()), *(subset.term.two_typos if subset.two else ())]


def phrases(context: Context, subset: Subset) -> list[Phrase]:
    """The original phrase and the synonyms, whatever the typo level (quirk), and the split words of the one-typo level."""
    term = subset.term
    found = [term.phrase] if term.phrase is not None else []
    found += term.synonyms
    if subset.one:
        complete(context, term)
        if term.split is not None:
            found.append(term.split)
    return found


def subset_docids(context: Context, subset: Subset) -> int:
    """All documents that hold something of the subset."""
    known = context.subsets.get(subset)
    if known is None:
        known = context.subsets[subset] = find_subset(context, subset)
    return known


def find_subset(context: Context, subset: Subset) -> int:
    term = subset.term
    docids = words_docids(context, original_words(subset), derived=term.ngram is not None)
    docids |= words_docids(context, typo_words(context, subset), derived=True)
    for phrase in phrases(context, subset):
        docids |= phrase_docids(context, phrase)
    if subset.uses_prefix_db:
        docids |= prefix_docids(context, term.word, derived=term.ngram is not None)
    return docids


def add(sets: dict[int, int], more: Mapping[int, int], docids: int = EVERYTHING) -> None:
    for key, found in more.items():
        sets[key] = sets.get(key, 0) | found & docids


def field_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Field id -> documents with something of the subset in that field. A phrase counts where its first word stands."""
    known = context.fields.get(subset)
    if known is None:
        known = find_fields(context, subset)
        if context.restricted is not None:
            known = {fid: found if fid in context.restricted else 0 for fid, found in known.items()}
        context.fields[subset] = known
    return known


def find_fields(context: Context, subset: Subset) -> dict[int, int]:
    tables = context.tables
    found: dict[int, int] = {}
    for word in (*original_words(subset), *typo_words(context, subset)):
        add(found, tables.field_sets(word))
    for phrase in phrases(context, subset):
        words = [word for word in phrase if word is not None]
        for word in words:
            add(found, tables.field_sets(word), 0)
        if words:
            add(found, tables.field_sets(words[0]), phrase_docids(context, phrase))
    if subset.uses_prefix_db:
        add(found, tables.prefix_sets(subset.term.word)[0])
    return found


def position_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Bucketed position -> documents with something of the subset there, in any field. A phrase stands where its first word does."""
    known = context.positions.get(subset)
    if known is None:
        known = context.positions[subset] = {}
        tables = context.tables
        for word in (*original_words(subset), *typo_words(context, subset)):
            add(known, tables.position_sets(word))
        for phrase in phrases(context, subset):
            first = next(filter(None, phrase), None)
            if first is not None:
                add(known, tables.position_sets(first), phrase_docids(context, phrase))
        if subset.uses_prefix_db:
            add(known, tables.prefix_sets(subset.term.word)[1])
    return known
