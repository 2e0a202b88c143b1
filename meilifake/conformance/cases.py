"""The tests of another project's run, from the JUnit report that pytest and vitest both write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

OUTCOMES = {"failure": "failed", "error": "failed", "skipped": "skipped"}


class Name(NamedTuple):
    """`number`: which one, where a file has several tests of one name."""

    file: str
    title: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}::{self.title}"


class Case(NamedTuple):
    """`outcome`: passed, failed or skipped; `reason`: the first line of what went wrong."""

    outcome: str
    reason: str


def read_cases(report: Path) -> dict[Name, Case]:
    """In the order of the run. Raises FileNotFoundError when the run wrote no report, ParseError for half of one."""
    found: dict[Name, Case] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for element in ElementTree.parse(report).iter("testcase"):
        place = (element.get("file") or element.get("classname") or "", element.get("name") or "")
        found[Name(*place, seen[place])] = case(element)
        seen[place] += 1
    return found


def case(element: ElementTree.Element) -> Case:
    for child in element:
        if child.tag in OUTCOMES:
            lines = (child.get("message") or child.text or "").strip().splitlines()
            return Case(OUTCOMES[child.tag], lines[0] if lines else "")
    return Case("passed", "")


def count(cases: Mapping[Name, Case], outcome: str) -> int:
    return sum(one.outcome == outcome for one in cases.values())
