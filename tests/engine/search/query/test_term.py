"""Subsets of a term: which typo levels still count (guide search-semantics, 5.3 and 8.2)."""

import pytest

from meilifake.engine.search.query.term import ALL, EXACT, NOTHING, Term


def levels(subset):
    return subset.zero, subset.one, subset.two


def test_equal_subsets_are_one_object():
    term = Term("a")
    assert term.subset() is term.subset(ALL, ALL, ALL)
    assert term.subset() is not Term("a").subset()
    assert term.subset().at_level(0) is term.subset(one=NOTHING, two=NOTHING)


def test_typo_levels():
    subset = Term("a", typos=2).subset()
    assert [levels(subset.at_level(typos)) for typos in range(3)] == [(ALL, 0, 0), (0, ALL, 0), (0, 0, ALL)]


@pytest.mark.parametrize(
    ("term", "one", "two", "top"),
    [
        (Term("a"), ALL, ALL, 1),
        (Term("a", phrase=("a",)), ALL, ALL, 0),
        (Term("a", typos=1), ALL, ALL, 1),
        (Term("a", typos=1), NOTHING, ALL, 0),
        (Term("a", typos=2), ALL, ALL, 2),
        (Term("a", typos=2), ALL, NOTHING, 1),
        (Term("a", typos=2), NOTHING, NOTHING, 0),
    ],
)
def test_highest_typo_cost(term, one, two, top):
    assert term.subset(one=one, two=two).top_typos == top


def test_exact_terms():
    assert Term("a", exact=True).subset().exact_term == ("a",)
    assert Term("a", exact=True).subset(NOTHING).exact_term is None
    assert Term("a").subset().exact_term is None
    assert Term("a b", phrase=("a", None, "b")).subset().exact_term == ("a", None, "b")
    assert Term("ab", exact=True, ngram=("a", "b")).subset().exact_term is None


def test_keeping_the_exact_term_makes_it_mandatory():
    kept = Term("a", exact=True).subset().exactly()
    assert (levels(kept), kept.mandatory) == ((EXACT, NOTHING, NOTHING), True)
    other = Term("a").subset().exactly()
    assert (levels(other), other.mandatory) == ((ALL, ALL, ALL), True)


def test_intersection_keeps_what_both_keep():
    term = Term("a", exact=True)
    assert term.subset().exactly().intersect(term.subset().at_level(0)) is term.subset(EXACT, NOTHING, NOTHING, True)
    assert levels(term.subset(one=NOTHING).intersect(term.subset(NOTHING))) == (NOTHING, NOTHING, ALL)


def test_the_exact_word_drags_its_prefix_entry_along():
    assert Term("a", exact=True, prefix_db=True).subset().exactly().uses_prefix_db
    assert not Term("a", prefix_db=True).subset(NOTHING).uses_prefix_db
