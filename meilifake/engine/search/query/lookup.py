"""Document sets of single words, prefixes and pairs, as attributesToSearchOn and the proximity precision let a search see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meilifake.engine.index.prefix import PrefixAmong
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.term import Phrase


def word_docids(context: Context, word: str, *, derived: bool = False) -> int:
    """A word reached exactly or as a prefix looks in both tables, a derived one (typos, ngrams) only in the tolerant table.

    Quirk: among attributesToSearchOn only the very fields of `disableOnAttributes` count as exact, not those nested in them.
    """
    tables = context.tables
    if context.restricted is None:
        return tables.tolerant(word) if derived else tables.tolerant(word) | tables.exact(word)
    docids = 0
    for fid in context.restricted:
        if not derived or tables.field_name(fid) not in context.settings.typo_tolerance.disable_on_attributes:
            docids |= tables.word_fid(word, fid)
    return docids


def words_docids(context: Context, words: Iterable[str], *, derived: bool = False) -> int:
    docids = 0
    for word in words:
        docids |= word_docids(context, word, derived=derived)
    return docids


def prefix_docids(context: Context, prefix: str, *, derived: bool) -> int:
    """Documents of a prefix-database entry."""
    if derived and context.tables.exact_words():
        return words_docids(context, context.tables.prefixed(prefix), derived=True)
    if context.restricted is None:
        return context.tables.prefix(prefix).docids
    docids = 0
    for fid, found in prefix_in_scope(context, prefix).fields.items():
        if fid in context.restricted:
            docids |= found
    return docids


def prefix_in_scope(context: Context, prefix: str) -> PrefixAmong:
    """The words of a prefix-database entry in the documents that the search may find."""
    known = context.prefixes.get(prefix)
    if known is None:
        known = context.prefixes[prefix] = context.tables.prefix(prefix).among(context.scope)
    return known


def visible_fields(context: Context) -> Sequence[int]:
    return context.tables.searchable_fids() if context.restricted is None else sorted(context.restricted)


def field_docids(context: Context, word: str, fid: int) -> int:
    return context.tables.word_fid(word, fid) if context.restricted is None or fid in context.restricted else 0


def pair_docids(context: Context, left: str, right: str, proximity: int, universe: int | None = None) -> int:
    """Documents with this ordered pair at this distance.

    byAttribute knows no distance: the pair stands in one field or not. That is worked out once a search, for the documents in view when
    first asked (`universe`), and reused as it is (quirk; guide search-semantics, 8.3).
    """
    if not context.by_attribute:
        return context.tables.pair(proximity, left, right)
    known = context.pairs.get((left, right))
    if known is None:
        known = 0
        for fid in visible_fields(context):
            known |= field_docids(context, left, fid) & field_docids(context, right, fid)
        if universe is not None:
            known &= universe
        context.pairs[left, right] = known
    return known


def phrase_docids(context: Context, phrase: Phrase) -> int:
    known = context.phrases.get(phrase)
    if known is None:
        known = context.phrases[phrase] = find_phrase(context, phrase)
    return known


def find_phrase(context: Context, phrase: Phrase) -> int:
    """Words side by side: neighbours at distance 1, words two apart at 1 or 2, whole phrase windows of three at a time (guide 5.7)."""
    words = [word for word in phrase if word is not None]
    if not words:
        return 0
    docids = word_docids(context, words[0])
    for word in words[1:]:
        docids &= word_docids(context, word)
    for at, left in enumerate(phrase):
        if left is None:
            continue
        near = phrase[at + 1] if at + 1 < len(phrase) else None
        far = phrase[at + 2] if at + 2 < len(phrase) else None
        if near is not None:
            docids &= pair_docids(context, left, near, 1)
        if far is not None:
            apart = pair_docids(context, left, far, 1) | pair_docids(context, left, far, 2)
            if not apart:
                return 0
            docids &= apart
    return docids
