"""Rule `attributeRank` (guide search-semantics, 8.4)."""


def test_each_word_counts_in_its_best_attribute(searcher):
    docs = [{"id": 1, "a": "x", "b": "y"}, {"id": 2, "b": "x y"}, {"id": 3, "c": "x", "a": "y"}]
    index = searcher(docs, searchable_attributes=("a", "b", "c"))
    assert index.ranks("x y ", "attributeRank") == {1: (4, 5), 2: (3, 5), 3: (3, 5)}


def test_without_searchable_attributes_all_are_alike(searcher):
    assert searcher([{"id": 1, "a": "x"}, {"id": 2, "b": "x"}]).ranks("x ", "attributeRank") == {1: (1, 1), 2: (1, 1)}


def test_the_maximum_counts_attributes_that_no_document_has(searcher):
    assert searcher([{"id": 1, "a": "x"}], searchable_attributes=("a", "b", "c")).ranks("x ", "attributeRank") == {1: (3, 3)}


def test_nested_fields_have_the_weight_of_their_parent(searcher):
    index = searcher([{"id": 1, "b": {"c": "x"}}, {"id": 2, "a": "x"}], searchable_attributes=("a", "b"))
    assert index.ranks("x ", "attributeRank") == {2: (2, 2), 1: (1, 2)}


def test_other_attributes_than_those_searched_on_do_not_count(searcher):
    docs = [{"id": 1, "a": "x", "b": "x"}, {"id": 2, "a": "x"}]
    index = searcher(docs, searchable_attributes=("a", "b"))
    assert index.ranks("x ", "attributeRank", attributes_to_search_on=["b"]) == {1: (1, 2)}
