"""A hit that another server found: taken apart for the merge, shown as it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.engine.index.swap_remove import swap_remove
from meilifake.engine.search.federation.hit import comparable, leaves
from meilifake.engine.search.federation.proxy import missing, unexpected
from meilifake.engine.search.federation.shapes import natural, number
from meilifake.engine.search.scoring import Group

ORIGIN, VALUES, SCORE = "_federation", "weightedScoreValues", "weightedRankingScore"
POSITION, PIN, EXTRA, INDEX, REMOTE = "queriesPosition", "pinnedPosition", "extra_document", "indexUid", "remote"
BESIDE = ("_formatted", "_matchesPosition", "_rankingScore", "_rankingScoreDetails")
"""What stands in a hit besides its document."""


READ: Mapping[str, Callable[[Any], Any]] = {"_rankingScore": float, "_matchesPosition": lambda places: dict(sorted(places.items()))}


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class RemoteHit:
    """`document` with its `_federation`, as it is shown; `extra`: fields that are only compared; `beside`: see `BESIDE`."""

    document: dict[str, Any]
    beside: Mapping[str, Any]
    extra: Mapping[str, Any]
    groups: tuple[Group, ...]
    weighted_score: float
    query_index: int
    pin: int | None
    index_uid: str | None

    @property
    def semantic(self) -> bool:
        return any(group.similarity for group in self.groups)

    def facet_values(self, field: str) -> Iterator[Any]:
        for document in (self.document, self.extra):
            for leaf in leaves(document, field):
                yield from comparable(leaf)


def checked(value: Mapping[str, Any]) -> None:
    """Raises remote_bad_response for a hit after which nothing of its server is taken."""
    if ORIGIN not in value:
        raise missing("._federation")
    origin = value[ORIGIN]
    if not isinstance(origin, dict):
        raise unexpected("._federation", "map", origin)
    for name in (VALUES, SCORE):
        if name not in origin:
            raise missing(f"._federation.{name}")


def remote_hit(value: Mapping[str, Any], remote: str) -> RemoteHit | None:
    """None for a hit that cannot be merged: the server passes over it. Parameter: `value`, a hit that was `checked`."""
    origin = {**value[ORIGIN], REMOTE: remote}
    score, pin = origin[SCORE], origin.get(PIN)
    position: Any = origin.get(POSITION)
    pinned = natural(pin)
    groups = () if pinned else groups_of(origin[VALUES])
    if groups is None or not natural(position) or not number(score):
        return None
    extra, uid = origin.get(EXTRA), origin.get(INDEX)
    for name in (PIN, VALUES, EXTRA):
        origin = swap_remove(origin, name)
    document = {name: inner for name, inner in value.items() if name not in BESIDE}
    document[ORIGIN] = origin
    return RemoteHit(
        document,
        {name: READ.get(name, same)(value[name]) for name in BESIDE if value.get(name) is not None},
        extra if isinstance(extra, dict) else {},
        groups,
        float(score),
        position,
        pin if pinned else None,
        uid if isinstance(uid, str) else None,
    )


def groups_of(values: Any) -> tuple[Group, ...] | None:
    """The score values of a hit as they are compared; None when they cannot be read."""
    if not isinstance(values, list):
        return None
    found = [group_of(value) for value in values]
    return None if None in found else tuple(group for group in found if group is not None)


def group_of(value: Any) -> Group | None:
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((kind, inner),) = value.items()
    if kind in ("weightedScore", "vectorSort"):
        return Group("score", float(inner), similarity=kind == "vectorSort") if number(inner) else None
    if not isinstance(inner, dict) or not isinstance(inner.get("asc"), bool):
        return None
    if kind == "sort" and "value" in inner:
        return Group("sort", inner["value"], inner["asc"])
    if kind == "geoSort" and (inner.get("distance") is None or number(inner["distance"])):
        return Group("geo", inner.get("distance"), inner["asc"])
    return None


def score_value(group: Group) -> dict[str, Any]:
    """A group as a server that is asked tells it."""
    if group.kind == "score":
        return {"vectorSort" if group.similarity else "weightedScore": float(group.value)}
    if group.kind == "sort":
        return {"sort": {"asc": group.ascending, "value": group.value}}
    return {"geoSort": {"asc": group.ascending, "distance": group.value}}
