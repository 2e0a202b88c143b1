"""A token: a stretch of text with its normalized form and its kind."""

from __future__ import annotations

from typing import Final, NamedTuple

WORD: Final = 0
STOP: Final = 1
SOFT: Final = 2
HARD: Final = 3


class Token(NamedTuple):
    """`lemma` is the normalized text; `start` and `end` count characters of the original. `kind`: WORD, STOP, SOFT or HARD (separators)."""

    lemma: str
    kind: int
    start: int
    end: int
    script: str
    language: str | None

    @property
    def separator(self) -> bool:
        return self.kind >= SOFT
