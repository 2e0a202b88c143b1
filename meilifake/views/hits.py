"""Hits as the server prints them: a document, where it was found, and what was asked for besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from meilifake.engine.search.facets.fields import selected_fields
from meilifake.engine.search.federation.compare import AnyHit
from meilifake.engine.search.federation.hit import Hit
from meilifake.engine.search.federation.perform import Result
from meilifake.engine.search.federation.remote_hit import EXTRA, INDEX, PIN, POSITION, REMOTE, SCORE, VALUES, RemoteHit, score_value
from meilifake.engine.search.formatting.hit import HitMaker, Made
from meilifake.engine.search.hydration import Hydration
from meilifake.engine.search.ranking.scores import global_score, score_details
from meilifake.engine.search.request import Federation

Origin = Callable[[Hit, HitMaker], Mapping[str, Any]]
"""What `_federation` says of a hit of this server."""


def origin_of(result: Result, federation: Federation) -> Origin:
    """Where hits come from: the server too, when several were asked; and what another server merges by, when one asks."""
    if result.proxy:
        return lambda hit, maker: place(hit) | for_merging(hit, maker, federation)
    if result.networked:
        return lambda hit, maker: place(hit) | {REMOTE: result.server}
    return lambda hit, maker: place(hit)


def place(hit: Hit) -> dict[str, Any]:
    return {INDEX: hit.index_uid, POSITION: hit.query_index, SCORE: hit.weighted_score}


def for_merging(hit: Hit, maker: HitMaker, federation: Federation) -> dict[str, Any]:
    names: list[str] = []
    if federation.distinct is not None:
        patterns = (federation.facets_by_index or {}).get(hit.index_uid)
        names = [federation.distinct, *(selected_fields(hit.index, patterns) if patterns is not None else ())]
    values = {VALUES: [score_value(group) for group in hit.groups], EXTRA: maker.beyond(hit.docid, names)}
    return values if hit.pin is None else {**values, PIN: hit.pin}


def hits_view(hits: Sequence[AnyHit], hydration: Hydration | None = None, origin: Origin | None = None) -> list[dict[str, Any]]:
    """One maker per query and index: what it prepares is shared by all its hits. Hits of other servers are shown as they came."""
    makers: dict[tuple[int, str], HitMaker] = {}
    made: list[Made] = []
    origins: list[Mapping[str, Any] | None] = []
    for hit in hits:
        if isinstance(hit, RemoteHit):
            made.append(Made(hit.document, hit.beside.get("_formatted"), hit.beside.get("_matchesPosition")))
            origins.append(None)
            continue
        key = (hit.query_index, hit.index_uid)
        maker = makers.get(key)
        if maker is None:
            maker = makers[key] = HitMaker(hit.index, hit.query, hit.terms)
        made.append(maker.make(hit.docid))
        origins.append(None if origin is None else origin(hit, maker))
    if hydration is not None:
        made = hydrated(hits, made, hydration)
    return [hit_view(hit, one, place) for hit, one, place in zip(hits, made, origins, strict=True)]


def hydrated(hits: Sequence[AnyHit], made: Sequence[Made], hydration: Hydration) -> list[Made]:
    for hit, one in zip(hits, made, strict=True):
        hydration.register(hit.index_uid or "", one.document)
    return [
        Made(
            hydration.apply(hit.index_uid or "", one.document),
            hydration.apply(hit.index_uid or "", one.formatted) if one.formatted else one.formatted,
            one.matches,
        )
        for hit, one in zip(hits, made, strict=True)
    ]


def hit_view(hit: AnyHit, made: Made, origin: Mapping[str, Any] | None) -> dict[str, Any]:
    """`origin`: what `_federation` says of the hit, None for no such key. The document of a hit of this server was made for it alone."""
    view = dict(made.document) if isinstance(hit, RemoteHit) else made.document
    if origin is not None:
        view["_federation"] = origin
    if made.formatted:
        view["_formatted"] = made.formatted
    if made.matches is not None:
        view["_matchesPosition"] = made.matches
    if isinstance(hit, RemoteHit):
        return view | {name: hit.beside[name] for name in ("_rankingScore", "_rankingScoreDetails") if name in hit.beside}
    if hit.query.show_ranking_score:
        view["_rankingScore"] = float(global_score(hit.scores))
    if hit.query.show_ranking_score_details:
        view["_rankingScoreDetails"] = score_details(hit.scores, hit.index.settings.ranking_rules)
    return view
