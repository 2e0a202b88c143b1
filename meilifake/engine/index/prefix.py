"""The words that share a prefix, all together, as the server's prefix database has them (guide search-semantics, 4.3).

There may be thousands of words, in most documents. So their occurrences are gone through once for what has to be known of all documents,
and once more in each search for those documents that it may find.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
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
    in_documents,
)
from meilifake.engine.index.pairs import FARTHEST, Pairs, within

if TYPE_CHECKING:
    from meilifake.engine.index.inverted import Part


Occurrences = tuple["array[int]", "array[int]"]
"""Of some words, and beside each the number of its word."""


class Prefix:
    """`docids`: the documents with one of the words; `fields` and `positions`: where in any of them, positions bucketed, both ascending."""

    __slots__ = ("_fresh", "_parts", "_words", "docids", "fields", "positions")

    def __init__(self, parts: Sequence[Part], words: Sequence[str]) -> None:
        self._parts = parts
        self._words = words
        self._fresh: Occurrences | None = occurrences(parts, words)
        found = self._fresh[0]
        self.docids = bitmap.of(documents_of(found))
        self.fields = field_ids(found)
        self.positions = bucket_ids(found)

    def among(self, documents: int) -> PrefixAmong:
        found, words = self._fresh or occurrences(self._parts, self._words)
        wanted = self.docids & documents
        if wanted != self.docids:
            chosen = list(in_documents(found, wanted))
            found, words = array("Q", compress(found, chosen)), array("I", compress(words, chosen))
        return PrefixAmong(self._parts, wanted, found, words)

    def forget(self) -> None:
        """The occurrences, which take far more room than what is known of them. They can be gone through again."""
        self._fresh = None


class PrefixAmong:
    """Where the words are in some documents. `words`: which of them each occurrence is of."""

    def __init__(self, parts: Sequence[Part], documents: int, found: array[int], words: array[int]) -> None:
        self._parts = parts
        self._documents = documents
        self._found = found
        self._words = words
        self._after: dict[str, Pairs] = {}

    @cached_property
    def fields(self) -> Mapping[int, int]:
        """Field id -> documents."""
        return by_field(self._found)

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Bucketed position -> documents."""
        return by_bucket(self._found)

    @cached_property
    def _ordered(self) -> tuple[Sequence[int], Sequence[int]]:
        """Occurrences ascending, with their words."""
        ordered = sorted(zip(self._found, self._words, strict=True))
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


def occurrences(parts: Sequence[Part], words: Sequence[str]) -> Occurrences:
    """All occurrences of the words in documents that are current, and beside them which of the words it is."""
    found, numbers = array("Q"), array("I")
    for segment, live in parts:
        start = len(found)
        for number, word in enumerate(words):
            posting = segment.postings.get(word)
            if isinstance(posting, int):
                found.append(posting)
                numbers.append(number)
            elif posting is not None:
                found += posting
                numbers += array("I", (number,)) * len(posting)
        if segment.bits & ~live:
            chosen = list(in_documents(found[start:], live))
            found[start:] = array("Q", compress(found[start:], chosen))
            numbers[start:] = array("I", compress(numbers[start:], chosen))
    return found, numbers
