"""Document sets of subsets (guide search-semantics, 5.7, 8.4, 8.5)."""

import pytest

from meilifake.engine.index.inverted import Inverted
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import word_term
from meilifake.engine.search.query.resolve import field_sets, phrases, position_sets, subset_docids
from meilifake.engine.search.query.term import NOTHING, Term


@pytest.fixture
def context(searcher):
    docs = [{"id": 1, "a": "sunset", "b": "x sun"}, {"id": 2, "b": "sun"}, {"id": 3, "a": "sin", "c": "su n"}]
    index = searcher(docs).index
    return Context(index.derive(Inverted), index.settings)


def names(context, sets):
    return {context.tables.field_name(fid): found for fid, found in sets.items() if found}


def test_each_level_has_its_documents(context):
    subset = word_term(context, "sun", 1, prefix=True).subset()
    assert subset_docids(context, subset.at_level(0)) == 0b011
    assert subset_docids(context, subset.at_level(1)) == 0b100
    assert subset_docids(context, subset) == 0b111


def test_by_field(context):
    subset = word_term(context, "sun", 0, prefix=True).subset(one=NOTHING)
    assert names(context, field_sets(context, subset)) == {"a": 0b001, "b": 0b011}


def test_by_field_within_those_searched_on(context):
    fid = next(fid for fid in context.tables.searchable_fids() if context.tables.field_name(fid) == "b")
    context.restricted = frozenset([fid])
    subset = word_term(context, "sun", 0, prefix=True).subset(one=NOTHING)
    assert names(context, field_sets(context, subset)) == {"b": 0b011}


def test_by_position_over_all_fields(context):
    assert position_sets(context, word_term(context, "sun", 0, prefix=False).subset()) == {0: 0b110, 1: 0b001}


def test_a_phrase_stands_where_its_first_word_does(context):
    phrase = Term("su n", phrase=("su", "n")).subset()
    assert position_sets(context, phrase) == {0: 0b100}
    assert names(context, field_sets(context, phrase)) == {"c": 0b100}


def test_split_words_belong_to_the_first_typo_level(context):
    subset = word_term(context, "sun", 0, prefix=False).subset()
    assert phrases(context, subset) == [("su", "n")]
    assert phrases(context, subset.at_level(0)) == []


def test_synonyms_stay_at_every_level(context):
    term = Term("moon", typos=1, synonyms=[("sun",)])
    assert phrases(context, term.subset(NOTHING, NOTHING, NOTHING)) == [("sun",)]


def test_prefix_database_entries_count_all_their_words(searcher):
    index = searcher([" ".join(f"qu{n:03}" for n in range(100)), "qu"]).index
    context = Context(index.derive(Inverted), index.settings)
    subset = word_term(context, "qu", 0, prefix=True).subset(one=NOTHING)
    assert subset.uses_prefix_db
    assert subset_docids(context, subset) == 0b11
    assert position_sets(context, subset)[0] == 0b11
