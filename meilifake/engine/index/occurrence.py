"""Where a word occurs, packed in one integer: document, field and position, in this order of weight.

Each part fills whole bytes, so that one part of all integers of an array is read at once. The postings of a word are such an array,
ascending; a word that occurs once, as most words of a small index do, has its occurrence in place of an array: it takes a third of the
memory, and is made in a third of the time.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Final, TypeAlias

from meilifake.engine import bitmap

POSITION_BITS: Final = 16
FIELD_BITS: Final = 16
DOCUMENT_SHIFT: Final = POSITION_BITS + FIELD_BITS
POSITION_MASK: Final = (1 << POSITION_BITS) - 1
FIELD_MASK: Final = (1 << FIELD_BITS) - 1
MAX_POSITION: Final = 65_535

LONG: Final = 8
"""A posting with so many occurrences for each document sought is not gone through."""

Posting: TypeAlias = "int | array[int]"
# Where each part stands in memory, counted in parts of its size.
_DOCUMENT, _FIELD, _POSITION = (1, 1, 0) if sys.byteorder == "little" else (0, 2, 3)
# Which of the two bytes of a part weighs more.
_HIGH = 1 if sys.byteorder == "little" else 0


def documents_of(posting: Posting) -> list[int]:
    """The document of each occurrence."""
    if isinstance(posting, int):
        return [posting >> DOCUMENT_SHIFT]
    return memoryview(posting).cast("B").cast("I")[_DOCUMENT::2].tolist()


def in_documents(posting: Posting, documents: int) -> Iterator[bool]:
    """Whether each occurrence is in one of these documents."""
    return with_ids(posting, bitmap.each(documents))


def with_ids(posting: Posting, ids: Iterable[int]) -> Iterator[bool]:
    """The same, of documents by their ids."""
    return map(set(ids).__contains__, documents_of(posting))


def occurrences(postings: Iterable[Posting | None], ids: Sequence[int]) -> array[int]:
    """What several postings, None for words unknown, have in some documents, ascending."""
    found, whole = array("Q"), array("Q")
    long = LONG * len(ids)
    for posting in postings:
        if isinstance(posting, int):
            whole.append(posting)
        elif posting is None:
            pass
        elif len(posting) > long:
            found.extend(picked(posting, ids))
        else:
            whole += posting
    found.extend(compress(whole, with_ids(whole, ids)))
    return array("Q", sorted(found))


def picked(posting: Sequence[int], ids: Sequence[int]) -> Iterator[int]:
    """The occurrences in some documents, looked for one after the other."""
    at, end = 0, len(posting)
    for docid in ids:
        at = bisect_left(posting, docid << DOCUMENT_SHIFT, at)
        while at < end and posting[at] >> DOCUMENT_SHIFT == docid:
            yield posting[at]
            at += 1


def by_field(posting: Posting) -> Mapping[int, int]:
    """Field id -> documents, ascending."""
    if isinstance(posting, int):
        return {posting >> POSITION_BITS & FIELD_MASK: 1 << (posting >> DOCUMENT_SHIFT)}
    return _documents_by(_fields_of(posting), documents_of(posting))


def by_bucket(posting: Posting) -> Mapping[int, int]:
    """Bucketed position -> documents, ascending."""
    if isinstance(posting, int):
        return {BUCKETS[posting & POSITION_MASK]: 1 << (posting >> DOCUMENT_SHIFT)}
    found = _documents_by(_codes_of(posting), documents_of(posting))
    return {_BUCKET_OF[code]: docids for code, docids in found.items()}


class Grouped(Mapping[int, int]):
    """Field id or bucketed position -> documents, each looked up when it is asked for: one costs an eighth of all at once."""

    __slots__ = ("_codes", "_docids", "_keys", "_known")

    def __init__(self, keys: Sequence[int], docids: Sequence[int], name_of: Callable[[int], int]) -> None:
        """The two run side by side. `name_of`: what a key stands for."""
        self._keys, self._docids = keys, docids
        self._codes = {name_of(key): key for key in sorted(set(keys))}
        self._known: dict[int, int] = {}

    def __getitem__(self, name: int) -> int:
        found = self._known.get(name)
        if found is None:
            key = self._codes[name]
            chosen = self._keys.translate(_only(key)) if isinstance(self._keys, bytes) else map(key.__eq__, self._keys)
            found = self._known[name] = bitmap.of(list(compress(self._docids, chosen)))
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def grouped_by_field(postings: array[int]) -> Grouped:
    return Grouped(_fields_of(postings), documents_of(postings), int)


def grouped_by_bucket(postings: array[int]) -> Grouped:
    return Grouped(_codes_of(postings), documents_of(postings), _BUCKET_OF.__getitem__)


def _only(byte: int) -> bytes:
    """A table that leaves one byte, as 1."""
    return bytes(byte) + b"\1" + bytes(255 - byte)


def field_ids(postings: array[int]) -> list[int]:
    """The fields of all occurrences, ascending."""
    return sorted(set(_fields_of(postings)))


def bucket_ids(postings: array[int]) -> list[int]:
    """The bucketed positions of all occurrences, ascending."""
    return [_BUCKET_OF[code] for code in sorted(set(_codes_of(postings)))]


def _documents_by(keys: Sequence[int], docids: Sequence[int]) -> dict[int, int]:
    """The documents of each key, keys ascending. The two run side by side."""
    if not keys or keys.count(keys[0]) == len(keys):
        return {key: bitmap.of(docids) for key in keys[:1]}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, docid in zip(keys, docids, strict=True):
        found[key].append(docid)
    return {key: bitmap.of(found[key]) for key in sorted(found)}


def _fields_of(postings: array[int]) -> Sequence[int]:
    """The field of each occurrence."""
    few = _bytes_of(postings, _FIELD)
    return memoryview(postings).cast("B").cast("H")[_FIELD::4].tolist() if few is None else few


def _codes_of(postings: array[int]) -> bytes:
    """The number of the bucket of each occurrence's position, in the order of buckets."""
    few = _bytes_of(postings, _POSITION)
    if few is None:
        return bytes(map(_CODES.__getitem__, memoryview(postings).cast("B").cast("H")[_POSITION::4]))
    return few.translate(_FIRST_CODES)


def _bytes_of(postings: array[int], part: int) -> bytes | None:
    """A part of each occurrence where all fit in a byte, as they nearly always do: a fifth of the time of looking at numbers."""
    data = postings.tobytes()
    high = data[2 * part + _HIGH :: 8]
    return data[2 * part + 1 - _HIGH :: 8] if high.count(0) == len(high) else None


def unpacked(posting: Posting | tuple[()]) -> Sequence[int]:
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
_BUCKET_OF: Final = sorted(set(BUCKETS))
_CODES: Final = bytes(map({bucket: code for code, bucket in enumerate(_BUCKET_OF)}.__getitem__, BUCKETS))
"""The place of each position's bucket among all buckets: there are but a few, so that a byte holds it."""
_FIRST_CODES: Final = _CODES[:256]
