"""The list of rules in force: the settings' names made into rules (guide search-semantics, 7.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from meilifake.engine.search.ranking.attribute_rank import attribute_rank_costs, attribute_rank_edges
from meilifake.engine.search.ranking.exact_attribute import ExactAttribute
from meilifake.engine.search.ranking.exact_words import exact_words_costs, exact_words_edges
from meilifake.engine.search.ranking.geo_sort import GeoSort
from meilifake.engine.search.ranking.graph_rule import EdgesOf, GraphRule
from meilifake.engine.search.ranking.proximity import proximity_costs, proximity_edges
from meilifake.engine.search.ranking.row import CostsOf
from meilifake.engine.search.ranking.rule import Rule, Search
from meilifake.engine.search.ranking.sort import Sort
from meilifake.engine.search.ranking.typo import typo_edges
from meilifake.engine.search.ranking.vector_sort import VectorSort
from meilifake.engine.search.ranking.word_position import word_position_costs, word_position_edges
from meilifake.engine.search.ranking.words import words_edges


@dataclass(slots=True)
class Chosen:
    """What is in the list already."""

    search: Search
    names: set[str] = field(default_factory=set)
    sorted_fields: set[str] = field(default_factory=set)


Maker = Callable[[Chosen], Iterator[Rule]]


def graph_maker(kind: str, edges: EdgesOf, costs: CostsOf) -> Maker:
    """A rule that leaves the terms as they are."""

    def make(chosen: Chosen) -> Iterator[Rule]:
        yield GraphRule(kind, edges, chosen.search.context, costs_of=costs, narrows=False)

    return make


def make_words(chosen: Chosen) -> Iterator[Rule]:
    yield GraphRule("words", words_edges, chosen.search.context, chosen.search.request.matching_strategy)


def make_typo(chosen: Chosen) -> Iterator[Rule]:
    yield GraphRule("typo", typo_edges, chosen.search.context)


def make_exactness(chosen: Chosen) -> Iterator[Rule]:
    yield ExactAttribute(chosen.search.context)
    yield GraphRule("exactWords", exact_words_edges, chosen.search.context, costs_of=exact_words_costs)


def make_sorts(chosen: Chosen) -> Iterator[Rule]:
    """Each field once, whatever the direction; points as often as asked (quirk)."""
    for expression in chosen.search.request.sort:
        if expression.point is not None:
            yield GeoSort(chosen.search.index, expression.point, expression.ascending)
        else:
            yield from make_sort(chosen, expression.field, expression.ascending)


def make_sort(chosen: Chosen, name: str, ascending: bool) -> Iterator[Rule]:
    if name not in chosen.sorted_fields:
        chosen.sorted_fields.add(name)
        yield Sort(chosen.search.index, name, ascending)


make_proximity = graph_maker("proximity", proximity_edges, proximity_costs)
make_attribute_rank = graph_maker("attributeRank", attribute_rank_edges, attribute_rank_costs)
make_word_position = graph_maker("wordPosition", word_position_edges, word_position_costs)


def make_attribute(chosen: Chosen) -> Iterator[Rule]:
    yield from make_attribute_rank(chosen)
    yield from make_word_position(chosen)


RULES: Mapping[str, Maker] = {
    "words": make_words,
    "typo": make_typo,
    "proximity": make_proximity,
    "attribute": make_attribute,
    "attributeRank": make_attribute_rank,
    "wordPosition": make_word_position,
    "exactness": make_exactness,
    "sort": make_sorts,
}
RELEVANCY = RULES.keys() - {"sort"}
DIRECTIONS = {"asc": True, "desc": False}


def keyword_rules(search: Search) -> list[Rule]:
    """`words` goes before the first other rule of relevancy, if it is not there yet; strategy `all` leaves it out."""
    chosen = Chosen(search)
    if search.request.matching_strategy == "all":
        chosen.names.add("words")
    rules: list[Rule] = []
    for name in search.index.settings.ranking_rules:
        if name in RELEVANCY and "words" not in chosen.names:
            rules += named(chosen, "words")
        rules += named(chosen, name)
    if rules and isinstance(rules[-1], GraphRule):
        rules[-1].narrows = False  # nobody sees the terms after it
    return rules


def placeholder_rules(search: Search) -> list[Rule]:
    """Without a query only sorts have something to say."""
    chosen = Chosen(search)
    return [rule for name in search.index.settings.ranking_rules if name not in RELEVANCY for rule in named(chosen, name)]


def vector_rules(search: Search) -> list[Rule]:
    """The similarity stands where the first rule of relevancy does."""
    chosen = Chosen(search)
    near = VectorSort(search.request.distances or {}, search.request.length, search.request.shift)
    rules: list[Rule] = []
    for name in search.index.settings.ranking_rules:
        if name not in RELEVANCY:
            rules += named(chosen, name)
        elif near not in rules:
            rules.append(near)
    return rules


def named(chosen: Chosen, name: str) -> list[Rule]:
    """The rules of one name of the settings, the first time that it comes up."""
    if name in chosen.names:
        return []
    chosen.names.add(name)
    maker = RULES.get(name)
    if maker is not None:
        return list(maker(chosen))
    attribute, _, direction = name.rpartition(":")
    return list(make_sort(chosen, attribute, DIRECTIONS[direction]))
