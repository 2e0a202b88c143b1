"""Where a word occurs, packed in one integer: document, field and position, in this order of weight.

A position leaves room above it, so that two occurrences of one document and field are close exactly when their integers are.
"""

from __future__ import annotations

from array import array
from typing import Final

POSITION_BITS: Final = 20
FIELD_BITS: Final = 16
DOCUMENT_SHIFT: Final = POSITION_BITS + FIELD_BITS
POSITION_MASK: Final = (1 << POSITION_BITS) - 1
FIELD_MASK: Final = (1 << FIELD_BITS) - 1
MAX_POSITION: Final = 65_535


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
