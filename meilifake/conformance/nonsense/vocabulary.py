"""What bad requests are made of: the server's own names with values that do not belong to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from random import Random
from typing import Any

from meilifake.conformance.parameters import of_body
from meilifake.routes.table import all_routes

WORDS = (
    "", " ", "movies", "nope", "id", "title", "title:asc", "*", "_geoPoint(1,2):asc", "words", "0", "-1", "1.5", "true", "null", "NaN",
    "year > 3", "year = ", "title IN [a, b", "NOT (year = 1", "_geoRadius(1,2)", "((((((((1", "'", '"', "a" * 300, "é" * 120, "🍰",
    "\x00", "\u202e", "\ufeff", "2020-01-01T00:00:00Z", "2020-13-45", "PT5S", "{{ doc.title }}", "{% if", "doc.n += 1", "while true {}",
    "../../etc", "11111111-2222-4333-8444-555555555555", "http://127.0.0.1:1/", "not a url", "all", "last", "search", "openAi", "9" * 30,
)  # fmt: skip
NUMBERS = (
    0, 1, -1, 3, 255, 256, 2**16, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64 - 1, 2**64, 10**30, -(10**30),
    0.0, -0.0, 0.5, 1.0, 1.5, -2.5, 1e-320, 1e308, 1.7976931348623157e308,
)  # fmt: skip
CONSTANTS: Sequence[Any] = (None, True, False, [], {})
APT: Mapping[str, Sequence[Any]] = {
    "q": ["dark", '"dark 1', "-dark", "", "dark dark dark dark dark dark dark dark dark dark dark", "\u0301", "1e5", "é 🍰"],
    "filter": ["year > 3", ["year = 1", ["year = 2", "title = x"]], "year 1 TO 2", "_geoRadius(1,2,3e9)", "NOT id = 1",
               "_geoBoundingBox([1,2],[3,4])", "year IN [1, 'a', 1e400]", "_vectors.x EXISTS",
               "year IS NULL OR year IS EMPTY", "_geoPolygon([1,2],[3,4],[5,6])"],
    "sort": [["year:asc"], ["_geoPoint(1,2):desc", "year:desc"], ["title:asc"]],
    "facets": [["*"], ["year"], ["title", "nope"]],
    "vector": [[1, 2], [1], [], [1e308, -1e308]],
    "hybrid": [{"embedder": "x"}, {"embedder": "x", "semanticRatio": 0.5}, {"embedder": "nope"}, {"semanticRatio": 0}],
    "embedder": ["x", "nope"],
    "attributesToRetrieve": [["*"], [], ["id", "_geo"]],
    "attributesToHighlight": [["*"], ["title"]],
    "attributesToCrop": [["*"], ["title:1", "id:-1"], ["title:99999999999"]],
    "attributesToSearchOn": [["title"], [], ["nope"], ["*"]],
    "matchingStrategy": ["last", "all", "frequency"],
    "queries": [[{"indexUid": "movies"}], [{"indexUid": "movies", "q": "dark"}, {"indexUid": "nope"}], [{"indexUid": "movies", "limit": 1}],
                []],
    "federation": [{}, {"limit": 2, "offset": 1}, {"facetsByIndex": {"movies": ["year"]}}, {"mergeFacets": {}}],
    "facetName": ["year", "title", "nope"],
    "documents": [[{"id": 1}]],
    "function": ["doc.year += 1", "doc = ()", "throw 1", "let x = [1]; x[9]", "doc.title = context.x"],
    "context": [{"x": 1}, {}],
    "indexUid": ["movies", "books", "nope"],
    "uid": ["movies", "new"],
    "indexes": [["movies", "books"], ["movies", "movies"], ["*"]],
    "primaryKey": ["id", "title"],
    "id": [1, "1", "a", 99],
    "ids": [[1], ["a", 1], []],
    "fields": [["id"], ["*"], []],
    "rankingRules": [["words"], ["year:asc", "sort"], ["nope"], ["typo", "typo"]],
    "filterableAttributes": [["year"], ["*"], [{"attributePatterns": ["*"]}], ["_geo", "_vectors"]],
    "synonyms": [{"dark": ["black", "very dark"]}, {"a b": ["c"]}, {"": [""]}],
    "embedders": [{"x": None}, {"y": {"source": "userProvided", "dimensions": 1}}, {"x": {"dimensions": 3}}],
    "actions": [["*"], ["search"], ["documents.*", "nope"]],
    "expiresAt": [None, "2050-01-01", "1999-01-01"],
    "template": [{"kind": "inlineDocumentTemplate", "inline": "{{ doc.title }}"},
                 {"kind": "documentTemplate", "indexUid": "movies", "embedder": "x"}],
    "input": [{"kind": "inlineDocument", "inline": {"title": 1}}, {"kind": "indexDocument", "indexUid": "movies", "id": "1"}],
    "url": ["http://127.0.0.1:1/x", "http://example.com"],
    "messages": [[{"role": "user", "content": "hi"}]],
    "stream": [True],
    "remotes": [{"a": {"url": "http://x"}}, {"a": None}],
    "target": ["info"],
}  # fmt: skip
"""Values that belong to a name, in good company or not."""
UIDS = ("movies", "books", "nope", "a b", "..", "%ff", "x" * 401, "*", "é", "1", "%00", "a%2Fb", "movies/")
DEEPEST = 200


@cache
def every_name() -> tuple[str, ...]:
    known = {name for route in all_routes() for name in of_body(route.body)}
    return tuple(sorted(known | {"_vectors", "_geo", "foo", "", "$", "é"}))


def value_for(random: Random, name: str) -> Any:
    """A value under a name: apt every other time, where something is."""
    return random.choice(APT[name]) if name in APT and random.random() < 0.5 else value(random)


def value(random: Random, depth: int = 3) -> Any:
    """Any JSON value."""
    draw = random.random()
    if draw < 0.35:
        return random.choice(WORDS)
    if draw < 0.6:
        return random.choice(NUMBERS)
    if draw < 0.75 or not depth:
        return copy(random.choice(CONSTANTS))
    if draw < 0.88:
        return [value(random, depth - 1) for _ in range(random.randrange(4))]
    return {random.choice(every_name()): value(random, depth - 1) for _ in range(random.randrange(4))}
