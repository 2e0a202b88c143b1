"""One index at several sizes, each in processes of its own: time to add, to search, memory, snapshots; and how each figure grows."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import count
from statistics import median
from typing import Any

from corpus import documents, queries
from timing import Row, exponent, p50_p95, seconds

from meilifake import MeiliFake

SETTINGS = {"filterableAttributes": ["genres", "year"], "sortableAttributes": ["rating"]}
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "typical": ("typical", {}),
    "typo": ("typo", {}),
    "prefix": ("prefix", {}),
    "filter": ("typical", {"filter": "genres = genre3 AND year > 2000"}),
    "facet": ("typical", {"facets": ["genres", "year"]}),
    "sort": ("typical", {"sort": ["rating:desc"]}),
}
"""Kind of search -> which queries, and what the body says besides."""

AIMS = {("add", 10_000): 1.0, ("first", 10_000): 3.0, ("memory", 10_000): 6.0} | {(f"p50 {kind}", 10_000): 0.005 for kind in KINDS}
GROWTH_AIM = 1.1
GROWS = ("add", "first", "memory", *(f"p50 {kind}" for kind in KINDS))
NAMES = {
    "add": "add",
    "first": "first search after that",
    "stored": "memory as added, to the JSON",
    "memory": "memory after searches, to the JSON",
    "snapshot": "snapshot",
    "restore": "restore",
    "write": "one document more and a search, after a snapshot",
}

TIMES = 5
"""Processes for each size: the least of each figure counts, as whatever else runs can only add to it."""

Figures = dict[str, float]


class Subject:
    """A fake whose index holds nothing yet, and the JSON of so many documents."""

    def __init__(self, size: int) -> None:
        import httpx

        self.raw = json.dumps(documents(size), separators=(",", ":")).encode()
        self.fake = MeiliFake()
        self.client = httpx.Client(
            transport=self.fake.transport, base_url="http://localhost:7700", headers={"content-type": "application/json"}
        )
        self.client.patch("/indexes/books/settings", json=SETTINGS).raise_for_status()

    def add(self) -> None:
        self.client.post("/indexes/books/documents", content=self.raw).raise_for_status()

    def search(self, query: str, **more: Any) -> None:
        self.client.post("/indexes/books/search", json={"q": query, **more}).raise_for_status()

    def timings(self, kind: str, times: int) -> list[float]:
        query_kind, more = KINDS[kind]
        return [seconds(lambda: self.search(query, **more)) for query in queries(query_kind, times)]  # noqa: B023


def time_of(size: int, searches: int) -> Figures:
    subject = Subject(size)
    figures = {"add": seconds(subject.add), "first": seconds(lambda: subject.search("lighthouse"))}
    for kind in KINDS:
        figures[f"p50 {kind}"], figures[f"p95 {kind}"] = p50_p95(subject.timings(kind, searches))
    kept = subject.fake.snapshot()
    numbers = count(size)

    def write() -> None:
        subject.client.post("/indexes/books/documents", json=[{"id": next(numbers), "title": "lighthouse"}]).raise_for_status()
        subject.search("lighthouse")

    def median_of(call: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
        return median(seconds(call) for _ in range(5) if before() is None)

    figures["write"] = median_of(write, lambda: subject.fake.restore(kept))
    figures["snapshot"] = median_of(subject.fake.snapshot)
    figures["restore"] = median_of(lambda: subject.fake.restore(kept))
    return figures


def memory_of(size: int, searches: int) -> Figures:
    """Bytes that Python holds for an index that was searched, as a multiple of the JSON that was sent. Modules are loaded before."""
    another = Subject(10)
    another.add()
    another.search("lighthouse")
    subject = Subject(size)
    gc.collect()
    tracemalloc.start()
    subject.add()
    subject.fake.journal.clear()
    gc.collect()
    added = tracemalloc.get_traced_memory()[0]
    for query in queries("mixed", searches):
        subject.search(query)
    gc.collect()
    return {"memory": tracemalloc.get_traced_memory()[0] / len(subject.raw), "stored": added / len(subject.raw)}


def apart(measurement: str, size: int, searches: int) -> Figures:
    """As measured in a fresh interpreter, so that one size does not lie in the memory of another."""
    command = [sys.executable, __file__, measurement, str(size), str(searches)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout))


def least(runs: Sequence[Figures]) -> Figures:
    return {what: min(run[what] for run in runs) for what in runs[0]}


def usually(runs: Sequence[Figures]) -> Figures:
    return {what: median(run[what] for run in runs) for what in runs[0]}


def measure(quick: bool) -> list[Row]:
    sizes = (1000, 10_000) if quick else (1000, 10_000, 50_000)
    searches, times = (40, 1) if quick else (100, TIMES)
    runs = {size: [apart("time", size, searches) for _ in range(times)] for size in sizes}
    by_size = {size: least(runs[size]) | apart("memory", size, 10) for size in sizes}
    usual = {size: usually(runs[size]) for size in sizes}
    rows = [
        Row(f"{size:,} documents: {NAMES.get(what, what)}", figure, None, "", AIMS.get((what, size)), unit_of(what), usual[size].get(what))
        for size, figures in by_size.items()
        for what, figure in figures.items()
    ]
    for what in GROWS:
        grown = exponent(sizes, [by_size[size][what] * (size if what == "memory" else 1) for size in sizes])
        rows.append(Row(f"exponent of growth: {NAMES.get(what, what).partition(',')[0]}", grown, None, "", GROWTH_AIM, ""))
    return rows


def unit_of(what: str) -> str:
    return "x" if what in ("memory", "stored") else "s"


if __name__ == "__main__":
    print(json.dumps({"time": time_of, "memory": memory_of}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))))
