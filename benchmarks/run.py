"""`make bench`: what the fake costs, each figure beside its yardstick, measured in turns in one run.

python benchmarks/run.py            # all
python benchmarks/run.py fixture    # those whose name contains the word
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import processes
import requests_in_process
import searching
from timing import Row, print_rows

BENCHMARKS: tuple[tuple[str, Callable[[], list[Row]]], ...] = (
    ("requests in process", requests_in_process.measure),
    ("fixture", requests_in_process.measure_fixture),
    ("import and start", processes.measure),
    ("search and indexing", searching.measure),
)


def main() -> None:
    wanted = sys.argv[1:]
    for name, measure in BENCHMARKS:
        if not wanted or any(word in name for word in wanted):
            print_rows(name, measure())


if __name__ == "__main__":
    main()
