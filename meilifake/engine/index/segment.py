"""The search tables of one set of documents, never changed once made. What they hold compactly is spread out on demand and remembered."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from meilifake.engine import bitmap
from meilifake.engine.index.documents import Document
from meilifake.engine.index.occurrence import BUCKETS, DOCUMENT_SHIFT, FIELD_MASK, POSITION_BITS, POSITION_MASK

K = TypeVar("K")
V = TypeVar("V")
Postings = Mapping[str, "int | array[int]"]
"""A word that occurs once, as most words of a small index do, has its occurrence in place of an array: it takes a third of the memory, and
is made in a third of the time."""
NO_PAIR = (0, 0, 0)
_NOTHING: Mapping[int, int] = {}
# Sets remembered of each kind: as many as fit in so many bytes, but enough for a prefix's thousand words.
_REMEMBERED_BYTES = 8 << 20
_REMEMBERED_LEAST = 2048
# Posting lists this many times longer than the documents wanted of them are searched rather than read through.
_MUCH_LONGER = 16


class Segment:
    """Postings by word (`engine.index.occurrence`, ascending), documents by (field, word count), and the documents themselves."""

    __slots__ = ("_docs", "_fields", "_pairs", "_positions", "_room", "bits", "counts", "documents", "postings")

    def __init__(self, postings: Postings, counts: Mapping[tuple[int, int], int], documents: Mapping[int, Document]) -> None:
        self.postings = postings
        self.counts = counts
        self.documents = documents
        self.bits = bitmap.of(list(documents))
        self._room = max(_REMEMBERED_LEAST, _REMEMBERED_BYTES // (self.bits.bit_length() // 8 + 64))
        self._docs: dict[str, int] = {}
        self._fields: dict[str, Mapping[int, int]] = {}
        self._positions: dict[str, Mapping[int, int]] = {}
        self._pairs: dict[tuple[str, str], tuple[int, int, int]] = {}

    def docs(self, word: str) -> int:
        """The documents with the word."""
        found = self._docs.get(word)
        if found is None:
            posting = self._posting(word)
            if not posting:
                return 0
            found = self._remember(self._docs, word, bitmap.of([occurrence >> DOCUMENT_SHIFT for occurrence in posting]))
        return found

    def fields(self, word: str) -> Mapping[int, int]:
        """Field id -> documents with the word in that field."""
        found = self._fields.get(word)
        if found is None:
            posting = self._posting(word)
            if not posting:
                return _NOTHING
            found = self._remember(self._fields, word, _spread(posting, _field))
        return found

    def positions(self, word: str) -> Mapping[int, int]:
        """Bucketed position -> documents with the word there."""
        found = self._positions.get(word)
        if found is None:
            posting = self._posting(word)
            if not posting:
                return _NOTHING
            found = self._remember(self._positions, word, _spread(posting, _bucket))
        return found

    def pairs(self, left: str, right: str) -> tuple[int, int, int]:
        """Documents in which `left` comes 1, 2 and 3 positions before `right` in one field, each under its smallest distance."""
        if left not in self.postings or right not in self.postings:
            return NO_PAIR
        key = (left, right)
        found = self._pairs.get(key)
        if found is None:
            found = self._remember(self._pairs, key, self._nearest(left, right))
        return found

    def _posting(self, word: str) -> Sequence[int]:
        found = self.postings.get(word)
        return () if found is None else unpacked(found)

    def _remember(self, memory: dict[K, V], key: K, value: V) -> V:
        if len(memory) >= self._room:
            memory.clear()
        memory[key] = value
        return value

    def _nearest(self, left: str, right: str) -> tuple[int, int, int]:
        """`pairs` from the postings: only those of documents that hold both words, where that spares most of them."""
        first, second = self._posting(left), self._posting(right)
        common = self.docs(left) & self.docs(right)
        if _MUCH_LONGER * common.bit_count() < len(first) + len(second):
            first, second = _of_documents(first, common), _of_documents(second, common)
        if len(first) <= len(second):
            known = set(second)
            near = [bitmap.of([at >> DOCUMENT_SHIFT for at in first if at + distance in known]) for distance in (1, 2, 3)]
        else:
            known = set(first)
            near = [bitmap.of([at >> DOCUMENT_SHIFT for at in second if at - distance in known]) for distance in (1, 2, 3)]
        return near[0], near[1] & ~near[0], near[2] & ~(near[0] | near[1])

    def spread(self, words: Iterable[str]) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """The documents of many words, by field id and by bucketed position. Nothing is remembered of the single words."""
        occurrences = [occurrence for word in words for occurrence in self._posting(word)]
        return _spread(occurrences, _field), _spread(occurrences, _bucket)

    def alive(self, word: str, live: int) -> bool:
        """Whether a document of `live` has the word."""
        return any(live >> (occurrence >> DOCUMENT_SHIFT) & 1 for occurrence in self._posting(word))

    def narrowed(self, live: int) -> Segment:
        """The same tables for the documents of `live` only."""
        if not self.bits & ~live:
            return self
        kept = {docid: document for docid, document in self.documents.items() if live >> docid & 1}
        postings = {}
        for word, posting in self.postings.items():
            left = [occurrence for occurrence in unpacked(posting) if occurrence >> DOCUMENT_SHIFT in kept]
            if left:
                postings[word] = packed(left)
        return Segment(postings, {key: docs & live for key, docs in self.counts.items()}, kept)


def unpacked(posting: int | array[int]) -> Sequence[int]:
    return (posting,) if isinstance(posting, int) else posting


def packed(occurrences: Sequence[int]) -> int | array[int]:
    return occurrences[0] if len(occurrences) == 1 else array("Q", occurrences)


def merged(segments: Iterable[Segment]) -> Segment:
    """One segment for several that share no document."""
    parts = sorted(segments, key=lambda segment: len(segment.documents), reverse=True)
    postings, counts, documents = dict(parts[0].postings), dict(parts[0].counts), dict(parts[0].documents)
    for part in parts[1:]:
        documents.update(part.documents)
        for key, docs in part.counts.items():
            counts[key] = counts.get(key, 0) | docs
        for word, posting in part.postings.items():
            known = postings.get(word)
            postings[word] = posting if known is None else packed(sorted([*unpacked(known), *unpacked(posting)]))
    return Segment(postings, counts, documents)


def _field(occurrence: int) -> int:
    return occurrence >> POSITION_BITS & FIELD_MASK


def _bucket(occurrence: int) -> int:
    return BUCKETS[occurrence & POSITION_MASK]


def _spread(posting: Iterable[int], facet: Callable[[int], int]) -> Mapping[int, int]:
    """Documents of a posting by a facet of their occurrences, ascending."""
    found: dict[int, list[int]] = {}
    for occurrence in posting:
        found.setdefault(facet(occurrence), []).append(occurrence >> DOCUMENT_SHIFT)
    return {value: bitmap.of(found[value]) for value in sorted(found)}


def _of_documents(posting: Sequence[int], documents: int) -> Sequence[int]:
    """The occurrences in some documents."""
    kept: list[int] = []
    at = 0
    for docid in bitmap.each(documents):
        at = bisect_left(posting, docid << DOCUMENT_SHIFT, at)
        end = bisect_left(posting, docid + 1 << DOCUMENT_SHIFT, at)
        kept.extend(posting[at:end])
        at = end
    return kept
