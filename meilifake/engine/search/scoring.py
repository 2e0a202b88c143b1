"""Comparing hits of different searches: score details walked group by group (guide search-semantics, 14.5 and 15.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.search.result import Score

EPSILON = 2.220446049250313e-16
UNRANKED = {"sort", "geoSort", "vectorSort", "pin"}


@dataclass(frozen=True, slots=True)
class Group:
    """One comparable part of a hit's details. `kind`: `score`, `sort` or `geo`; `similarity`: a score that is one of vectors."""

    kind: str
    value: Any
    ascending: bool = True
    similarity: bool = False


def merge(rank: int, top: int, score: Score) -> tuple[int, int]:
    """Two ranks as one: the first decides, the second refines."""
    return max(rank - 1, 0) * score.max_rank + score.rank, top * score.max_rank


def groups(details: Sequence[Score], factor: float) -> Iterator[Group]:
    """Neighbouring ranks melt into one score; sorts and similarities stand alone. Scores are multiplied by `factor`."""
    rank, top, open_score = 1, 1, False
    for score in details:
        if score.kind == "pin":
            continue
        if score.kind not in UNRANKED:
            rank, top = merge(rank, top, score) if open_score else (score.rank, score.max_rank)
            open_score = True
            continue
        if open_score:
            yield Group("score", rank / top * factor)
            open_score = False
        if score.kind == "vectorSort":
            yield Group("score", (score.value or 0.0) * factor, similarity=True)
        elif score.kind == "sort":
            yield Group("sort", score.value, score.ascending)
        else:
            yield Group("geo", geo_distance(score), score.ascending)
    if open_score:
        yield Group("score", rank / top * factor)


def geo_distance(score: Score) -> float | None:
    return score.value[1] if score.value is not None else None


def compare_numbers(left: float, right: float) -> int:
    if abs(left - right) <= EPSILON:
        return 0
    return 1 if left > right else -1


def compare_sorts(left: Any, right: Any, ascending: bool) -> int:
    """Missing values last, numbers before strings, in either direction."""
    left_rank, right_rank = sort_rank(left), sort_rank(right)
    if left_rank != right_rank:
        return 1 if left_rank < right_rank else -1
    if left_rank == 2 or left == right:
        return 0
    return 1 if (left < right) == ascending else -1


def sort_rank(value: Any) -> int:
    if value is None:
        return 2
    return 1 if isinstance(value, str) else 0


def compare_missing(left: float | None, right: float | None) -> int:
    """0 when both or neither is missing; the missing one is less."""
    return (left is not None) - (right is not None)
