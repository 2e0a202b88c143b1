"""Headers that a request repeats: which are one list, and of which only the first counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

LISTS = frozenset(("accept", "accept-encoding", "cookie"))
"""The server reads all lines of these; of any other header it takes the first line, as its framework's `get` does."""


def gathered(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Lower-case name -> text, as Latin-1."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name = raw_name.decode("latin-1").lower()
        if name not in headers:
            headers[name] = raw_value.decode("latin-1")
        elif name in LISTS:
            headers[name] = f"{headers[name]}, {raw_value.decode('latin-1')}"
    return headers


@lru_cache(maxsize=256)
def gathered_once(pairs: tuple[tuple[bytes, bytes], ...]) -> Mapping[str, str]:
    """As `gathered`, of headers that a client sends again and again: not to be changed."""
    return gathered(pairs)
