"""Scores of a hit: one number, or rule by rule (guide search-semantics, 9)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from meilifake.engine.search.result import Score

U32 = 0xFFFFFFFF
UNRANKED = frozenset(("sort", "geoSort", "vectorSort", "pin"))
MATCH_TYPES = {3: "exactMatch", 2: "matchesStart", 1: "noExactMatch"}
HIDDEN = "<hidden>"

Details = dict[str, Any]


def merged(scores: Iterable[Score]) -> float:
    """Ranks as one score: each rule refines the one before. The server counts in 32 bits, and wraps."""
    rank = top = 1
    for score in scores:
        rank = (max(rank - 1, 0) * score.max_rank + score.rank) & U32
        top = top * score.max_rank & U32
    return rank / top if top else float("nan")


def global_score(scores: Sequence[Score]) -> float:
    """`_rankingScore`: sorts do not count, a similarity replaces everything. 1.0 when nothing ranks."""
    similarity = None
    for score in scores:
        if score.kind == "vectorSort":
            similarity = score.value if score.value is not None else 0.0
    return merged(score for score in scores if score.kind not in UNRANKED) if similarity is None else float(similarity)


def local_score(score: Score) -> float:
    return score.rank / score.max_rank


def score_details(scores: Sequence[Score], ranking_rules: Collection[str]) -> Details:
    """`_rankingScoreDetails`, in rule order. If the settings' rules say `attribute`, its two halves are shown as one rule."""
    unified = "attribute" in ranking_rules
    shown: Details = {}
    order = 0
    attribute: Score | None = None
    for score in scores:
        if score.kind == "exactWords":
            add_exact_words(shown["exactness"], score)
            continue
        if unified and score.kind == "wordPosition" and attribute is not None:
            shown["attribute"] |= {"queryWordDistanceScore": local_score(score), "score": merged((attribute, score))}
            continue
        if unified and score.kind == "attributeRank":
            attribute = score
            shown["attribute"] = {"order": order, "attributeRankingOrderScore": local_score(score)}
        else:
            key, view = VIEWS[score.kind](score, order)
            shown[key] = {"order": order, **view}
        order += 1
    return shown


def add_exact_words(exactness: Details, score: Score) -> None:
    """Exact words refine the matches of no exact attribute only."""
    if exactness["matchType"] == "noExactMatch":
        del exactness["score"]
        exactness["matchingWords"] = score.rank - 1
        exactness["maxMatchingWords"] = score.max_rank - 1
        exactness["score"] = merged((Score("exactAttribute", 1, 3), score))


View = tuple[str, Details]


def words_view(score: Score, order: int) -> View:
    return "words", {"matchingWords": score.rank, "maxMatchingWords": score.max_rank, "score": local_score(score)}


def typo_view(score: Score, order: int) -> View:
    typos = score.max_rank - score.rank
    return "typo", {"typoCount": typos, "maxTypoCount": score.max_rank - 1, "score": local_score(score)}


def plain_view(score: Score, order: int) -> View:
    return score.kind, {"score": local_score(score)}


def exactness_view(score: Score, order: int) -> View:
    return "exactness", {"matchType": MATCH_TYPES[score.rank], "score": local_score(score)}


def sort_view(score: Score, order: int) -> View:
    if score.hidden:
        return f"<hidden-rule-{order}>", {"value": HIDDEN}
    return f"{score.field}:{'asc' if score.ascending else 'desc'}", {"value": score.value}


def geo_view(score: Score, order: int) -> View:
    point, distance = score.value if score.value is not None else (None, None)
    value = None if point is None else {"lat": point[0], "lng": point[1]}
    return f"{score.field}:{'asc' if score.ascending else 'desc'}", {"value": value, "distance": distance}


def vector_view(score: Score, order: int) -> View:
    return "vectorSort", {"similarity": score.value}


def skipped_view(score: Score, order: int) -> View:
    return "skipped", {}


def pin_view(score: Score, order: int) -> View:
    return "pin", {"position": score.value}


VIEWS: Mapping[str, Callable[[Score, int], View]] = {
    "words": words_view,
    "typo": typo_view,
    "proximity": plain_view,
    "attributeRank": plain_view,
    "wordPosition": plain_view,
    "exactAttribute": exactness_view,
    "sort": sort_view,
    "geoSort": geo_view,
    "vectorSort": vector_view,
    "skipped": skipped_view,
    "pin": pin_view,
}
"""Score kind -> the key of its details and what stands there behind `order`."""
