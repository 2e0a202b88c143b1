"""`make bench`: what the fake costs, each figure beside its yardstick, in one run. Needs some minutes, and writes docs/performance.md.

python benchmarks/run.py            # all
python benchmarks/run.py --quick    # fewer rounds, 10,000 documents at most; only prints
python benchmarks/run.py fixture    # those whose name contains the word; only prints
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import cycle
import doors
import fixtures
import growth
import libraries
import processes
from report import machine, print_rows, write_page
from timing import Row

BENCHMARKS: tuple[tuple[str, Callable[[bool], list[Row]]], ...] = (
    ("a request, door by door", doors.measure),
    ("a fixture", fixtures.measure),
    ("import and start", processes.measure),
    ("the cycle of a test", cycle.measure),
    ("growth", growth.measure),
    ("beside search libraries in Python", libraries.measure),
)
"""Name -> what measures it; True asks for a quick look."""


def main() -> None:
    quick = "--quick" in sys.argv
    wanted = [word for word in sys.argv[1:] if word != "--quick"]
    print(machine())
    sections = {}
    for name, measure in BENCHMARKS:
        if not wanted or any(word in name for word in wanted):
            sections[name] = measure(quick)
            print_rows(name, sections[name])
            if not quick and not wanted:
                write_page(sections)


if __name__ == "__main__":
    main()
