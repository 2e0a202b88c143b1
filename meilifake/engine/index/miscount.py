"""Word counts of fields that the server's table has wrong: what a change of settings leaves behind.

Whether an attribute is the query, word for word (`exactness`), hangs on how many words it has. After a change of settings the server
counts anew, but writes the counts of a document down only when it comes to the next one: those of the last document stay as they were.
Later changes of the document take away the counts that it should have had, so wrong ones are never lost. So seen on v1.50.0, where
several threads share more than a hundred documents, and each has a last one; here there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from meilifake.engine.index.documents import Document
from meilifake.engine.index.occurrence import FIELD_MASK, POSITION_BITS
from meilifake.engine.index.patterns import Match
from meilifake.engine.index.searchable import searchable
from meilifake.engine.settings import IndexSettings

if TYPE_CHECKING:
    from meilifake.engine.index.change import Change
    from meilifake.engine.index.index import Index

Counts = frozenset[tuple[str, int]]
"""The searched fields of a document, with how many words each has, up to thirty."""


class Miscounted(NamedTuple):
    """`counts`: what the table says of documents, by internal id, where it is not what they hold; even of ids that no document has, and of
    fields that are not searched any more. `met`: those of them that a search can meet."""

    counts: Mapping[int, Counts] = {}
    met: Mapping[int, Counts] = {}


NONE = Miscounted()


class Read(NamedTuple):
    """What a reading of a document for words finds: `fields`, those that have any."""

    counts: Counts
    fields: frozenset[str]


def read(index: Index, settings: IndexSettings, document: Document) -> Read:
    from meilifake.engine.index.paths import known_fields
    from meilifake.engine.index.writer import Writer

    paths = known_fields(index)
    segment = Writer(settings, paths).segment([(0, document)])
    counts = frozenset((paths.names[fid], count) for fid, count in segment.counts)
    occurrences = (one for posting in segment.postings.values() for one in ((posting,) if isinstance(posting, int) else posting))
    return Read(counts, frozenset(paths.names[one >> POSITION_BITS & FIELD_MASK] for one in occurrences))


def moved(known: Counts, before: Counts, after: Counts) -> Counts:
    """The table's counts once a document that had `before` has `after`."""
    return known - (before - after) | (after - before)


def before_changes(index: Index, changes: Sequence[Change]) -> dict[int, Counts]:
    """What documents have whose counts are wrong and that a batch, which is not written yet, makes the server read."""
    from meilifake.engine.index.registry import has_changed

    settings, found = index.settings, dict[int, Counts]()
    for change in changes:
        if change.docid in index.miscounted.counts:
            stored = change.stored(index.documents)
            if stored is None:
                found[change.docid] = frozenset()
            elif change.fields is None or has_changed(settings, searchable, stored, change.fields, change.scratch):
                found[change.docid] = read(index, settings, stored).counts
    return found


def after_changes(index: Index, had: Mapping[int, Counts]) -> Miscounted:
    """Once the batch is written. `had`: what `before_changes` found."""
    found = index.miscounted
    for docid, before in had.items():
        there = index.documents.bits >> docid & 1
        after = read(index, index.settings, index.documents.get(docid)).counts if there else None
        found = noted(found, index.settings, docid, moved(found.counts[docid], before, after or frozenset()), after)
    return found


def noted(found: Miscounted, settings: IndexSettings, docid: int, known: Counts, right: Counts | None) -> Miscounted:
    """With what the table says of one document. `right`: what it should say, None without a document."""
    counts, met = ({other: one for other, one in table.items() if other != docid} for table in found)
    if known != (right or frozenset()):
        counts[docid] = known
    if right is not None and right != {one for one in known if searchable(settings, one[0]) is Match.MATCH}:
        met[docid] = known
    return Miscounted(counts, met)
