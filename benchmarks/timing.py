"""What is measured, and how: CPU seconds of this process, two things in turns, so that a busy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log
from statistics import linear_regression, median, quantiles
from time import process_time
from typing import NamedTuple


class Row(NamedTuple):
    """One figure. `unit`: `s` for seconds, `x` for a ratio, empty for a bare number.

    `aim`: the ratio to `theirs` that we want to stay below, or without `theirs` the figure itself; None for what is only reported.
    `usual`: the median, where `ours` is the least of several.
    """

    what: str
    ours: float
    theirs: float | None = None
    yardstick: str = ""
    aim: float | None = None
    unit: str = "s"
    usual: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def met(self) -> bool | None:
        """None without an aim."""
        return None if self.aim is None else (self.ours if self.ratio is None else self.ratio) <= self.aim


def seconds(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int, repeat: int = 20) -> tuple[float, float]:
    """Median seconds of one call of each; a turn is `repeat` calls of one, then of the other. Both are called once before."""
    ours(), theirs()
    timings: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, kept in zip((ours, theirs), timings, strict=True):
            kept.extend(seconds(call) for _ in range(repeat))
    return median(timings[0]), median(timings[1])


def p50_p95(timings: Iterable[float]) -> tuple[float, float]:
    cuts = quantiles(timings, n=20)
    return cuts[9], cuts[18]


def exponent(sizes: Sequence[int], figures: Sequence[float]) -> float:
    """The k of figure ~ size^k, by least squares on the logarithms: 1 is linear, 0 does not grow."""
    return linear_regression([log(size) for size in sizes], [log(figure) for figure in figures]).slope


def loop() -> None:
    """Always the same work: what it takes tells how fast the machine is just now."""
    counts: dict[int, int] = {}
    for number in range(20_000):
        counts[number % 997] = counts.get(number % 997, 0) + number


def unsteadiness() -> tuple[float, float]:
    """Median and least seconds of the loop: how far apart they are says what absolute figures are worth here."""
    timings = [seconds(loop) for _ in range(300)]
    return median(timings), min(timings)
