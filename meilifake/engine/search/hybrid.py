"""Keyword and semantic results become one list (guide search-semantics, 15.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.search.ranking.scores import global_score
from meilifake.engine.search.result import Ranked, Score
from meilifake.engine.search.scoring import Group, compare_missing, compare_numbers, compare_sorts, groups
from meilifake.engine.search.vectors.similarity import f32

GOOD_ENOUGH = 0.45


def good_enough(keyword: Ranked, need: int, ratio: float) -> bool:
    """Whether the keyword results fill the page so well that the server spares itself the semantic search."""
    weight = f32(1.0 - f32(ratio))
    return len(keyword.docids) >= need and all(global_score(s) * weight >= GOOD_ENOUGH for s in keyword.scores)


def compare(left: Sequence[Score], left_factor: float, right: Sequence[Score], right_factor: float) -> int:
    """Positive when the left hit goes first. A score beats a sort unless it is 0; the list that ends first loses."""
    lefts, rights = groups(left, left_factor), groups(right, right_factor)
    while True:
        a, b = next(lefts, None), next(rights, None)
        if a is None or b is None:
            return (a is not None) - (b is not None)
        order = compare_groups(a, b)
        if order:
            return order


def compare_groups(left: Group, right: Group) -> int:
    if left.kind == right.kind:
        if left.kind == "score":
            return compare_numbers(left.value, right.value)
        if left.kind == "sort":
            return compare_sorts(left.value, right.value, left.ascending)
        if left.value is None or right.value is None or left.value == right.value:
            return compare_missing(left.value, right.value)
        return 1 if (left.value < right.value) == left.ascending else -1
    if left.kind == "score":
        return -1 if left.value == 0 else 1
    return 1 if right.value == 0 else -1


def merge(index: Index, keyword: Ranked, semantic: Ranked, ratio: float, length: int, distinct: str | None) -> tuple[Ranked, int]:
    """The merged list and how many of its hits came from the semantic side. Highlighting keeps the keyword terms."""
    from meilifake.engine.search.ranking.distinct import similar_documents
    from meilifake.engine.search.ranking.pins import Pinned, taken_out, with_pins

    left_factor, right_factor = f32(ratio), f32(1.0 - f32(ratio))
    docids: list[int] = []
    scores: list[tuple[Score, ...]] = []
    semantic_hits = 0
    pins: Pinned = {}
    right, left = taken_out(keyword, pins), taken_out(semantic, pins)
    excluded = bitmap.of(list(pins))
    i = j = 0
    while (i < len(left) or j < len(right)) and len(docids) < length:
        from_left = j >= len(right) or (i < len(left) and compare(left[i][1], left_factor, right[j][1], right_factor) >= 0)
        docid, score = left[i] if from_left else right[j]
        i, j = (i + 1, j) if from_left else (i, j + 1)
        if excluded >> docid & 1:
            continue
        excluded |= 1 << docid
        if distinct is not None:
            excluded |= similar_documents(index, distinct, docid)
        semantic_hits += from_left
        docids.append(docid)
        scores.append(score)
    candidates = semantic.candidates | keyword.candidates
    merged = Ranked(docids, scores, candidates, keyword.terms, keyword.degraded or semantic.degraded)
    if pins:
        merged = with_pins(merged, sorted(((position, docid) for docid, position in pins.items()), key=lambda pin: pin[0]), length)
    if distinct is not None:
        merged = replace(merged, candidates=candidates & ~excluded | bitmap.of(merged.docids))
    return merged, semantic_hits
