"""Occurrences read part by part: the same as each taken apart."""

from __future__ import annotations

import random

import pytest

from meilifake.engine.index.occurrence import (
    BUCKETS,
    DOCUMENT_SHIFT,
    FIELD_MASK,
    POSITION_BITS,
    POSITION_MASK,
    Posting,
    bucket_ids,
    by_bucket,
    by_field,
    documents_of,
    field_ids,
    grouped_by_bucket,
    grouped_by_field,
    occurrences,
    packed,
    unpacked,
)


def one_by_one(posting: Posting, key: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for occurrence in unpacked(posting):
        field, position = occurrence >> POSITION_BITS & FIELD_MASK, occurrence & POSITION_MASK
        at = field if key == "field" else BUCKETS[position]
        found[at] = found.get(at, 0) | 1 << (occurrence >> DOCUMENT_SHIFT)
    return dict(sorted(found.items()))


@pytest.mark.parametrize("count", [1, 2, 40])
@pytest.mark.parametrize("fields", [1, 256, 257, 65_536])
@pytest.mark.parametrize("positions", [1, 16, 256, 257, 65_536])
def test_by_field_and_by_bucket(count: int, fields: int, positions: int) -> None:
    chance = random.Random(count)
    places = {(chance.randrange(2000), chance.randrange(fields), chance.randrange(positions)) for _ in range(count - 1)}
    places.add((70_000, fields - 1, positions - 1))
    posting = packed(sorted(docid << DOCUMENT_SHIFT | field << POSITION_BITS | position for docid, field, position in places))
    assert list(by_field(posting).items()) == list(one_by_one(posting, "field").items())
    assert list(by_bucket(posting).items()) == list(one_by_one(posting, "bucket").items())
    assert documents_of(posting) == [docid for docid, _, _ in sorted(places)]
    if not isinstance(posting, int):
        assert field_ids(posting) == list(by_field(posting))
        assert bucket_ids(posting) == list(by_bucket(posting))
        assert list(grouped_by_field(posting).items()) == list(by_field(posting).items())
        assert list(grouped_by_bucket(posting).items()) == list(by_bucket(posting).items())


@pytest.mark.parametrize("count", [1, 3, 40, 4000])
def test_occurrences_in_some_documents(count: int) -> None:
    """A long posting is looked at only where it may matter; that of a word met once is a number, of the very first word 0."""
    chance = random.Random(count)
    postings = [packed(sorted({chance.randrange(500) << DOCUMENT_SHIFT | chance.randrange(9) for _ in range(size)})) for size in (1, count)]
    for ids in ([], [0], [3, 250, 499], list(range(0, 500, 7))):
        found = occurrences([0, None, *postings], ids)
        assert list(found) == sorted(o for posting in (0, *postings) for o in unpacked(posting) if o >> DOCUMENT_SHIFT in ids)
