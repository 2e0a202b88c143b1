"""Which test files speak of a name: the word of a project's own tests for what no recording meets.

It is a scan of their source, by line: a route is met where its path and its verb stand together, a parameter where its name stands in a
file that meets its route, any other name where it stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PLACEHOLDER = re.compile(r"\\\{\w+\\\}")
QUOTES = "[\"'`]"


class Mentions:
    """Parameter: `folders` of test files; their paths are told from `root`."""

    def __init__(self, root: Path, folders: Iterable[Path]) -> None:
        files = sorted(path for folder in folders for path in folder.rglob("test_*.py"))
        self.sources = {path.relative_to(root).as_posix(): path.read_text() for path in files}

    def of(self, kind: str, name: str) -> list[str]:
        """The files that speak of one row of the table of coverage, in order."""
        if kind == "route":
            return self.matching(route_pattern(name))
        if kind != "parameter":
            return self.matching(f"{QUOTES}{re.escape(name)}{QUOTES}")
        route, _, parameter = name.rpartition(" ")
        word = re.compile(rf"\b{re.escape(parameter[1:])}\b")
        return [path for path in self.matching(route_pattern(route)) if word.search(self.sources[path])]

    def matching(self, pattern: str) -> list[str]:
        found = re.compile(pattern, re.MULTILINE)
        return [path for path, source in self.sources.items() if found.search(source)]


@cache
def route_pattern(name: str) -> str:
    """`POST /indexes/{index_uid}/search` -> its path and its verb on one line, in either order."""
    verb, _, path = name.partition(" ")
    where = PLACEHOLDER.sub(r"[^/\\s\"'?]+", re.escape(path)) + r"(?=[\"'?])"
    verb = rf"(\.{verb.lower()}\(|\b{verb}\b)"
    return rf"{verb}.*(?<![\w}}]){where}|(?<![\w}}]){where}.*{verb}"
