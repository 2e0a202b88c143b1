"""Medians of two things measured in turns, so that a busy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Row(NamedTuple):
    """`ours` and `theirs` in seconds; `aim`: the ratio we want to stay below, None for a figure that is only reported."""

    what: str
    ours: float
    theirs: float | None = None
    yardstick: str = ""
    aim: float | None = None


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int, repeat: int = 20) -> tuple[float, float]:
    """Median seconds of one call of each; a turn is `repeat` calls of one, then of the other."""
    timings: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, kept in zip((ours, theirs), timings, strict=True):
            for _ in range(repeat):
                start = perf_counter()
                call()
                kept.append(perf_counter() - start)
    return median(timings[0]), median(timings[1])


def show(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} us" if seconds < 0.001 else f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def print_rows(title: str, rows: list[Row]) -> None:
    print(f"\n{title}")
    for row in rows:
        line = f"  {row.what:46} {show(row.ours):>9}"
        if row.theirs is not None:
            ratio = row.ours / row.theirs
            line += f"   {show(row.theirs):>9} {row.yardstick:34} {ratio:5.2f}x"
            if row.aim is not None:
                line += f"  aim {row.aim}x{'' if ratio <= row.aim else '  ABOVE'}"
        print(line, flush=True)
