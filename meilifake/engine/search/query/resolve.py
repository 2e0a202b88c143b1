"""Document sets of term subsets: anywhere, by field, by position (guide search-semantics, 5.7, 8.4, 8.5)."""

from __future__ import annotations

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import complete
from meilifake.engine.search.query.lookup import field_docids, phrase_docids, prefix_docids, words_docids
from meilifake.engine.search.query.term import ALL, EXACT, Phrase, Subset


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


def all_words(context: Context, subset: Subset) -> list[str]:
    """Every single word of the subset, the words under a prefix-database entry included."""
    words = original_words(subset) + typo_words(context, subset)
    if subset.uses_prefix_db:
        words += context.tables.prefixed(subset.term.word)
    return words


def field_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Field id -> documents with something of the subset in that field. A phrase counts where its first word stands."""
    known = context.fields.get(subset)
    if known is None:
        known = context.fields[subset] = {}
        tables, visible = context.tables, context.restricted
        for word in dict.fromkeys(all_words(context, subset)):
            for fid, docids in tables.field_sets(word).items():
                known[fid] = known.get(fid, 0) | (docids if visible is None or fid in visible else 0)
        for phrase in phrases(context, subset):
            words = [word for word in phrase if word is not None]
            for word in words:
                for fid in tables.field_sets(word):
                    known.setdefault(fid, 0)
            for fid in tables.field_sets(words[0]) if words else ():
                known[fid] |= phrase_docids(context, phrase) & field_docids(context, words[0], fid)
    return known


def position_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Bucketed position -> documents with something of the subset there, in any field. A phrase stands where its first word does."""
    known = context.positions.get(subset)
    if known is None:
        known = context.positions[subset] = {}
        tables = context.tables
        for word in dict.fromkeys(all_words(context, subset)):
            for position, docids in tables.position_sets(word).items():
                known[position] = known.get(position, 0) | docids
        for phrase in phrases(context, subset):
            first = next(filter(None, phrase), None)
            for position, docids in tables.position_sets(first).items() if first is not None else ():
                known[position] = known.get(position, 0) | phrase_docids(context, phrase) & docids
    return known
