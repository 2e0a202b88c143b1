"""Searches put again: the same answer for the same question, and never for another one."""

from dataclasses import replace

import pytest

from meilifake.engine.index.inverted import SEARCHES_REMEMBERED, Inverted
from meilifake.engine.search.ranking.rank import rank
from meilifake.engine.search.ranking.repeated import repeated
from meilifake.engine.search.result import RankRequest


@pytest.fixture
def index(searcher):
    return searcher(["hello world", "hallo", "hello"]).index


def request(index, q="hello", **more):
    return RankRequest(q, index.documents.bits, 20, **more)


def test_an_equal_request_is_not_ranked_again(index):
    first = rank(index, request(index))
    assert rank(index, request(index)) is first
    assert list(first.docids) == [2, 0, 1]


@pytest.mark.parametrize(
    "more", [{"order_only": True}, {"exhaustive": True}, {"matching_strategy": "all"}, {"score_threshold": 0.9}, {"locales": ["eng"]}]
)
def test_another_request_is(index, more):
    first = rank(index, request(index))
    assert rank(index, request(index, **more)) is not first
    assert rank(index, request(index)) == first


def test_other_settings_are(index):
    first = rank(index, request(index))
    index.settings = replace(index.settings, ranking_rules=("exactness",))
    assert [len(scores) for scores in rank(index, request(index)).scores] != [len(scores) for scores in first.scores]


def test_a_clone_with_other_documents_has_its_own(index):
    first = rank(index, request(index))
    clone = index.clone()
    assert clone.derive(Inverted) is index.derive(Inverted)
    clone.documents.remove(0)
    assert list(rank(clone, request(clone)).docids) == [2, 1]
    assert rank(index, request(index)) is first


@pytest.mark.parametrize("more", [{"distances": {0: 0.5}}, {"pins_of": lambda words, universe: ()}])
def test_what_depends_on_more_is_not_remembered(index, more):
    index.derive(Inverted).findings.clear()
    rank(index, request(index, **more))
    assert not index.derive(Inverted).findings


def test_so_many_are_remembered_and_those_asked_last(index):
    first = rank(index, request(index))
    for number in range(2 * SEARCHES_REMEMBERED):
        repeated(index, request(index, f"hello{number}"), lambda: rank(index, request(index, "world")))
        if number % 8 == 0:
            assert rank(index, request(index)) is first
    assert len(index.derive(Inverted).findings) == SEARCHES_REMEMBERED
    assert ("hello0", index.documents.bits, 20) not in index.derive(Inverted).findings
