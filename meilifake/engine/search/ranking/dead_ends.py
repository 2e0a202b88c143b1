"""What a search for paths has learnt: after these conditions, those bring no more documents.

Conditions are numbers, sets of them bitmaps.
"""

from __future__ import annotations

from collections.abc import Sequence


class DeadEnds:
    """A tree: `forbidden` are the conditions not to take from here on, below it what holds after one more condition."""

    __slots__ = ("_after", "forbidden")

    def __init__(self) -> None:
        self.forbidden = 0
        self._after: dict[int, DeadEnds] = {}

    def forbid(self, prefix: Sequence[int], condition: int) -> None:
        """No `condition` on any path that begins with `prefix`."""
        node = self
        for step in prefix:
            known = node._after.get(step)
            if known is None:
                known = node._after[step] = DeadEnds()
            node = known
        node.forbidden |= 1 << condition

    def after(self, prefix: Sequence[int]) -> int:
        """What is forbidden after exactly this prefix."""
        node = self
        for step in prefix:
            known = node._after.get(step)
            if known is None:
                return 0
            node = known
        return node.forbidden

    def along(self, prefix: Sequence[int]) -> int:
        """What is forbidden after this prefix or any part of it."""
        node, forbidden = self, self.forbidden
        for step in prefix:
            known = node._after.get(step)
            if known is None:
                break
            node = known
            forbidden |= node.forbidden
        return forbidden
