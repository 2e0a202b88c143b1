"""Where in a filter's text something stands: what error messages point at (guide search-semantics, 10.7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of `text`. `shown` is the text that messages print: shorter than `text` after a `_foreign`."""

    text: str
    start: int
    end: int
    shown: str

    @property
    def fragment(self) -> str:
        return self.text[self.start : self.end]

    @property
    def location(self) -> str:
        """`start:end whole filter`. Columns count characters from 1 and restart after every line feed, but the end does not."""
        column = self.start - (self.text.rfind("\n", 0, self.start) + 1) + 1
        return f"{column}:{column + self.end - self.start} {self.shown}"

    def report(self, diagnostic: str) -> str:
        return f"{diagnostic}\n{self.location}"
