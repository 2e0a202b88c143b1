"""What a search means by a parameter that it leaves out, and what clients put in by themselves: neither tells searches apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

CLIENTS: Mapping[str, Any] = {"attributesToRetrieve": ["*"], "cropLength": 200, "cropMarker": "..."}
"""What `meilisearch-python-sdk` sends with every search without being told to, where that is not the server's own default."""


@cache
def defaults(kind: str) -> Mapping[str, Any]:
    """Parameter (name of the wire) -> the server's default, None where there is none. `kind`: as `Search.kind`."""
    from meilifake.schema.base import WireModel
    from meilifake.schema.facet_search import FacetSearchQuery
    from meilifake.schema.search import SearchQuery
    from meilifake.schema.similar import SimilarQuery

    models: dict[str, type[WireModel]] = {"search": SearchQuery, "facet-search": FacetSearchQuery, "similar": SimilarQuery}
    found = {field.alias or name: None if field.is_required() else field.default for name, field in models[kind].model_fields.items()}
    return found | ({"federationOptions": None} if kind == "search" else {})


def known() -> set[str]:
    """Every parameter of every kind of search."""
    return {name for kind in ("search", "facet-search", "similar") for name in defaults(kind)}


def telling(kind: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that say something: without defaults of the server and habits of clients."""
    usual = defaults(kind)
    return {name: value for name, value in params.items() if value != usual.get(name) and value != CLIENTS.get(name)}
