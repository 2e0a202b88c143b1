"""How near a document is to a query vector, in the 32-bit arithmetic of the server (guide search-semantics, 15.2)."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from operator import add, mul
from typing import Any, Protocol

from meilifake.errors.base import Unsupported

EPSILON = 2.0**-23
"""What a 32-bit float next to 1 differs by: the least score of a match."""
LANES, WIDE = 16, 32
"""Dimensions from which the server adds in parallel lanes, and in wide ones."""
SPLIT = 2.0**29 + 1
"""Dekker's constant: multiplying and subtracting with it leaves the 24 leading bits of a double, a 32-bit float."""


class Entry(Protocol):
    """A document's vectors for one embedder."""

    @property
    def embeddings(self) -> Sequence[Sequence[float]]: ...


def f32(value: float) -> float:
    """The nearest 32-bit float, as a Python float."""
    return array("f", (value,))[0]


def single(vector: Iterable[float]) -> tuple[float, ...]:
    """A vector as the server keeps it, in 32-bit floats."""
    return tuple(array("f", vector))


def similarity(distance: float) -> float:
    """What a distance is shown as. Two distances may be shown as the same similarity: it has fewer digits left."""
    return f32(1.0 - distance)


def cosine_distance(left: Sequence[float], right: Sequence[float]) -> float:
    """(1 - cos) / 2. A product of norms near zero counts as no distance at all (quirk of the server's vector store)."""
    norms = f32(norm(left) * norm(right))
    if norms <= EPSILON:
        return 0.0
    cosine = max(-1.0, min(1.0, f32(dot(left, right) / norms)))
    return f32(f32(1.0 - cosine) / 2.0)


def norm(vector: Sequence[float]) -> float:
    return f32(math.sqrt(dot(vector, vector)))


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """The sum of the products, rounded to 32 bits where the server rounds: near a score of zero the rounding shows."""
    if len(left) >= LANES:
        return in_lanes(left, right)
    total = 0.0
    for product in array("f", map(mul, left, right)):
        total += product
        wide = total * SPLIT
        total = wide - (wide - total)
    return total if total == total else plain_sum(left, right)


def plain_sum(left: Sequence[float], right: Sequence[float]) -> float:
    """Where a sum leaves the numbers."""
    total = 0.0
    for product in array("f", map(mul, left, right)):
        total = f32(total + product)
    return total


def in_lanes(left: Sequence[float], right: Sequence[float]) -> float:
    """The order of additions of the server's processor: sixteen lanes, or thirty-two whose product is not rounded before it is added."""
    width = WIDE if len(left) >= WIDE else LANES
    whole = len(left) - len(left) % width
    lanes = array("f", bytes(4 * width))
    for at in range(0, whole, width):
        products: Iterable[float] = map(mul, left[at : at + width], right[at : at + width])
        lanes = array("f", map(add, products if width == WIDE else array("f", products), lanes))
    total = 0.0
    for at in range(0, width, width // 4):
        total = f32(total + folded(lanes[at : at + width // 4]))
    for product in array("f", map(mul, left[whole:], right[whole:])):
        total = f32(total + product)
    return total


def folded(lanes: array[float]) -> float:
    while len(lanes) > 1:
        half = len(lanes) // 2
        lanes = array("f", map(add, lanes[:half], lanes[half:]))
    return lanes[0]


def binary_distance(left: Sequence[float], right: Sequence[float]) -> float:
    """hamming / padded length: quantized vectors keep one bit a dimension, padded to whole 64-bit words."""
    padded = (len(left) + 63) // 64 * 64
    differing = sum((x > 0) != (y > 0) for x, y in zip(left, right, strict=True))
    return f32(differing / padded)


def shift(score: float, distribution: Mapping[str, Any] | None) -> float:
    """Centre the scores of an embedder whose `distribution` (mean, sigma) is known on 0.5 with a spread of 0.4."""
    if not distribution:
        return score
    factor = f32(f32(0.4) / f32(distribution["sigma"]))
    shifted = f32(f32(score * factor) + f32(0.5 - f32(factor * f32(distribution["mean"]))))
    return EPSILON if shifted <= 0 else min(shifted, 1.0)


def distances(entries: Mapping[int, Entry], universe: int, vector: Sequence[float], configuration: Mapping[str, Any]) -> dict[int, float]:
    """The least distance of each document of `universe` (a bitmap) that has vectors: internal id to [0, 1].

    Raises Unsupported where stored vectors are of another length: `dimensions` was changed after them. The server does not make its store
    anew then, and which length it expects of a search depends on what it wrote since.
    """
    measure = binary_distance if configuration.get("binaryQuantized") else cosine_distance
    query = single(vector)
    if any(len(embedding) != len(query) for entry in entries.values() for embedding in entry.embeddings):
        raise Unsupported("a search among vectors that were stored before the `dimensions` of their embedder changed")
    return {
        docid: min(measure(query, embedding) for embedding in entry.embeddings)
        for docid, entry in entries.items()
        if universe >> docid & 1 and entry.embeddings
    }
