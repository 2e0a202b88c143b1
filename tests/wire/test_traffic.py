"""Counting of requests."""

from __future__ import annotations

from meilifake.wire.traffic import BUCKETS, Lapses


def test_a_time_is_counted_at_its_bound_and_at_all_above() -> None:
    lapses = Lapses()
    for seconds in (0.0, 0.005, 0.006, 99.0):
        lapses.add(seconds)
    counts = lapses.up_to()
    assert len(counts) == len(BUCKETS) + 1
    assert counts[:2] == [2, 3]
    assert counts[-2:] == [3, 4]
