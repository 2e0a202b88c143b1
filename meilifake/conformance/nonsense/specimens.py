"""Good bodies, by the end of the route's path: what requests are made of that shall get past the first checks before they fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meilifake.conformance.nonsense.specimens_settings import SETTING_BODIES
from meilifake.wire.route import Route

POINT = "_geoPoint(1, 2):asc"
SEARCHES: Sequence[dict[str, Any]] = (
    {"q": "dark", "limit": 2, "attributesToHighlight": ["*"], "showMatchesPosition": True},
    {"q": "drak 3", "attributesToCrop": ["title:1", "o.q"], "cropMarker": "", "cropLength": 1, "attributesToRetrieve": ["id", "o.p"]},
    {"filter": "year > 1 AND tags = a", "sort": ["year:desc"], "facets": ["tags", "year"]},
    {"filter": [["year = 1", "year = 2"], "tags IN [a, b]"], "page": 1, "hitsPerPage": 1},
    {"filter": "_geoRadius(1, 2, 300000)", "sort": [POINT], "showRankingScore": True, "showRankingScoreDetails": True},
    {"filter": "_geoBoundingBox([3, 2], [0, 0]) OR title CONTAINS dar", "facets": ["*"], "distinct": "tags"},
    {"filter": "_vectors.x.userProvided EXISTS", "retrieveVectors": True, "attributesToRetrieve": ["_vectors", "_geo"]},
    {"q": "dark", "vector": [1, 2], "hybrid": {"embedder": "x", "semanticRatio": 0.5}, "rankingScoreThreshold": 0.2},
    {"vector": [0, 1], "hybrid": {"embedder": "x", "semanticRatio": 1}, "limit": 1, "retrieveVectors": True},
    {"q": "dark", "matchingStrategy": "frequency", "attributesToSearchOn": ["title"], "locales": ["eng"]},
    {"q": "dark", "highlightPreTag": "<", "highlightPostTag": ">", "attributesToHighlight": ["title", "year"], "offset": 1},
    {"q": '"dark 1" -two', "sort": ["title:asc"], "distinct": "year"},
    {"media": {"a": 1}, "hybrid": {"embedder": "x"}},
    {"q": "x", "personalize": {"userContext": "me"}},
    {"useNetwork": True, "q": ""},
)  # fmt: skip
QUERIES: Sequence[Any] = (
    *({"indexUid": "movies", **one} for one in SEARCHES),
    {"indexUid": "books", "q": "one", "federationOptions": {"weight": 0.5, "queryPosition": 0}},
    {"indexUid": "books", "q": "two", "federationOptions": {"weight": 2, "remote": "a"}},
    {"indexUid": "books", "sort": ["year:asc"]},
    {"indexUid": "movies", "sort": ["year:asc"]},
    {"indexUid": "movies", "q": "dark"}, {"indexUid": "nope"},
)  # fmt: skip
FEDERATIONS: Sequence[Any] = (
    {}, {"limit": 2, "offset": 1}, {"page": 1, "hitsPerPage": 2}, {"facetsByIndex": {"movies": ["tags", "year"]}, "mergeFacets": {}},
    {"facetsByIndex": {"movies": ["tags"], "books": []}, "mergeFacets": {"maxValuesPerFacet": 1}}, {"distinct": "tags"},
    {"facetsByIndex": {"nope": ["a"]}}, {"personalize": {"userContext": "me"}}, {"showPerformanceDetails": True},
)  # fmt: skip
DOCUMENTS: Sequence[Any] = (
    [{"id": 1, "title": "dark"}, {"id": "b-2", "year": 3, "tags": []}], {"id": 7, "o": {"p": [1, {"q": None}]}},
    [{"id": 9, "_geo": {"lat": "1.5", "lng": 2}}, {"id": 10, "_geo": None}], [{"id": 9, "_vectors": {"x": [1, 2]}}],
    [{"id": 9, "_vectors": {"x": {"embeddings": [[1, 2], [3, 4]], "regenerate": False}}}, {"id": 8, "_vectors": {"x": None}}],
    [{"title": "no id"}], [{"id": 1.5}], [{"id": "a b"}], [{"uid": 1, "bid": 2}], [{"id": 1, "id.x": 2, "": 3}], [],
    [{"id": 1, "_geojson": {"type": "Point", "coordinates": [1, 2]}}], [{"id": 9, "_geo": {"lat": 91, "lng": 2}}],
    [{"id": 5, "_vectors": {"y": [1], "x": {"regenerate": True}}}], [{"id": 5, "_vectors": {"x": {"embeddings": [1],
    "regenerate": False}}}],
)  # fmt: skip
CSV: tuple[bytes, ...] = (
    b"id,title,year:number\n20,dark,5\n21,\"a\n\"\"b\",\n", b"id:number,ok:boolean,x:string\n1,true,5\n2,false,\n", b"id,title\n1,a,b\n",
    b"id;title\n1;a\n", b"id,n:number\n1,x\n", b"id,b:boolean\n1,yes\n", b"id,a\n1,\xff\n", b"id,a,a\n1,2,3\n", b"\n\nid,a\n\n1,2\n",
    b"id,a\r\n1,\"x\r\n", b"\xef\xbb\xbfid,a\n1,2\n", b",\n,\n", b"id,a:zz,:number\n1,2,3\n", b"id,o.p,_geo\n1,2,3\n",
)  # fmt: skip
NDJSON: tuple[bytes, ...] = (
    b'{"id":30}\n{"id":31,"title":"x"}\n', b'{"id":30}{"id":31}', b'\n\n{"id":30}\n\n', b'{"id":30}\n[{"id":31}]\n', b'{"id":30}\n5\n',
    b'{"id":30}\nnull', b'{"id":30},{"id":31}', b'{"id":30}\n{"id":31,}\n', b'{"id":30}\n"x"\n', b'{"id":30}\n{"id"\n:31}',
)  # fmt: skip
FUNCTIONS: Sequence[Any] = (
    "doc.year += 1", "doc = ()", "throw 1", "let x = [1]; x[9]", "doc.title = context.x", "if doc.year > 1 { doc.n = `${doc.year}` }",
    "doc.id = 9", "doc.title.to_upper()", "fn f(x) { x + 1 } doc.year = f(1)", "doc = [1]", "doc.zz.y = 1", "for t in doc.tags { t += 1 }",
    "doc.remove(\"title\")", "let a = #{b: 1}; doc.o = a", "doc.year = 1/0", "1 +", "doc.x(", "switch doc.year { 1 => 2, _ => zz() }",
)  # fmt: skip
KEY = {"actions": ["search"], "indexes": ["movies"], "expiresAt": None}
KEYS: Sequence[Any] = (
    KEY, {**KEY, "actions": ["*"], "name": "n", "description": "d"}, {**KEY, "uid": "aaaaaaaa-0000-4000-8000-00000000000f"},
    {**KEY, "actions": ["version"]}, {**KEY, "indexes": ["mov*"]}, {**KEY, "expiresAt": "2050-01-01"}, {**KEY, "indexes": []},
    {**KEY, "expiresAt": "2050-01-01T00:00:00+02:00"}, {**KEY, "actions": ["documents.*", "keys.get"], "indexes": ["*"]},
)  # fmt: skip
WEBHOOKS: Sequence[Any] = (
    {"url": "http://127.0.0.1:1/x"}, {"url": "http://127.0.0.1:1/", "headers": {"authorization": "Bearer abcdefghijkl", "X-a": "1"}},
    {"url": "http://127.0.0.1:1/", "headers": {"x y": "1"}}, {"url": "http://127.0.0.1:1/", "headers": {"a": "\n"}}, {"url": "zz"},
    {"headers": {"X-a": None}}, {"headers": None}, {"url": "http://[::1", "headers": {"": ""}},
    {"url": "http://127.0.0.1:1", "headers": {"a": "é"}},
)  # fmt: skip
NETWORKS: Sequence[Any] = (
    {"self": "me"}, {"remotes": {"a": {"url": "http://127.0.0.1:1", "searchApiKey": "k"}}}, {"remotes": {"a": None}}, {"remotes": None},
    {"shards": {"s": {"remotes": ["a"]}}}, {"shards": {"s": {"addRemotes": ["b"], "removeRemotes": ["a"]}}}, {"leader": None},
    {"leader": "me"},
    {"remotes": {"a": {"url": None}}}, {"remotes": {"b": {}}}, {"previousRemotes": {}}, {"shards": {"s": None}}, {"self": None},
    {"remotes": {"c": {"url": "zz"}}, "previousShards": {}},
)  # fmt: skip
PIN = {"selector": {"id": "1", "indexUid": "movies"}, "action": {"type": "pin", "position": 0}}
RULES: Sequence[Any] = (
    {"actions": [PIN], "conditions": {"query": {"words": "dark"}}, "precedence": 1}, {"description": "d", "active": False},
    {"conditions": {"time": {"start": "2020-01-01T00:00:00Z", "end": "2050-01-01T00:00:00Z"}}},
    {"conditions": {"query": {"isEmpty": True}}},
    {"actions": [{"selector": {"id": "2"}, "action": {"type": "pin", "position": 1}}], "description": None, "precedence": None}, {},
)  # fmt: skip
TEMPLATES: Sequence[Any] = (
    {"kind": "inlineDocumentTemplate", "inline": "{{ doc.title }} {{ doc.o.p | plus: 1 }}"},
    {"kind": "inlineDocumentTemplate", "inline": "{% if"},
    {"kind": "documentTemplate", "indexUid": "movies", "embedder": "x"}, {"kind": "chatDocumentTemplate", "indexUid": "movies"},
    {"kind": "indexingFragment", "indexUid": "movies", "embedder": "x", "fragment": "f"},
    {"kind": "inlineFragment", "inline": {"a": "{{doc.id}}"}},
    {"kind": "searchFragment", "indexUid": "movies", "embedder": "x", "fragment": "f"}, {"kind": "inlineFragment", "inline": "{{ q }}"},
    {"kind": "inlineDocumentTemplate", "inline": "{% for f in fields %}{{ f.name }}={{ f.value }};{% endfor %}",
    "documentTemplateMaxBytes": 9},
)  # fmt: skip
INPUTS: Sequence[Any] = (
    {"kind": "indexDocument", "indexUid": "movies", "id": "1"}, {"kind": "inlineDocument", "inline": {"title": 1, "o": {"p": 2}, "id": 3}},
    {"kind": "inlineSearch", "inline": {"q": "dark", "media": {"a": "b"}}}, {"kind": "indexDocument", "indexUid": "movies", "id": "99"},
    None,
)  # fmt: skip
CHAT = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hi"}]}
CHATS: Sequence[Any] = (
    CHAT, {**CHAT, "n": 2}, {**CHAT, "stream": False}, {**CHAT, "messages": [{"role": "tool", "content": "x", "tool_call_id": "a"}]},
    {**CHAT, "tools": [{"type": "function", "function": {"name": "zz"}}]},
    {**CHAT, "messages": [{"role": "user", "content": [{"type": "text"}]}]},
    {**CHAT, "tools": [{"type": "function", "function": {"name": "_meiliSearchInIndex"}}]}, {**CHAT, "temperature": "x"}, {"messages": []},
    {**CHAT, "tool_choice": "auto", "tools": []}, {**CHAT, "messages": [{"role": "assistant"}, {"role": "zz"}]},
)  # fmt: skip
WORKSPACES: Sequence[Any] = (
    {"source": "azureOpenAi"}, {"source": "vLlm", "baseUrl": "http://127.0.0.1:1"}, {"apiKey": "abcdefghijklmnop"},
    {"prompts": {"system": "x"}},
    {"prompts": None}, {"prompts": {"searchQParam": None}}, {"baseUrl": "http://127.0.0.1:1", "orgId": "o"},
    {"source": "mistral", "projectId": None},
)  # fmt: skip
EXPORTS: Sequence[Any] = (
    {"url": 5}, {"url": "http://127.0.0.1:1", "indexes": {"a b": {}}}, {"url": "x", "payloadSize": "zz"},
    {"payloadSize": "24 Mx", "url": "x"},
    {"url": "x", "indexes": {"*": {"filter": "((", "zz": 1}}}, {"indexes": {"*": {"overrideSettings": 1}}}, {"indexes": {"movies": None}},
)  # fmt: skip
BODIES: Mapping[str, Sequence[Any]] = {
    "/search": SEARCHES,
    "/documents/fetch": (
        {"filter": "year > 1", "fields": ["id", "o.p"], "limit": 2},
        {"ids": [1, "2", "zz"], "sort": ["year:desc"]},
        {"retrieveVectors": True},
        {"sort": [POINT, "year:asc"], "offset": 1},
        {"filter": ["tags = a", ["year = 1", "nope = 2"]]},
        {"ids": ["a b"]},
        {"useNetwork": False},
    ),
    "/documents": DOCUMENTS,
    "/documents/edit": tuple(
        {"function": one, "filter": where, "context": given}
        for one in FUNCTIONS
        for where, given in ((None, None), ("year > 2", {"x": 1}), ([["id = 1"], "year = 1"], {}))
    ),
    "/documents/delete": tuple(
        {"filter": one}
        for one in (
            "year = 4",
            ["year = 3", ["tags = t1"]],
            "id = 1",
            "nope = 1",
            "",
            [],
            None,
            "year >",
            "_geoRadius(1,2,3)",
            'title CONTAINS "x"',
        )
    ),
    "/documents/delete-batch": ([1, "2", "zz"], [], [None, 1.5, {}], ["a b"], [True, [1]]),
    "/facet-search": (
        {"facetName": "tags"},
        {"facetName": "tags", "facetQuery": "t", "q": "dark", "filter": "year > 1"},
        {"facetName": "title", "facetQuery": "dark"},
        {"facetName": "year"},
        {"facetName": "nope"},
        {"facetName": "tags", "exhaustiveFacetCount": True, "attributesToSearchOn": ["title"]},
        {"facetName": "tags", "vector": [1, 2], "hybrid": {"embedder": "x"}},
        {"facetName": "tags", "useNetwork": True},
    ),
    "/similar": (
        {"id": 1, "embedder": "x"},
        {"id": "2", "embedder": "x", "filter": "year > 1", "limit": 1, "showRankingScore": True},
        {"id": 99, "embedder": "x"},
        {"id": 1, "embedder": "x", "retrieveVectors": True, "attributesToRetrieve": ["id"], "rankingScoreThreshold": 0.9},
        {"id": [1], "embedder": "x"},
        {"id": 0, "embedder": "x", "filter": "nope = 1", "showRankingScoreDetails": True},
        {"id": "a b", "embedder": "x"},
        {"id": 1, "embedder": "z"},
    ),
    "/swap-indexes": (
        [{"indexes": ["movies", "books"]}],
        [{"indexes": ["movies", "new"], "rename": True}],
        [],
        [{"indexes": ["movies"]}],
        [{"indexes": ["movies", "movies"]}],
        [{"indexes": ["movies", "books"]}, {"indexes": ["books", "a"]}],
        [{"indexes": ["x", "y"]}],
    ),
    "/indexes": ({"uid": "new", "primaryKey": "id"}, {"uid": "movies"}, {"uid": "a b"}, {"uid": "n2", "primaryKey": None}),
    "/indexes/{index_uid}": (
        {"primaryKey": "title"},
        {"uid": "renamed"},
        {"uid": "books"},
        {"uid": "movies"},
        {},
        {"primaryKey": "id"},
        {"uid": "a b"},
    ),
    "/fields": (
        {},
        {"limit": 2, "offset": 1},
        {"filter": {"attributePatterns": ["t*", "o.*"]}},
        {"filter": {"sortable": True, "filterable": True}},
        {"filter": {"rankingRule": False, "distinct": False, "displayed": True}},
        {"filter": {"searchable": None}},
    ),
    "/keys": KEYS,
    "/keys/{key}": ({"name": "x"}, {"description": None}, {"actions": []}, {"key": "x"}, {"uid": 1}, {"expiresAt": None}, {}),
    "/webhooks": WEBHOOKS,
    "/webhooks/{uuid}": WEBHOOKS,
    "/network": NETWORKS,
    "/network/control": (
        {"origin": {"remoteName": "a", "taskUid": 1}, "message": {}},
        {"origin": 1, "message": 2},
        {"message": {"type": "x"}},
    ),
    "/dynamic-search-rules": ({}, {"filter": {"query": "d", "active": True}}, {"offset": 1, "limit": 0}, {"filter": None}),
    "/dynamic-search-rules/{uid}": RULES,
    "/chat/completions": CHATS,
    "/chats/{workspace_uid}/settings": WORKSPACES,
    "/export": EXPORTS,
    "/experimental-features": ({"metrics": True}, {"network": None}, {}, {"containsFilter": "x"}, {"metrcs": True}),
    "/logs/stderr": (
        {"target": "info"},
        {"target": "a=b=c"},
        {"target": ""},
        {"target": "meilisearch=trace,milli=zz"},
        {"target": "[span{a=1}]=info"},
    ),
    "/logs/stream": (
        {"target": "="},
        {"mode": "human", "profileMemory": True},
        {"mode": "fmt"},
        {"target": "info", "mode": "json", "profileMemory": True},
    ),
}
"""Settings apart: theirs are `SETTING_BODIES`."""


def specimens(route: Route) -> Sequence[Any]:
    """Good bodies for a route: JSON values, bytes where they are no JSON; empty for a route that reads none."""
    for end, found in SETTING_BODIES.items():
        if route.path == f"/indexes/{{index_uid}}/settings{end}":
            return found
    return next((BODIES[end] for end in sorted(BODIES, key=len, reverse=True) if route.path.endswith(end)), ())
