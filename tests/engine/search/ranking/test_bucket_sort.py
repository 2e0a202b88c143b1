"""Refinement, thresholds and distinct inside of it (guide search-semantics, 7.2 and 12.3)."""

import pytest

from meilifake.engine.settings import TypoTolerance

MODULO = [{"id": n, "c": n % 3, "t": "word"} if n != 7 else {"id": n, "t": "word"} for n in range(12)]


@pytest.mark.parametrize(("length", "ids", "total"), [(0, [], 12), (1, [0], 9), (2, [0, 1], 7), (3, [0, 1, 2], 4), (20, [0, 1, 2, 7], 4)])
def test_distinct_in_a_placeholder_excludes_as_far_as_it_goes(searcher, length, ids, total):
    ranked = searcher(MODULO).ranked(None, length, distinct="c")
    assert list(ranked.docids) == ids
    assert ranked.candidates.bit_count() == total


def test_exact_counts_apply_distinct_to_all(searcher):
    assert searcher(MODULO).ranked(None, 2, distinct="c", exhaustive=True).candidates.bit_count() == 4


def test_a_bucket_of_ties_is_always_worked_through(searcher):
    ranked = searcher(MODULO).ranked("word", 1, distinct="c")
    assert list(ranked.docids) == [0]
    assert ranked.candidates.bit_count() == 4


def test_an_unknown_distinct_attribute_is_ignored(searcher):
    assert len(searcher(MODULO).ids(None, distinct="nope")) == 12


def test_a_document_of_several_values_excludes_all_of_them(searcher):
    docs = [{"id": 0, "c": ["a", "b"]}, {"id": 1, "c": "A"}, {"id": 2, "c": "b"}, {"id": 3, "c": 1}, {"id": 4, "c": 1.0}]
    assert searcher(docs).ids(None, distinct="c") == [0, 3]


def test_distinct_with_a_sort_keeps_the_best_of_each_value(searcher):
    docs = [{"id": n, "c": n % 2, "p": 9 - n} for n in range(5)]
    assert searcher(docs).ids(None, distinct="c", sort=[by("p")]) == [4, 3]


def by(field, ascending=True):
    from meilifake.engine.search.result import SortExpression

    return SortExpression(field, ascending)


TEXTS = ["captain marvel", "captain", "captain planet", "my captain"]


def test_hits_below_the_threshold_are_no_candidates(searcher):
    ranked = searcher(TEXTS).ranked("captain marvel ", score_threshold=0.6)
    assert list(ranked.docids) == [0]
    assert ranked.candidates == 0b0001


def test_paged_by_offset_the_rest_is_not_even_looked_at(searcher):
    ranked = searcher(TEXTS).ranked("captain ", 1, score_threshold=0.97)
    assert list(ranked.docids) == [1]
    assert ranked.candidates == 0b1111


def test_exact_counts_of_a_threshold_look_at_everything(searcher):
    ranked = searcher(TEXTS).ranked("captain ", 1, score_threshold=0.97, exhaustive=True)
    assert list(ranked.docids) == [1]
    assert ranked.candidates == 0b0111


def test_a_threshold_does_not_touch_placeholders(searcher):
    assert len(searcher(TEXTS).ids(None, score_threshold=1.0)) == 4


WORDS = ["dark", "darker", "night", "knight", "knights", "light", "sea", "season"]


def scattered(searcher):
    """Documents of a few words each, that tie in some rules and differ in others."""
    return searcher([" ".join(WORDS[(n * step) % len(WORDS)] for step in (1, 3, 5, n)) for n in range(40)])


@pytest.mark.parametrize("q", ["dark knight", "darkk night sea", "knig", "sea dark night", "seasn knigt", "dark li"])
@pytest.mark.parametrize("distinct", [None, "id"])
def test_an_order_without_scores_is_the_same_order(searcher, q, distinct):
    found = scattered(searcher)
    full, brief = (found.ranked(q, 30, distinct=distinct, order_only=order_only) for order_only in (False, True))
    assert list(brief.docids) == list(full.docids) != []
    assert brief.candidates == full.candidates


def test_a_document_without_a_rival_is_ranked_no_further(searcher):
    (full,), (brief,) = (searcher(TEXTS).ranked("marvel captain", 1, order_only=order_only).scores for order_only in (False, True))
    assert len(brief) < len(full)
    assert brief == full[: len(brief)]


def test_a_rule_may_lose_a_document_of_an_exact_field_even_one_without_a_rival(searcher):
    # As an ngram, `baba` of an exact field counts in the attribute rule, but not in the proximity rule.
    documents = [{"id": 1, "t": "baba", "u": "x x x x x x x x x ba"}, {"id": 2, "t": "y", "u": "z baba"}]
    rules = {"typo_tolerance": TypoTolerance(disable_on_attributes=("t",)), "ranking_rules": ("attribute", "proximity")}
    found = searcher(documents, **rules)
    assert [found.ids("ba ba", matching_strategy="all", order_only=only) for only in (False, True)] == [[2], [2]]


@pytest.mark.parametrize(("settings", "names"), [({}, ["t"]), ({"proximity_precision": "byAttribute"}, None)])
def test_every_rule_is_asked_where_that_may_matter(searcher, settings, names):
    found = searcher(TEXTS, **settings)
    full, brief = (found.ranked("marvel", order_only=only, attributes_to_search_on=names) for only in (False, True))
    assert brief.scores == full.scores
