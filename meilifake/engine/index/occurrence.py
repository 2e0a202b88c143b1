"""Where a word occurs, packed in one integer: document, field and position, in this order of weight.

Each part fills whole bytes, so that one part of all integers of an array is read at once. The postings of a word are such an array,
ascending; a word that occurs once, as most words of a small index do, has its occurrence in place of an array: it takes a third of the
memory, and is made in a third of the time.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from meilifake.engine import bitmap

POSITION_BITS: Final = 16
FIELD_BITS: Final = 16
DOCUMENT_SHIFT: Final = POSITION_BITS + FIELD_BITS
POSITION_MASK: Final = (1 << POSITION_BITS) - 1
FIELD_MASK: Final = (1 << FIELD_BITS) - 1
MAX_POSITION: Final = 65_535

Posting: TypeAlias = "int | array[int]"
# Where each part stands in memory, counted in parts of its size.
_DOCUMENT, _FIELD, _POSITION = (1, 1, 0) if sys.byteorder == "little" else (0, 2, 3)


def documents_of(posting: Posting) -> list[int]:
    """The document of each occurrence."""
    if isinstance(posting, int):
        return [posting >> DOCUMENT_SHIFT]
    return memoryview(posting).cast("B").cast("I")[_DOCUMENT::2].tolist()


def fields_of(posting: Posting) -> list[int]:
    """The field of each occurrence."""
    if isinstance(posting, int):
        return [posting >> POSITION_BITS & FIELD_MASK]
    return memoryview(posting).cast("B").cast("H")[_FIELD::4].tolist()


def buckets_of(posting: Posting) -> list[int]:
    """The bucketed position of each occurrence."""
    if isinstance(posting, int):
        return [BUCKETS[posting & POSITION_MASK]]
    return [BUCKETS[position] for position in memoryview(posting).cast("B").cast("H")[_POSITION::4]]


def field_set(postings: array[int]) -> set[int]:
    """The fields of all occurrences."""
    return set(memoryview(postings).cast("B").cast("H")[_FIELD::4])


def bucket_set(postings: array[int]) -> set[int]:
    """The bucketed positions of all occurrences."""
    return {BUCKETS[position] for position in set(memoryview(postings).cast("B").cast("H")[_POSITION::4])}


def documents_by(keys: Sequence[int], docids: Sequence[int]) -> Mapping[int, int]:
    """The documents of each key, keys ascending. The two run side by side."""
    if not keys or keys.count(keys[0]) == len(keys):
        return {key: bitmap.of(docids) for key in keys[:1]}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, docid in zip(keys, docids, strict=True):
        found[key].append(docid)
    return {key: bitmap.of(found[key]) for key in sorted(found)}


def unpacked(posting: Posting) -> Sequence[int]:
    return (posting,) if isinstance(posting, int) else posting


def packed(occurrences: Sequence[int]) -> Posting:
    return occurrences[0] if len(occurrences) == 1 else array("Q", occurrences)


def bucketed(position: int) -> int:
    """The position as word_position_docids keeps it: exact up to 15, then coarser and coarser (guide search-semantics, 4.2)."""
    if position < 16:
        return position
    return 24 if position < 24 else 1 << (position - 1).bit_length()


def _buckets() -> array[int]:
    """`bucketed` of every position, in the 16 bits that the server keeps of it: 0 for the last ones."""
    found = array("H", range(16))
    while len(found) <= MAX_POSITION:
        bucket = bucketed(len(found))
        last = 23 if bucket == 24 else min(bucket, MAX_POSITION)
        found += array("H", [bucket & 0xFFFF]) * (last + 1 - len(found))
    return found


BUCKETS: Final = _buckets()
