"""Keyword and semantic lists made one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.search.hybrid import good_enough, merge
from meilifake.engine.search.result import Ranked, Score


def ranked(*hits: tuple[int, Score]) -> Ranked:
    docids = [docid for docid, _ in hits]
    return Ranked(docids, [(score,) for _, score in hits], bitmap.of(docids), ())


def words(rank: int) -> Score:
    return Score("words", rank=rank, max_rank=10)


def near(similarity: float) -> Score:
    return Score("vectorSort", value=similarity)


def pin(position: int) -> Score:
    return Score("pin", value=position)


@pytest.fixture
def index() -> Index:
    return Index(datetime(2030, 1, 1, tzinfo=UTC))


def test_the_better_weighted_score_goes_first(index: Index) -> None:
    keyword, semantic = ranked((0, words(10)), (1, words(2))), ranked((1, near(0.9)), (2, near(0.5)))
    merged, from_semantic = merge(index, keyword, semantic, 0.5, 20, None)
    assert (merged.docids, from_semantic) == ([0, 1, 2], 2)
    assert merge(index, keyword, semantic, 0.9, 1, None)[0].docids == [1]


def test_pins_stay_in_their_places(index: Index) -> None:
    keyword = ranked((7, pin(1)), (0, words(10)), (8, pin(0)))
    semantic = ranked((7, pin(1)), (1, near(0.1)))
    merged, from_semantic = merge(index, keyword, semantic, 0.5, 20, None)
    assert (merged.docids, from_semantic) == ([8, 7, 0, 1], 1)
    assert merge(index, keyword, semantic, 0.5, 2, None)[0].docids == [8, 7]


def test_good_enough_keyword_results() -> None:
    full = ranked((0, words(10)))
    assert good_enough(full, 1, 0.5)
    assert not good_enough(full, 2, 0.5)
    assert not good_enough(full, 1, 0.8)
    assert not good_enough(ranked((0, words(4))), 1, 0.5)
