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
from meilifake.engine.index.occurrence import DOCUMENT_SHIFT, POSITION_BITS, bucket_ids, by_bucket, by_field, documents_of, field_ids
from meilifake.engine.index.pairs import FARTHEST, Pairs

if TYPE_CHECKING:
    from meilifake.engine.index.inverted import Part


class Prefix:
    """`docids`: the documents with one of the words; `fields` and `positions`: where in any of them, positions bucketed, both ascending."""

    __slots__ = ("_parts", "_words", "docids", "fields", "positions")

    def __init__(self, parts: Sequence[Part], words: Sequence[str]) -> None:
        self._parts = parts
        self._words = words
        found, _ = occurrences(parts, words, -1)
        self.docids = bitmap.of(documents_of(found))
        self.fields = field_ids(found)
        self.positions = bucket_ids(found)

    def among(self, documents: int) -> PrefixAmong:
        return PrefixAmong(self._parts, *occurrences(self._parts, self._words, documents))


class PrefixAmong:
    """Where the words are in some documents. `words`: which of them each occurrence is of."""

    def __init__(self, parts: Sequence[Part], found: array[int], words: array[int]) -> None:
        self._parts = parts
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
        for occurrence in occurrences(self._parts, (left,), self.docids)[0]:
            for at in range(bisect_right(places, occurrence), len(places)):
                distance = places[at] - occurrence
                if distance > FARTHEST or places[at] >> POSITION_BITS != occurrence >> POSITION_BITS:
                    break
                key = occurrence >> DOCUMENT_SHIFT, words[at]
                distances[key] = min(distance, distances.get(key, distance))
        return distances

    @cached_property
    def docids(self) -> int:
        return bitmap.of(documents_of(self._found))


def occurrences(parts: Sequence[Part], words: Sequence[str], documents: int) -> tuple[array[int], array[int]]:
    """All occurrences of the words in those of the documents that are current, and beside them which of the words it is."""
    found, numbers = array("Q"), array("L")
    for segment, live in parts:
        start = len(found)
        for number, word in enumerate(words):
            posting = segment.postings.get(word)
            if isinstance(posting, int):
                found.append(posting)
                numbers.append(number)
            elif posting is not None:
                found += posting
                numbers += array("L", (number,)) * len(posting)
        wanted = live & documents
        if segment.bits & ~wanted:
            held = set(bitmap.each(wanted)).__contains__
            chosen = list(map(held, documents_of(found[start:])))
            found[start:] = array("Q", compress(found[start:], chosen))
            numbers[start:] = array("L", compress(numbers[start:], chosen))
    return found, numbers
