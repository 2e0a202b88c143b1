"""What a server counts of the requests it answers, for its metrics (guide http-surface, 25)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
"""Seconds: the bounds between which times are counted."""


class Lapses:
    """How long requests of one kind took."""

    def __init__(self) -> None:
        self.between = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        self.between[bisect_left(BUCKETS, seconds)] += 1
        self.seconds += seconds

    def up_to(self) -> list[int]:
        """How many took no longer than each bound; the last is all of them."""
        return list(accumulate(self.between))


class Traffic:
    """`answered`: by verb, path and status; `lapses`: by verb and path. A path is a route's, or what was asked for where there is none."""

    def __init__(self) -> None:
        self.answered: Counter[tuple[str, str, str]] = Counter()
        self.lapses: dict[tuple[str, str], Lapses] = {}

    def clear(self) -> None:
        self.answered.clear()
        self.lapses.clear()
