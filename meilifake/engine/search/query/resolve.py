"""Document sets of term subsets: anywhere, by field, by position (guide search-semantics, 5.7, 8.4, 8.5)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from meilifake.engine.index.occurrence import grouped_by_bucket, grouped_by_field
from meilifake.engine.index.tables import EVERYTHING
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import complete
from meilifake.engine.search.query.hash_order import hash_order
from meilifake.engine.search.query.lookup import phrase_docids, prefix_docids, prefix_in_scope, words_docids
from meilifake.engine.search.query.term import ALL, EXACT, Phrase, Subset

SetsOf = Callable[[str], Mapping[int, int]]
GroupedBy = Callable[["array[int]"], Mapping[int, int]]
SEVERAL = 2
"""Words from which on they are not looked up, and remembered, one by one."""
Group = tuple[Mapping[int, int], int]
"""Document sets by field or position, and within which documents they count."""


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


class Gathered:
    """Document sets by field or position, with the keys in the order in which the server's hash set gives them."""

    def __init__(self) -> None:
        self._sets: dict[int, int] = {}
        self._batches: list[Sequence[int]] = []

    def add(self, more: Mapping[int, int], docids: int = EVERYTHING) -> None:
        self.add_keys(sorted(more), more, docids)

    def add_keys(self, keys: Sequence[int], more: Mapping[int, int], docids: int = EVERYTHING) -> None:
        """`keys`: also those that no document of interest has."""
        self._batches.append(keys)
        for key in keys:
            self._sets[key] = self._sets.get(key, 0) | more.get(key, 0) & docids

    def sets(self) -> dict[int, int]:
        return {key: self._sets[key] for key in hash_order(self._batches)}


def met_words(context: Context, subset: Subset) -> list[str]:
    """The words of a subset as the server goes through them: derived ones last, else in the order in which the search met them."""
    original, typos = original_words(subset), typo_words(context, subset)
    if subset.term.ngram is not None:
        original, typos = [], original + typos
    met = context.interned.__getitem__
    return sorted(original, key=met) + sorted(typos, key=met)


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
    found = Gathered()
    for word in met_words(context, subset):
        found.add(tables.field_sets(word))
    for phrase in phrases(context, subset):
        words = [word for word in phrase if word is not None]
        for at, word in enumerate(words):
            found.add(tables.field_sets(word), 0 if at else phrase_docids(context, phrase))
    if subset.uses_prefix_db:
        word = subset.term.word
        found.add_keys(tables.prefix(word).fields, prefix_in_scope(context, word).fields)
    return found.sets()


def field_groups(context: Context, subset: Subset) -> Iterator[Group]:
    """What `field_sets` is put together from, in no particular order, and of each the documents that matter."""
    yield from starting_groups(context, subset, context.tables.field_sets, grouped_by_field)
    if subset.uses_prefix_db:
        yield prefix_in_scope(context, subset.term.word).field_groups, EVERYTHING


def position_groups(context: Context, subset: Subset) -> Iterator[Group]:
    """The same for `position_sets`."""
    yield from starting_groups(context, subset, context.tables.position_sets, grouped_by_bucket)
    if subset.uses_prefix_db:
        yield prefix_in_scope(context, subset.term.word).position_groups, EVERYTHING


def starting_groups(context: Context, subset: Subset, sets_of: SetsOf, grouped_by: GroupedBy) -> Iterator[Group]:
    """Of its words, and of the first words of its phrases."""
    words = [*original_words(subset), *typo_words(context, subset)]
    if len(words) > SEVERAL:
        yield grouped_by(context.tables.all_occurrences(words)), EVERYTHING
    else:
        for word in words:
            yield sets_of(word), EVERYTHING
    for phrase in phrases(context, subset):
        first = next(filter(None, phrase), None)
        if first is not None:
            yield sets_of(first), phrase_docids(context, phrase)


def position_sets(context: Context, subset: Subset) -> dict[int, int]:
    """Bucketed position -> documents with something of the subset there, in any field. A phrase stands where its first word does."""
    known = context.positions.get(subset)
    if known is None:
        known = context.positions[subset] = find_positions(context, subset)
    return known


def find_positions(context: Context, subset: Subset) -> dict[int, int]:
    tables = context.tables
    found = Gathered()
    for word in met_words(context, subset):
        found.add(tables.position_sets(word))
    for phrase in phrases(context, subset):
        first = next(filter(None, phrase), None)
        if first is not None:
            found.add(tables.position_sets(first), phrase_docids(context, phrase))
    if subset.uses_prefix_db:
        word = subset.term.word
        found.add_keys(tables.prefix(word).positions, prefix_in_scope(context, word).positions)
    return found.sets()
