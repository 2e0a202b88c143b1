from __future__ import annotations

import random

import pytest

from meilifake.engine import bitmap


@pytest.mark.parametrize(("count", "below"), [(0, 1), (1, 1), (1, 9000), (7, 100), (8, 8), (40, 50), (300, 301), (40, 100_000)])
def test_a_set_holds_its_ids(count: int, below: int) -> None:
    ids = random.Random(count).sample(range(below), count)
    found = bitmap.of(ids)
    assert found == sum(1 << docid for docid in ids)
    assert list(bitmap.each(found)) == sorted(ids)


def test_ids_may_come_more_than_once_and_in_any_order() -> None:
    assert bitmap.of([9, 2, 9, 5, 2, 0, 9, 9, 5]) == 1 << 9 | 1 << 5 | 1 << 2 | 1
