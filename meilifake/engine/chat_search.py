"""A search that a language model asked for: with the chat settings of the index, answered in the words of its document template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from meilifake.engine.chat_settings import complete
from meilifake.engine.index.index import Index
from meilifake.engine.index.searchable import field_of
from meilifake.engine.search import filters, foreign
from meilifake.engine.search.context import SearchContext
from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.kind import search_kind
from meilifake.engine.search.local import Plan, run, semantic_vector
from meilifake.engine.search.request import DEFAULT_LIMIT, Hybrid, SearchRequest
from meilifake.engine.search.sorting import parse_sort
from meilifake.errors.base import MeiliError


class Sources(NamedTuple):
    """`documents`: what the client may be shown; `text`: what the model is told, or why nothing was found."""

    documents: list[dict[str, Any]]
    text: str


def request(index: Index, uid: str, q: str | None, filter: Any) -> SearchRequest:
    """The model's query with the index's own parameters."""
    given: Mapping[str, Any] = complete(index.settings.chat)["searchParameters"]
    hybrid = given.get("hybrid")
    return SearchRequest(
        uid,
        q=q,
        filter=filter,
        hybrid=None if hybrid is None else Hybrid(hybrid["embedder"], hybrid.get("semanticRatio", 0.5)),
        limit=given.get("limit", DEFAULT_LIMIT),
        sort=given.get("sort"),
        distinct=given.get("distinct"),
        matching_strategy=given.get("matchingStrategy", "last"),
        attributes_to_search_on=given.get("attributesToSearchOn"),
        ranking_score_threshold=given.get("rankingScoreThreshold"),
    )


def search(context: SearchContext, query: SearchRequest) -> Sources:
    """Raises what the server refuses before it searches; what it finds wrong while it searches is told to the model instead."""
    index = context.state.index(query.index_uid)
    kind = search_kind(index, query, context.embedders)
    condition = parsed(context, query)
    sort = None if query.sort is None else parse_sort(query.sort)
    limit = min(DEFAULT_LIMIT if query.limit is None else query.limit, index.settings.max_total_hits)
    plan = Plan(query, kind, condition, sort, limit, False, query.distinct)
    if kind.semantic:
        plan = plan._replace(query=query._replace(vector=semantic_vector(context, plan)))
    try:
        docids = run(context, index, plan).ranked.docids[:limit]
    except MeiliError as error:
        return Sources([], error.message)
    return Sources([displayed(index, docid) for docid in docids], "\n".join(rendered(index, docids, context.now)))


def parsed(context: SearchContext, query: SearchRequest) -> Condition | None:
    try:
        condition = None if query.filter is None else filters.parse(query.filter)
        if condition is not None:
            filters.check_features(condition, context.features)
    except MeiliError as error:
        raise error.prefixed(f"Index `{query.index_uid}`: ") from None
    if condition is None or not context.features.get("foreignKeys"):
        return condition
    return foreign.resolve(context.state, query.index_uid, condition)


def displayed(index: Index, docid: int) -> dict[str, Any]:
    """The displayed fields in the order of the setting, which is taken by the letter: nothing of a nested name."""
    document, names = index.documents.get(docid), index.settings.displayed_attributes
    return dict(document) if names is None else {name: document[name] for name in names if name in document}


def rendered(index: Index, docids: Sequence[int], now: datetime) -> list[str]:
    """Each document in the words of the chat's template; its limit of bytes is not looked at here."""
    from meilifake.engine.liquid.fault import LiquidFault
    from meilifake.engine.liquid.subject import of_document
    from meilifake.engine.liquid.template import parse

    template = parse(complete(index.settings.chat)["documentTemplate"])
    texts = []
    for docid in docids:
        subject = of_document(index.documents.get(docid), lambda name: field_of(index.settings, name).weight is not None)
        try:
            texts.append(template.render(subject, now))
        except LiquidFault as fault:
            words = f"user error: missing field in document `{index.documents.external(docid)}`: {fault}"
            raise MeiliError("invalid_chat_setting_document_template", words) from None
    return texts
