"""A search, from the query text to ranked documents (guide search-semantics, 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.paths import FieldPaths
from meilifake.engine.index.searchable import locales_of
from meilifake.engine.index.tables import Tables
from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.graph import REMOVALS, QueryGraph, query_graph
from meilifake.engine.search.query.lookup import phrase_docids, words_docids
from meilifake.engine.search.query.matching import match_terms
from meilifake.engine.search.query.normal import SettingsWords
from meilifake.engine.search.query.parse import Parser, parse
from meilifake.engine.search.query.searchable import restriction
from meilifake.engine.search.ranking.bucket_sort import Sorting
from meilifake.engine.search.ranking.distinct import distinct, similar_by
from meilifake.engine.search.ranking.pins import find_pins, with_pins
from meilifake.engine.search.ranking.repeated import repeated
from meilifake.engine.search.ranking.rule import EMPTY_GRAPH, Rule, Search
from meilifake.engine.search.ranking.rules import keyword_rules, placeholder_rules, vector_rules
from meilifake.engine.search.result import Ranked, RankRequest
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.tokenizer import tokenizer_of


def rank(index: Index, request: RankRequest) -> Ranked:
    """The best `request.length` documents of the universe, their scores, and the set that counts are about.

    Without a positive term in the query, only sorts rank; with `distances` only these and sorts do, though negations still hold.
    Raises invalid_search_attributes_to_search_on.
    """
    if request.blank:
        return rank_anew(index, request)
    return repeated(index, request, lambda: rank_anew(index, request))


def rank_anew(index: Index, request: RankRequest) -> Ranked:
    context = new_context(index, request)
    query = read_query(context, index, request)
    pins = find_pins(request, query)
    universe = request.universe & ~bitmap.of([docid for _, docid in pins]) & ~excluded(context, query)
    search = Search(index, context, request)
    ranked = rank_universe(search, query, universe)
    return counted(search, with_pins(ranked, pins, request.length) if pins else ranked)


def rank_universe(search: Search, query: Parser | None, universe: int) -> Ranked:
    context, request = search.context, search.request
    if request.distances is not None:
        return sort_buckets(search, vector_rules(search), universe, EMPTY_GRAPH)
    if query is None or not query.terms:
        return sort_buckets(search, placeholder_rules(search), universe, EMPTY_GRAPH)
    graph = query_graph(context, query.terms)
    universe = context.scope = reduced(context, request.matching_strategy, graph).docids(context, universe)
    return sort_buckets(search, keyword_rules(search) if universe else (), universe, graph)


def new_context(index: Index, request: RankRequest) -> Context:
    names = request.attributes_to_search_on
    tables = Inverted(index.settings, FieldPaths(()), ()) if request.blank and names is None else index.derive(Inverted)
    words = index.derive(SettingsWords)
    tokenizer = tokenizer_of(index.settings)
    restricted = restriction(index, tables, names) if names is not None else None
    locales = query_locales(index.settings, tables, restricted, request.locales)
    return Context(
        tables=tables,
        settings=index.settings,
        restricted=restricted,
        locales=locales,
        synonyms_of=lambda key: words.synonyms_for(key, tokenizer, locales),
        exact_words=words.exact_words,
        miscounted=index.miscounted,
        order_only=request.order_only and steady(index.settings, tables, names),
    )


def steady(settings: IndexSettings, tables: Tables, names: Sequence[str] | None) -> bool:
    """Whether each document is ranked by what it holds alone: byAttribute, what a rule looks up for one bucket is reused for the next;
    among attributesToSearchOn, and where some words stand in no tolerant field, a rule may lose a document that the one before had.
    """
    return names is None and settings.proximity_precision != "byAttribute" and not tables.exact_words()


def read_query(context: Context, index: Index, request: RankRequest) -> Parser | None:
    if request.blank:
        return None
    return parse(context, tokenizer_of(index.settings).tokenize(request.q or "", context.locales))


def query_locales(
    settings: IndexSettings, tables: Tables, restricted: frozenset[int] | None, asked: Sequence[str] | None
) -> list[str] | None:
    """The locales asked for, or else those of all fields in view; None to detect the language."""
    if asked is not None:
        return list(asked) or None
    if not settings.localized_attributes:
        return None
    fids = tables.searchable_fids() if restricted is None else restricted
    return sorted({locale for fid in fids for locale in locales_of(settings, tables.field_name(fid)) or ()}) or None


def excluded(context: Context, query: Parser | None) -> int:
    """The documents of the negations."""
    if query is None:
        return 0
    docids = words_docids(context, query.negative_words)
    for phrase in query.negative_phrases:
        docids |= phrase_docids(context, phrase)
    return docids


def reduced(context: Context, strategy: str, graph: QueryGraph) -> QueryGraph:
    """The graph with everything dropped that the strategy allows to drop."""
    removed = 0
    for group in REMOVALS[strategy](context, graph):
        removed |= group
    return graph.without(removed) if removed else graph


def sort_buckets(search: Search, rules: Sequence[Rule], universe: int, graph: QueryGraph) -> Ranked:
    request, settings = search.request, search.index.settings
    similar = similar_by(search.index, request.distinct)
    exact_counts = request.exhaustive and request.score_threshold is not None
    run = Sorting(
        rules,
        wanted=request.length,
        enough=settings.max_total_hits if exact_counts else request.length,
        candidates=universe,
        similar=similar,
        threshold=request.score_threshold,
        expired=settings.search_cutoff_ms == 0,
        order_only=search.context.order_only,
        skips=request.skips,
    )
    run.run(graph)
    search.context.places = None  # they hold on to the context, and so to the tables, until the garbage collector comes
    return Ranked(run.docids, run.scores, run.candidates, () if request.order_only else match_terms(search.context), run.degraded)


def counted(search: Search, ranked: Ranked) -> Ranked:
    """With one candidate for each distinct value, pinned ones too, when counts are to be exact."""
    request = search.request
    similar = similar_by(search.index, request.distinct) if request.exhaustive and request.distances is None else None
    if similar is None:
        return ranked
    return replace(ranked, candidates=distinct(similar, ranked.candidates).remaining)
