"""One score for all rules, and the details (guide search-semantics, 9)."""

from meilifake.engine.search.ranking.scores import global_score, score_details
from meilifake.engine.search.result import Score

CAPTAIN = [
    Score("words", 1, 1),
    Score("typo", 2, 2),
    Score("proximity", 1, 1),
    Score("attributeRank", 1, 1),
    Score("wordPosition", 11, 11),
    Score("exactAttribute", 2, 3),
    Score("exactWords", 2, 2),
]


def test_each_rule_refines_the_one_before():
    assert global_score(CAPTAIN) == 0.9848484848484849


def test_sorts_do_not_count():
    sorts = [Score("sort", value=1.0, field="a"), Score("geoSort", value=None, field="_geoPoint(1, 2)"), Score("pin", value=0)]
    assert global_score(sorts) == 1.0
    assert global_score([*CAPTAIN[:6], *sorts, CAPTAIN[6]]) == global_score(CAPTAIN)


def test_a_similarity_replaces_everything():
    assert global_score([*CAPTAIN, Score("vectorSort", value=0.25)]) == 0.25
    assert global_score([Score("vectorSort", value=None)]) == 0.0


def test_a_skipped_rule_is_worth_nothing():
    assert global_score([Score("skipped", 0, 1)]) == 0.0


def test_ranks_wrap_at_32_bits():
    assert global_score([Score("words", 65536, 65536), Score("typo", 65537, 65537)]) == (65535 * 65537 + 65537) % 2**32 / 65536


def test_details_in_order():
    shown = score_details(CAPTAIN, ["words"])
    assert list(shown) == ["words", "typo", "proximity", "attributeRank", "wordPosition", "exactness"]
    assert [view["order"] for view in shown.values()] == [0, 1, 2, 3, 4, 5]
    assert shown["exactness"] == {"order": 5, "matchType": "matchesStart", "score": 2 / 3}


def test_the_unified_attribute_rule_is_one():
    scores = [Score("attributeRank", 1, 2), Score("wordPosition", 10, 11), Score("typo", 1, 1)]
    shown = score_details(scores, ["attribute", "typo"])
    assert shown["attribute"] == {"order": 0, "attributeRankingOrderScore": 0.5, "queryWordDistanceScore": 10 / 11, "score": 10 / 22}
    assert list(shown["attribute"]) == ["order", "attributeRankingOrderScore", "queryWordDistanceScore", "score"]
    assert shown["typo"]["order"] == 1


def test_exact_words_show_without_an_exact_attribute():
    shown = score_details([Score("exactAttribute", 1, 3), Score("exactWords", 2, 3)], ["exactness"])["exactness"]
    assert shown == {"order": 0, "matchType": "noExactMatch", "matchingWords": 1, "maxMatchingWords": 2, "score": 2 / 9}
    assert list(shown)[-1] == "score"


def test_sorts_and_similarities():
    shown = score_details(
        [
            Score("sort", value="a", field="name"),
            Score("sort", value=1.0, field="price", ascending=False, hidden=True),
            Score("geoSort", value=((1.0, 2.5), 3.25), field="_geoPoint(0, 5.25)", ascending=False),
            Score("geoSort", value=None, field="_geoPoint(1, 1)"),
            Score("vectorSort", value=0.5),
            Score("pin", value=3),
            Score("skipped", 0, 1),
        ],
        [],
    )
    assert shown == {
        "name:asc": {"order": 0, "value": "a"},
        "<hidden-rule-1>": {"order": 1, "value": "<hidden>"},
        "_geoPoint(0, 5.25):desc": {"order": 2, "value": {"lat": 1.0, "lng": 2.5}, "distance": 3.25},
        "_geoPoint(1, 1):asc": {"order": 3, "value": None, "distance": None},
        "vectorSort": {"order": 4, "similarity": 0.5},
        "pin": {"order": 5, "position": 3},
        "skipped": {"order": 6},
    }
