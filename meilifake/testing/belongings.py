"""What a real server had before the tests came, and what they leave on it: taken away after each, but for what was there.

Indexes and tasks go altogether: that is what `--meilifake-real-erase` allows. Keys, webhooks, rules, workspaces and features are not asked
for, so those of the start stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

Ask = Callable[..., Any]
"""(method, path, body=None) -> the answer's JSON. Raises RuntimeError for an error."""


MOST = 1000
"""More than any test leaves behind."""


class Kind(NamedTuple):
    """Things of one kind: where they are listed, by which verb, and which of their fields names them in a path."""

    path: str
    verb: str
    name: str


KINDS = (
    Kind("/keys", "GET", "uid"),
    Kind("/webhooks", "GET", "uuid"),
    Kind("/dynamic-search-rules", "POST", "uid"),
    Kind("/chats", "GET", "uid"),
)


class Belongings(NamedTuple):
    """`names`: by path, what was there; `features`: what was switched on."""

    names: dict[str, frozenset[str]]
    features: dict[str, bool]

    @classmethod
    def of(cls, ask: Ask) -> Belongings:
        """Raises OSError without a server, RuntimeError for a key that does not fit."""
        return cls({kind.path: frozenset(listed(ask, kind)) for kind in KINDS}, ask("GET", "/experimental-features"))

    def restore(self, ask: Ask) -> list[Any]:
        """Take away what came later. Returns what the server said, some of it tasks that may not have ended."""
        said = []
        for kind in KINDS:
            later = listed(ask, kind) - self.names[kind.path]
            said += [ask("DELETE", f"{kind.path}/{quote(name, safe='')}") for name in sorted(later)]
        if ask("GET", "/experimental-features") != self.features:
            ask("PATCH", "/experimental-features", self.features)
        return said


def listed(ask: Ask, kind: Kind) -> set[str]:
    """Nothing where the server does not show them: without a master key, or with their feature off."""
    try:
        answer = ask("POST", kind.path, {"limit": MOST}) if kind.verb == "POST" else ask("GET", f"{kind.path}?limit={MOST}")
    except RuntimeError:
        return set()
    return {row[kind.name] for row in answer["results"]}
