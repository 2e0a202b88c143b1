"""Ranking without paths: the order is that of the search for paths, which a search for scores still takes."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meilifake.engine.search.query import places
from meilifake.engine.search.ranking.row import RowBuckets, cheapest_first
from meilifake.engine.settings import TypoTolerance

SYLLABLES = ("ba", "be", "ca", "co", "da", "sun", "flower", "night", "day", "e")


def orders(searcher: Any, q: str, **request: Any) -> tuple[list[int], list[int]]:
    """Without scores, and with them."""
    return searcher.ranked(q, 50, order_only=True, **request).docids, searcher.ranked(q, 50, **request).docids


STEPS = st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 255)), min_size=1, max_size=4), max_size=3)


@given(STEPS)
def test_each_document_costs_the_least_of_each_step(steps):
    costs = {}
    for docid in range(8):
        least = [min((cost for cost, docids in step if docids >> docid & 1), default=None) for step in steps]
        if None not in least:
            costs[sum(least)] = costs.get(sum(least), 0) | 1 << docid
    buckets = RowBuckets("proximity", None, [sorted(step) for step in steps], 255)
    assert [bucket.docids for bucket in iter(lambda: buckets.next(255), None)] == [costs[cost] for cost in sorted(costs)]


def test_of_many_documents_no_more_costs_are_asked_for_than_needed():
    def costs():
        yield from ((cost, 1 << cost) for cost in range(3))
        pytest.fail("asked for more")

    buckets = RowBuckets("proximity", None, [costs(), [(0, 0b111)]], 0b1111)
    assert [buckets.next(0b1111).docids for _ in range(2)] == [0b1, 0b10]


def test_groups_are_put_together_by_cost():
    groups = [({1: 0b001, 2: 0b110}, -1), ({2: 0b1001, 3: 0b111}, 0b1101)]
    assert list(cheapest_first(groups, {1: 5, 2: 0, 3: 5}.get)) == [(0, 0b1111), (5, 0b101)]


def test_buckets_come_cheapest_first_among_what_is_left():
    buckets = RowBuckets("proximity", None, [[(0, 0b0011), (4, 0b1100)]], 0b1111)
    assert [buckets.next(universe).docids for universe in (0b1110, 0b1100)] == [0b0010, 0b1100]
    assert buckets.next(0b1) is None


def words(chance: random.Random, vocabulary: list[str], count: int) -> str:
    return " ".join(chance.choices(vocabulary, [1 / (rank + 3) for rank in range(len(vocabulary))], k=count))


def misspelt(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("abx") + word[at + chance.randint(0, 1) :]


def query(chance: random.Random, vocabulary: list[str], texts: list[str]) -> str:
    if chance.random() < 0.5:
        found = words(chance, vocabulary, chance.randint(1, 4)).split()
    else:
        text = chance.choice(texts).split()
        at = chance.randrange(len(text))
        found = text[at : at + 3]
    found = [misspelt(chance, word) if chance.random() < 0.3 else word for word in found]
    if chance.random() < 0.4:
        found[-1] = found[-1][: chance.randint(1, 3)]
    if chance.random() < 0.2:
        found.insert(chance.randrange(2), f'"{words(chance, vocabulary, 2)}"')
    return " ".join(found) + chance.choice(("", " "))


@pytest.mark.parametrize("many", [2, 256])
@pytest.mark.parametrize("seed", range(12))
def test_same_order_as_with_scores(searcher, monkeypatch, seed, many):
    monkeypatch.setattr(places, "FEW", many)
    chance = random.Random(seed)
    vocabulary = sorted({"".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range((30, 150, 900)[seed % 3])})
    chance.shuffle(vocabulary)
    texts = [words(chance, vocabulary, chance.randint(2, 12)) for _ in range((40, 400)[seed % 2])]
    settings: dict[str, Any] = {}
    if seed % 4 == 1:
        settings["synonyms"] = {chance.choice(vocabulary): (words(chance, vocabulary, 2),) for _ in range(8)}
    if seed % 4 == 2:
        settings["stop_words"] = tuple(chance.sample(vocabulary[:10], 3))
    if seed % 3 == 2:
        settings["ranking_rules"] = tuple(chance.sample(["words", "typo", "proximity", "attribute", "exactness"], k=4))
    if seed % 2:
        settings["searchable_attributes"] = ("u", "t")
    index = searcher([{"t": text, "id": docid, "u": chance.choice(texts)} for docid, text in enumerate(texts)], **settings)
    for _ in range(40):
        q = query(chance, vocabulary, texts)
        strategy = chance.choice(("last", "all", "frequency"))
        without, with_scores = orders(index, q, matching_strategy=strategy)
        assert without == with_scores, (q, strategy)


def test_a_phrase_that_ends_with_a_stop_word_is_near_nothing(searcher):
    index = searcher(["c a b", "c x a b", "b c x a", "b x x c a"], stop_words=("a",))
    assert len({tuple(found) for found in orders(index, '"c a" b ')}) == 1


def test_a_phrase_that_begins_with_a_stop_word_starts_with_the_word_after_it(searcher):
    index = searcher(["x a c b", "a c b", "b a c", "b x x a c"], stop_words=("a",))
    for q in ('"a c" b ', 'b "a c" '):
        assert len({tuple(found) for found in orders(index, q)}) == 1


def test_the_first_word_of_all_counts_too(searcher):
    index = searcher([{"t": "sun moon", "id": 1}, {"t": "moon x sun", "id": 2}])
    assert orders(index, "sun moon ") == ([0, 1], [0, 1])


def test_a_word_of_an_exact_field_is_out_of_view_when_others_have_it_elsewhere(searcher):
    # `captain` stands beside `marvel` in an exact field only, but in a tolerant one of a document that is not in the bucket.
    documents = [
        {"id": 1, "t": "captin x x x x marvel marvels", "u": "captain marvel"},
        {"id": 2, "t": "captin x marvel marvels", "u": ""},
        {"id": 3, "t": "captain", "u": ""},
    ]
    index = searcher(documents, typo_tolerance=TypoTolerance(disable_on_attributes=("u",)), ranking_rules=("typo", "proximity"))
    assert orders(index, "captan marvel") == ([1, 0, 2], [1, 0, 2])


def test_before_a_prefix_a_phrase_of_another_document_counts(searcher):
    words = [f"pa{one}{two}" for one in "abcdefghijkl" for two in "abcdefghijkl"]
    texts = ["sun flower x x paaa", "sunflower x x flower paaa", " ".join(words)]
    index = searcher(texts, synonyms={"sunflower": ("sun flower",)}, ranking_rules=("proximity",))
    assert orders(index, "sunflower pa") == ([1, 0], [1, 0])


def test_after_the_exact_words_typos_no_longer_count(searcher):
    index = searcher(["x marvel", "marvle marvel"], ranking_rules=("exactness", "attribute"))
    assert orders(index, "marvel ") == ([0, 1], [0, 1])


def test_a_rule_that_narrows_the_terms_does_so_unless_it_is_the_last(searcher):
    texts = ["captain marvel", "captain marvle", "captains marvel", "marvel captain", "capt marvel", "captain x marvel"]
    for rules in (("exactness", "typo", "proximity"), ("proximity", "exactness"), ("exactness",), ("typo", "attribute"), ()):
        index = searcher(texts * 3, ranking_rules=rules)
        for q in ("captain marvel", "marvel capt", "captan marvel "):
            without, with_scores = orders(index, q)
            assert without == with_scores, (rules, q)
