"""The search tables of one set of documents, never changed once made. What they hold compactly is spread out on demand and remembered."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from meilifake.engine import bitmap
from meilifake.engine.index.documents import Document
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, Posting, by_bucket, by_field, documents_of, occurrences, packed, unpacked
from meilifake.engine.index.pairs import NO_PAIR, Pairs, pairs

K = TypeVar("K")
V = TypeVar("V")
_NOTHING: Mapping[int, int] = {}
# Sets remembered of each kind: as many as fit in so many bytes, but enough for a prefix's thousand words.
_REMEMBERED_BYTES = 8 << 20
_REMEMBERED_LEAST = 2048


class Segment:
    """Postings by word (`engine.index.occurrence`, ascending), documents by (field, word count), and the documents themselves."""

    __slots__ = ("_docs", "_fields", "_pairs", "_positions", "_room", "bits", "counts", "documents", "postings")

    def __init__(self, postings: Mapping[str, Posting], counts: Mapping[tuple[int, int], int], documents: Mapping[int, Document]) -> None:
        self.postings = postings
        self.counts = counts
        self.documents = documents
        self.bits = bitmap.of(list(documents))
        self._room = max(_REMEMBERED_LEAST, _REMEMBERED_BYTES // (self.bits.bit_length() // 8 + 64))
        self._docs: dict[str, int] = {}
        self._fields: dict[str, Mapping[int, int]] = {}
        self._positions: dict[str, Mapping[int, int]] = {}
        self._pairs: dict[tuple[str, str], Pairs] = {}

    def docs(self, word: str) -> int:
        """The documents with the word."""
        found = self._docs.get(word)
        if found is None:
            posting = self.postings.get(word)
            if posting is None:
                return 0
            found = self._remember(self._docs, word, bitmap.ascending(documents_of(posting)))
        return found

    def occurrences(self, words: Iterable[str], ids: Sequence[int]) -> array[int]:
        """Of some words in some documents, ascending."""
        return occurrences(map(self.postings.get, words), ids)

    def fields(self, word: str) -> Mapping[int, int]:
        """Field id -> documents with the word in that field."""
        found = self._fields.get(word)
        if found is None:
            posting = self.postings.get(word)
            if posting is None:
                return _NOTHING
            found = self._remember(self._fields, word, by_field(posting))
        return found

    def positions(self, word: str) -> Mapping[int, int]:
        """Bucketed position -> documents with the word there."""
        found = self._positions.get(word)
        if found is None:
            posting = self.postings.get(word)
            if posting is None:
                return _NOTHING
            found = self._remember(self._positions, word, by_bucket(posting))
        return found

    def pairs(self, left: str, right: str) -> Pairs:
        """Documents in which `left` comes 1, 2 and 3 positions before `right` in one field, each under its smallest distance."""
        key = (left, right)
        found = self._pairs.get(key)
        if found is None:
            first, second = self.postings.get(left), self.postings.get(right)
            if first is None or second is None:
                return NO_PAIR
            found = self._remember(self._pairs, key, pairs(first, second, self.docs(left) & self.docs(right)))
        return found

    def _posting(self, word: str) -> Sequence[int]:
        found = self.postings.get(word)
        return () if found is None else unpacked(found)

    def _remember(self, memory: dict[K, V], key: K, value: V) -> V:
        if len(memory) >= self._room:
            memory.clear()
        memory[key] = value
        return value

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
