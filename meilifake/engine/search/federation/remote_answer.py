"""What another server answers to a federated search: read strictly, as something else than a server may be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.search.federation.facets import Facets
from meilifake.engine.search.federation.question import shortest
from meilifake.engine.search.federation.remote_hit import RemoteHit, checked, remote_hit
from meilifake.engine.search.federation.shapes import (
    ERRORS,
    list_of,
    maybe,
    natural,
    number,
    numeral,
    record,
    table,
    table_of,
    text,
    uuid,
)

PAGES = {"hitsPerPage": natural, "page": natural, "totalPages": natural, "totalHits": natural}
WINDOW = {"limit": natural, "offset": natural, "estimatedTotalHits": natural}
PLACE = record({"start": natural, "length": natural}, {"indices": maybe(list_of(natural))})
HIT = record(
    {},
    {
        "_formatted": table,
        "_matchesPosition": maybe(table_of(list_of(PLACE))),
        "_rankingScore": maybe(number),
        "_rankingScoreDetails": maybe(table),
    },
)
QUERY = record({"queryUid": uuid, "indexUid": text}, {"query": maybe(text), "primaryKey": maybe(text), "remote": maybe(text)})
FACETS = record({"distribution": table_of(table_of(natural)), "stats": table_of(record({"min": number, "max": number}))})
ANSWER = record(
    {"hits": list_of(HIT), "processingTimeMs": natural},
    {
        "queryVectors": maybe(table_of(list_of(number), numeral)),
        "facetDistribution": maybe(table_of(table_of(natural))),
        "facetStats": maybe(table_of(record({"min": number, "max": number}))),
        "facetsByIndex": table_of(FACETS),
        "requestUid": maybe(uuid),
        "metadata": maybe(list_of(QUERY)),
        "remoteErrors": ERRORS,
        "semanticHitCount": maybe(natural),
        "performanceDetails": maybe(table_of(text)),
    },
)


@dataclass(frozen=True, slots=True)
class RemoteAnswer:
    """`hits` as they came; `primary_keys`: by index, of the queries' metadata."""

    hits: Sequence[dict[str, Any]]
    total: int
    milliseconds: int
    facets: Mapping[str, Facets]
    vectors: Mapping[int, Sequence[float]]
    primary_keys: Mapping[str, str]

    def found(self, remote: str) -> list[RemoteHit]:
        """Its hits, but for those that cannot be merged. Raises remote_bad_response."""
        for value in self.hits:
            checked(value)
        return [hit for hit in (remote_hit(value, remote) for value in self.hits) if hit is not None]


def read_answer(value: Any) -> RemoteAnswer | None:
    """None for what is no answer to a federated search."""
    paged, windowed = record(PAGES)(value), record(WINDOW)(value)
    if not ANSWER(value) or not (paged or windowed):
        return None
    return RemoteAnswer(
        value["hits"],
        value["totalHits" if paged else "estimatedTotalHits"],
        value["processingTimeMs"],
        {uid: facets_of(one) for uid, one in value.get("facetsByIndex", {}).items()},
        {int(at): [shortest(part) for part in vector] for at, vector in (value.get("queryVectors") or {}).items()},
        {one["indexUid"]: one["primaryKey"] for one in value.get("metadata") or () if one.get("primaryKey") is not None},
    )


def facets_of(value: Mapping[str, Any]) -> Facets:
    stats = {name: (float(span["min"]), float(span["max"])) for name, span in value["stats"].items()}
    return Facets({name: dict(values) for name, values in value["distribution"].items()}, stats)
