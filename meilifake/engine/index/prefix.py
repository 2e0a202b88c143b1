"""The words that share a prefix, all together, as the server's prefix database has them (guide search-semantics, 4.3).

There may be thousands of words, in most documents. So their occurrences are gone through once for what has to be known of all documents,
and once more in each search for those documents that it may find.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from meilifake.engine import bitmap
from meilifake.engine.index.occurrence import (
    DOCUMENT_SHIFT,
    POSITION_BITS,
    bucket_ids,
    by_bucket,
    by_field,
    documents_of,
    field_ids,
    grouped_by_bucket,
    grouped_by_field,
    in_documents,
    unpacked,
    with_ids,
)
from meilifake.engine.index.pairs import FARTHEST, Pairs, within

if TYPE_CHECKING:
    from meilifake.engine.index.inverted import Part


class Prefix:
    """`docids`: the documents with one of the words."""

    def __init__(self, parts: Sequence[Part], words: Sequence[str]) -> None:
        self._parts = parts
        self._words = words
        self._fresh: array[int] | None = occurrences(parts, words)
        self.docids = bitmap.of(documents_of(self._fresh))

    @cached_property
    def fields(self) -> Sequence[int]:
        """The fields in which the words are, ascending."""
        return field_ids(self._all())

    @cached_property
    def positions(self) -> Sequence[int]:
        """Their bucketed positions, ascending."""
        return bucket_ids(self._all())

    def among(self, documents: int) -> PrefixAmong:
        found, wanted = self._all(), self.docids & documents
        if wanted != self.docids:
            found = array("Q", compress(found, in_documents(found, wanted)))
        return PrefixAmong(self._parts, self._words, wanted, found)

    def forget(self) -> None:
        """The occurrences, which take far more room than what is known of them. They can be gone through again."""
        self._fresh = None

    def _all(self) -> array[int]:
        return occurrences(self._parts, self._words) if self._fresh is None else self._fresh


class PrefixAmong:
    """Where the words are in some documents."""

    def __init__(self, parts: Sequence[Part], words: Sequence[str], documents: int, found: array[int]) -> None:
        self._parts = parts
        self._words = words
        self._documents = documents
        self._found = found
        self._after: dict[str, Pairs] = {}

    def occurrences(self, ids: Sequence[int]) -> array[int]:
        """Of all words in some of the documents."""
        return array("Q", compress(self._found, with_ids(self._found, ids)))

    @cached_property
    def fields(self) -> Mapping[int, int]:
        """Field id -> documents."""
        return by_field(self._found)

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Bucketed position -> documents."""
        return by_bucket(self._found)

    @cached_property
    def field_groups(self) -> Mapping[int, int]:
        """As `fields`, for who may not ask for all of them."""
        return grouped_by_field(self._found)

    @cached_property
    def position_groups(self) -> Mapping[int, int]:
        """As `positions`, for who may not ask for all of them."""
        return grouped_by_bucket(self._found)

    @cached_property
    def _ordered(self) -> tuple[Sequence[int], Sequence[int]]:
        """Occurrences ascending, beside them the numbers of their words."""
        ordered = sorted(numbered(self._parts, self._words, self._documents))
        return [occurrence for occurrence, _ in ordered], [word for _, word in ordered]

    def after(self, left: str) -> Pairs:
        """Documents in which a word comes 1, 2 and 3 positions after `left`: under the smallest distance of each word."""
        known = self._after.get(left)
        if known is None:
            found: list[set[int]] = [set() for _ in range(FARTHEST)]
            for (docid, _), distance in self._distances(left).items():
                found[distance - 1].add(docid)
            known = self._after[left] = bitmap.of(found[0]), bitmap.of(found[1]), bitmap.of(found[2])
        return known

    def _distances(self, left: str) -> Mapping[tuple[int, int], int]:
        """(Document, word) -> its smallest distance behind `left`."""
        places, words = self._ordered
        distances: dict[tuple[int, int], int] = {}
        for segment, live in self._parts:
            posting = segment.postings.get(left)
            if posting is None:
                continue
            for occurrence in within(posting, segment.docs(left) & live & self._documents):
                for at in range(bisect_right(places, occurrence), len(places)):
                    distance = places[at] - occurrence
                    if distance > FARTHEST or places[at] >> POSITION_BITS != occurrence >> POSITION_BITS:
                        break
                    key = occurrence >> DOCUMENT_SHIFT, words[at]
                    distances[key] = min(distance, distances.get(key, distance))
        return distances


def occurrences(parts: Sequence[Part], words: Collection[str]) -> array[int]:
    """All occurrences of the words in documents that are current."""
    found = array("Q")
    for segment, live in parts:
        start = len(found)
        for posting in map(segment.postings.get, words):
            if isinstance(posting, int):
                found.append(posting)
            elif posting is not None:
                found += posting
        if segment.bits & ~live:
            found[start:] = array("Q", compress(found[start:], in_documents(found[start:], live)))
    return found


def numbered(parts: Sequence[Part], words: Sequence[str], documents: int) -> Iterator[tuple[int, int]]:
    """The occurrences in some documents, each with the number of its word."""
    for part in parts:
        numbers = array("I")
        for number, word in enumerate(words):
            numbers += array("I", (number,)) * len(unpacked(part.segment.postings.get(word, ())))
        found = occurrences([part._replace(live=part.segment.bits)], words)
        yield from compress(zip(found, numbers, strict=True), in_documents(found, part.live & documents))
