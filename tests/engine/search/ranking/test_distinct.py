"""One document per value (guide search-semantics, 12.3)."""

from meilifake.engine.search.ranking.distinct import distinct, similar_by, similar_documents

DOCS = [
    {"id": 0, "c": ["a", 1]},
    {"id": 1, "c": "A"},
    {"id": 2, "c": 1.0},
    {"id": 3},
    {"id": 4, "d": {"e": "x"}},
    {"id": 5, "d": {"e": "x"}},
]


def test_documents_that_share_a_value(searcher):
    index = searcher(DOCS, distinct_attribute="c").index
    assert [similar_documents(index, "c", docid) for docid in range(4)] == [0b0111, 0b0011, 0b0101, 0]


def test_nested_attributes(searcher):
    assert similar_documents(searcher(DOCS, distinct_attribute="d.e").index, "d.e", 4) == 0b110000


def test_no_attribute_or_one_that_no_document_had(searcher):
    index = searcher(DOCS).index
    assert similar_by(index, None) is None
    assert similar_by(index, "nope") is None
    assert similar_documents(index, "nope", 0) == 0


def test_the_first_of_each_value_stays(searcher):
    similar = similar_by(searcher(DOCS, distinct_attribute="c").index, "c")
    assert distinct(similar, 0b1111) == (0b1001, 0b0111)
    assert distinct(similar, 0b1110) == (0b1110, 0b0111)
    assert distinct(similar, 0b1111, 1) == (0b0001, 0b0111)
