"""Validated bodies and query strings turned into the engine's search requests: names are the same, so a loop does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.recent import Recent
from meilifake.engine.search.request import Federation, FederationOptions, Hybrid, SearchRequest
from meilifake.errors.base import MeiliError

NAMES = tuple(name for name in SearchRequest._fields if name not in ("index_uid", "hybrid", "federation_options", "personalize"))
COMMON = frozenset(NAMES)
WIRE = {name: "".join(part.capitalize() if at else part for at, part in enumerate(name.split("_"))) for name in NAMES}


REMEMBERED: Recent[tuple[Any, SearchRequest]] = Recent(128)
"""By index and the address of a body's model, which is the same when the body comes again (`app.reading`). The model is held with it, so
that no other comes to have its address."""


def request_of(index_uid: str, body: Any) -> SearchRequest:
    """From the model of a POST body; fields that were not sent keep the engine's defaults."""
    return REMEMBERED.of((index_uid, id(body)), lambda: (body, read(index_uid, body)))[1]


def read(index_uid: str, body: Any) -> SearchRequest:
    sent = vars(body)
    values: dict[str, Any] = {name: sent[name] for name in COMMON & body.model_fields_set}
    if body.hybrid is not None:
        values["hybrid"] = Hybrid(body.hybrid.embedder, body.hybrid.semantic_ratio)
    if body.personalize is not None:
        values["personalize"] = {"userContext": body.personalize.user_context}
    options = sent.get("federation_options")
    if options is not None:
        values["federation_options"] = FederationOptions(options.weight, options.remote, options.query_position)
    return SearchRequest(index_uid, **values)


def request_of_parameters(index_uid: str, query: Mapping[str, Any]) -> SearchRequest:
    """From a query string, where hybrid search has two parameters of its own."""
    values = {name: query[wire] for name, wire in WIRE.items() if query.get(wire) is not None}
    embedder, ratio = query.get("hybridEmbedder"), query.get("hybridSemanticRatio")
    if embedder is None and ratio is not None:
        raise MeiliError("invalid_search_hybrid_query", "`hybridEmbedder` is mandatory when `hybridSemanticRatio` is present")
    if embedder is None and query.get("vector") is not None:
        raise MeiliError("missing_search_hybrid", "`hybridEmbedder` is mandatory when `vector` is present")
    if embedder is not None:
        values["hybrid"] = Hybrid(embedder, 0.5 if ratio is None else ratio)
    if query.get("personalizeUserContext") is not None:
        values["personalize"] = {"userContext": query["personalizeUserContext"]}
    return SearchRequest(index_uid, **values)


def federation_of(body: Any) -> Federation | None:
    if body is None:
        return None
    given = body.model_fields_set
    plain = ("limit", "offset", "page", "hits_per_page", "facets_by_index", "distinct", "show_performance_details")
    values: dict[str, Any] = {name: getattr(body, name) for name in plain if name in given}
    if body.merge_facets is not None:
        limit = body.merge_facets.max_values_per_facet
        values["merge_facets"] = {} if limit is None else {"maxValuesPerFacet": limit}
    if body.personalize is not None:
        values["personalize"] = {"userContext": body.personalize.user_context}
    return Federation(**values)
