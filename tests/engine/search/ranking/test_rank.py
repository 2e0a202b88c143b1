"""Whole searches: the worked examples of the guide (search-semantics, appendix C), to the last digit."""

import gc
import weakref

import pytest

from meilifake import MeiliFake
from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.shelf import MOST_DOCUMENTS
from meilifake.engine.settings import LocalizedRule

BATMAN = [
    {"id": "A", "title": "Batman the dark knight returns: Part 1"},
    {"id": "B", "title": "Batman the dark knight returns: Part 2"},
    {"id": "C", "title": "Batman Returns"},
    {"id": "D", "title": "Batman"},
    {"id": "E", "title": "Badman"},
]


def test_six_words_one_typo(searcher):
    found = searcher(BATMAN).scores("Badman the dark knight returns 1")
    assert list(found) == ["A", "B", "E", "C", "D"]
    assert found == {
        "A": 0.9746605609456898,
        "B": 0.8055252965383685,
        "E": 0.16666666666666666,
        "C": 0.07702020202020202,
        "D": 0.07702020202020202,
    }


def test_only_suffixes_of_the_query_are_dropped(searcher):
    found = searcher(BATMAN).scores("Badman dark returns 1")
    assert found == {
        "A": 114919 / 123000,
        "B": 0.6685627880184332,
        "E": 0.25,
        "C": 0.11553030303030302,
        "D": 0.11553030303030302,
    }


def test_details_of_two_words(searcher):
    found = searcher([{"id": 1, "title": "How to Train Your Dragon: The Hidden World"}]).details("train dragon")
    assert found[1] == {
        "words": {"order": 0, "matchingWords": 2, "maxMatchingWords": 2, "score": 1.0},
        "typo": {"order": 1, "typoCount": 0, "maxTypoCount": 2, "score": 1.0},
        "proximity": {"order": 2, "score": 0.75},
        "attributeRank": {"order": 3, "score": 1.0},
        "wordPosition": {"order": 4, "score": 0.8095238095238095},
        "exactness": {"order": 5, "matchType": "noExactMatch", "matchingWords": 2, "maxMatchingWords": 2, "score": 0.3333333333333333},
    }


def test_threshold_of_nothing_removes_nothing(searcher):
    ranked = searcher(BATMAN).ranked("Badman dark returns 1", score_threshold=0.0)
    assert len(ranked.docids) == 5
    assert ranked.candidates.bit_count() == 5


def test_an_expired_cutoff_degrades_to_one_bucket(searcher):
    index = searcher(BATMAN, search_cutoff_ms=0)
    assert index.details("batman") == {i: {"skipped": {"order": 0}} for i in "ABCDE"}
    assert set(index.scores("batman").values()) == {0.0}
    assert index.ranked("batman").degraded


def test_placeholder_is_in_document_order(searcher):
    index = searcher(BATMAN)
    assert index.ids(None) == index.ids("") == index.ids("  ") == list("ABCDE")
    assert index.scores("")["A"] == 1.0
    assert index.details("") == {i: {} for i in "ABCDE"}


@pytest.mark.parametrize("q", ["-batman", '-"batman"'])
def test_negations_hold_in_a_placeholder(searcher, q):
    assert searcher(BATMAN).ids(q) == ["E"]


def test_negations_hold_beside_words(searcher):
    index = searcher(BATMAN)
    assert index.ids("batman -returns") == ["D", "E"]
    assert index.ids('batman -"dark knight"') == ["D", "C", "E"]


def test_only_the_universe_is_searched(searcher):
    ranked = searcher(BATMAN).ranked("batman", universe=0b01010)
    assert list(ranked.docids) == [3, 1]
    assert ranked.candidates == 0b01010


def test_distances_replace_relevancy(searcher):
    index = searcher(BATMAN)
    ranked = index.ranked(None, distances={0: 0.5, 3: 0.25})
    assert list(ranked.docids) == [3, 0, 1, 2, 4]
    assert [score[0].value for score in ranked.scores] == [0.75, 0.5, None, None, None]
    assert ranked.candidates == 0b11111


def test_negations_hold_in_a_semantic_search(searcher):
    assert searcher(BATMAN).ids("-returns", distances={0: 0.5, 3: 0.25}) == ["D", "E"]


def test_wanted_length_cuts_hits_not_candidates(searcher):
    ranked = searcher(BATMAN).ranked("batman", 2)
    assert len(ranked.docids) == 2
    assert ranked.candidates.bit_count() == 5
    assert searcher(BATMAN).ranked("batman", 0).candidates.bit_count() == 5


def test_a_search_lets_go_of_the_tables_at_once() -> None:
    fake = MeiliFake()
    beyond_the_shelf = [{"id": number} for number in range(MOST_DOCUMENTS)]  # the tables of fewer documents are kept for the next test
    fake.load(
        [{"id": "a", "title": "a lighthouse in Bergen"}, {"id": "b", "title": "a lighthouse of Bergen"}, *beyond_the_shelf], index="books"
    )
    gc.collect()
    gc.disable()
    try:
        assert fake.client().index("books").search("lighthouse bergen").hits
        tables = weakref.ref(fake.engine.state.index("books").derive(Inverted))
        fake.client().index("books").delete()
        assert tables() is None
    finally:
        gc.enable()


def test_synonyms_are_words_of_the_language_of_the_fields(searcher):
    swedish = (LocalizedRule(("*",), ("swe",)),)
    index = searcher(["åka"], localized_attributes=swedish, synonyms={"bil": ("åka",)})
    assert index.ids("bil ") == [1]
