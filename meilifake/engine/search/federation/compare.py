"""The order of hits of different queries: weighted score groups, one by one (guide search-semantics, 14.5)."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.remote_hit import RemoteHit
from meilifake.engine.search.scoring import Group, compare_missing, compare_numbers, compare_sorts

AnyHit = Hit | RemoteHit


def compare_hits(left: AnyHit, right: AnyHit) -> int:
    """Positive when `left` goes first. Lists of rules that cannot be compared are decided by how many groups remain, then by score."""
    order = compare_values(left.groups, right.groups)
    return compare_plain(left.weighted_score, right.weighted_score) if order is None else order


def compare_values(lefts: Sequence[Group], rights: Sequence[Group]) -> int | None:
    """None when only the whole score can decide."""
    for at in range(max(len(lefts), len(rights))):
        if at >= len(lefts) or at >= len(rights):
            return (at < len(lefts)) - (at < len(rights))
        order = compare_groups(lefts[at], rights[at])
        if order is None:
            return (len(lefts) - len(rights)) or None
        if order:
            return order
    return 0


def compare_plain(left: float, right: float) -> int:
    return (left > right) - (left < right)


def compare_groups(left: Group, right: Group) -> int | None:
    """None when the two are of different kinds, or sorted in opposite directions."""
    if left.kind != right.kind:
        return None
    if left.kind == "score":
        return compare_numbers(left.value, right.value)
    if left.ascending != right.ascending:
        return None
    if left.kind == "sort":
        return compare_sorts(left.value, right.value, left.ascending)
    if left.value is None or right.value is None:
        return compare_missing(left.value, right.value)
    return compare_numbers(left.value, right.value)  # the larger distance first, whatever the direction: the server's quirk


def goes_first(left: AnyHit, right: AnyHit) -> bool:
    order = compare_hits(left, right)
    return order > 0 or (order == 0 and left.query_index < right.query_index)
