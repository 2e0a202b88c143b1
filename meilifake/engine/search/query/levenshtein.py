"""The server's typo automaton, one level below words: which words lie within k edits of a query word.

A state is a set of (offset in the query word, edits spent, inside a transposition). Shifted to offset 0 it is a *shape*; shapes and the
steps between them depend on k alone, so they are learned once for all words (a Schulz-Mihov parametric automaton). Edits are insertion,
deletion, substitution and the swap of neighbours, each 1, over characters.

In prefix mode a state from which no nearer distance can follow accepts whatever comes after: the distance is that of the best prefix
(guide search-semantics, 5.3).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache

Position = tuple[int, int, bool]
Shape = tuple[Position, ...]
State = tuple[int, int]
"""Number of a shape and its offset; shape 0 is dead."""


def implies(one: Position, other: Position) -> bool:
    """Whether everything reachable from `other` is reachable from `one` at no greater cost."""
    reach = one[1] + abs(one[0] - other[0])
    return other[1] >= reach if one[2] or not other[2] else other[1] > reach


def without_implied(positions: Iterable[Position]) -> Shape:
    kept: list[Position] = []
    for position in positions:
        if not any(implies(other, position) for other in kept):
            kept = [other for other in kept if not implies(position, other)]
            kept.append(position)
    return tuple(sorted(kept))


def successors(position: Position, hits: int, edits: int) -> Iterable[Position]:
    """Where one position leads on a character; bit d of `hits` tells whether the query's character at offset + d is that character."""
    offset, spent, swapping = position
    if spent < edits:
        yield offset, spent + 1, False
        yield offset + 1, spent + 1, False
        for skipped in range(1, edits + 1 - spent):
            if hits >> skipped & 1:
                yield offset + 1 + skipped, spent + skipped, False
        if hits & 2:
            yield offset, spent + 1, True
    if hits & 1:
        yield offset + 1, spent, False
        if swapping:
            yield offset + 2, spent, False


class Shapes:
    """The states of all words for one number of edits, numbered as they are met. Number 0 is the dead end, 1 the start."""

    def __init__(self, edits: int) -> None:
        self.edits = edits
        self.width = 2 * edits + 1
        self.steps: list[list[tuple[int, int] | None]] = []
        self.distances: list[tuple[int, ...]] = []
        """By shape and characters left in the query word: the distance if the text ended here (edits + 1: too far)."""
        self.settled: list[tuple[bool, ...]] = []
        """By the same: whether it is near enough here, and never nearer further on."""
        self._shapes: list[Shape] = []
        self._numbers: dict[Shape, int] = {}
        self._number(())
        self._number(((0, 0, False),))

    def _number(self, shape: Shape) -> int:
        known = self._numbers.get(shape)
        if known is not None:
            return known
        number = self._numbers[shape] = len(self._shapes)
        self._shapes.append(shape)
        self.steps.append([None] * (1 << self.width))
        far = self.edits + 1
        distances = tuple(min([far, *(spent + abs(left - offset) for offset, spent, _ in shape)]) for left in range(self.width))
        self.distances.append(distances)
        self.settled.append(tuple(here <= self.edits and here == min(distances[: left + 1]) for left, here in enumerate(distances)))
        return number

    def learn(self, number: int, hits: int) -> tuple[int, int]:
        """The step from a shape on a characteristic vector: the next shape and how far its offset moves."""
        reached = [n for p in self._shapes[number] for n in successors(p, hits >> p[0], self.edits)]
        shape = without_implied(reached)
        base = min((p[0] for p in shape), default=0)
        step = self._number(tuple((p[0] - base, p[1], p[2]) for p in shape)), base
        self.steps[number][hits] = step
        return step


@cache
def shapes(edits: int) -> Shapes:
    return Shapes(edits)


class Automaton:
    """All words within `edits` of `word`."""

    START: State = (1, 0)

    def __init__(self, word: str, edits: int, prefix: bool) -> None:
        self.word = word
        self.edits = edits
        self.shapes = shapes(edits)
        self.length = len(word)
        self.prefix = prefix
        self._mask = (1 << self.shapes.width) - 1
        self._places: dict[str, int] = {}
        for place, character in enumerate(word):
            self._places[character] = self._places.get(character, 0) | 1 << place

    def step(self, state: State, character: str) -> State:
        shape, offset = state
        hits = (self._places.get(character, 0) >> offset) & self._mask
        number, moved = self.shapes.steps[shape][hits] or self.shapes.learn(shape, hits)
        return (number, offset + moved) if number else (0, 0)

    def distance(self, state: State) -> int:
        """The distance of a text that ends here; `edits + 1` when too far."""
        shape, offset = state
        left = self.length - offset
        return self.shapes.distances[shape][left] if shape and left < self.shapes.width else self.shapes.edits + 1

    def accepted(self, texts: Iterable[str], start: int = 0, state: State = START) -> Iterator[tuple[str, int]]:
        """The texts that are near enough, with their distances: `step` to the end of each, in one loop. Their first `start` characters
        led to `state`."""
        edits, steps, places, mask, settled = self.edits, self.shapes.steps, self._places, self._mask, self.shapes.settled
        shortest, longest = self.length - edits, sys.maxsize if self.prefix else self.length + edits
        # The offset from which on the rest of a text may no longer matter.
        decided = self.length - self.shapes.width if self.prefix else sys.maxsize
        for text in texts:
            if not shortest <= len(text) <= longest:
                continue
            shape, offset = state
            for character in text[start:]:
                hits = (places.get(character, 0) >> offset) & mask
                shape, moved = steps[shape][hits] or self.shapes.learn(shape, hits)
                if not shape:
                    break
                offset += moved
                if offset > decided and settled[shape][self.length - offset]:
                    break
            if shape:
                distance = self.distance((shape, offset))
                if distance <= edits:
                    yield text, distance

    def settled(self, state: State) -> bool:
        """Whether the rest of the text no longer matters: never in exact mode, but for the dead end."""
        shape, offset = state
        if not shape:
            return True
        left = self.length - offset
        return self.prefix and left < self.shapes.width and self.shapes.settled[shape][left]
