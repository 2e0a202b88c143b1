"""Documents that dynamic search rules put at fixed places of the results, outside of all ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meilifake.engine import bitmap
from meilifake.engine.search.query.parse import Parser
from meilifake.engine.search.result import Ranked, RankRequest, Score


def find_pins(request: RankRequest, query: Parser | None) -> list[tuple[int, int]]:
    """Positions and documents that dynamic search rules pin for this query, the rule that comes first, first."""
    if request.pins_of is None:
        return []
    terms = query.terms if query is not None else []
    words = [term.word for term in terms if term.phrase is None and term.ngram is None] if terms else None
    return list(request.pins_of(words, request.universe))


def with_pins(ranked: Ranked, pins: Sequence[tuple[int, int]], length: int) -> Ranked:
    """The pinned documents at their places, or as soon as the others run out; none before the pins that come before it in the list."""
    others = list(zip(ranked.docids, ranked.scores, strict=True))
    pinned: list[tuple[int, int, tuple[Score, ...]]] = [(position, docid, (Score("pin", value=position),)) for position, docid in pins]
    docids: list[int] = []
    scores: list[tuple[Score, ...]] = []
    while len(docids) < length and (pinned or others):
        if pinned and (not others or pinned[0][0] <= len(docids)):
            _, docid, details = pinned.pop(0)
        else:
            docid, details = others.pop(0)
        docids.append(docid)
        scores.append(details)
    candidates = ranked.candidates | bitmap.of([docid for _, docid in pins])
    return replace(ranked, docids=docids, scores=scores, candidates=candidates)


Pinned = dict[int, int]
"""Pinned documents and their positions, in the order in which they were found."""


def taken_out(ranked: Ranked, pins: Pinned) -> list[tuple[int, tuple[Score, ...]]]:
    """The hits without the pinned ones, which are put down in `pins`."""
    others = []
    for docid, score in zip(ranked.docids, ranked.scores, strict=True):
        if score and score[0].kind == "pin":
            pins.setdefault(docid, score[0].value)
        else:
            others.append((docid, score))
    return others
