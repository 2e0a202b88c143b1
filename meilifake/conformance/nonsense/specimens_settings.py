"""Good settings, by the end of their path: whole ones, and each alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meilifake.engine.settings_table import SETTINGS

PROVIDED = {"source": "userProvided", "dimensions": 2}
REST = {"source": "rest", "url": "http://127.0.0.1:1", "request": "{{text}}", "response": "{{embedding}}", "dimensions": 2}
"""Nothing that would have a server call a service."""
EMBEDDERS: Sequence[Any] = (
    {"y": PROVIDED}, {"x": None}, {"x": {"dimensions": 3}}, {"x": {"binaryQuantized": True}}, {"x": {"source": "rest"}},
    {"y": {"model": "m"}},
    {"y": {"source": "userProvided"}}, {"y": {**PROVIDED, "url": "http://x"}},
    {"y": {**PROVIDED, "distribution": {"mean": 0.5, "sigma": 0.2}}},
    {"y": {**PROVIDED, "distribution": {"mean": 2, "sigma": 0.2}}}, {"y": {**PROVIDED, "distribution": {"mean": 0.5}}}, {"y": {}}, {},
    {"y": {"source": "openAi", "model": "zz"}}, {"y": {"source": "openAi", "dimensions": 9999}},
    {"y": {"source": "openAi", "dimensions": 0}},
    {"y": {"source": "openAi", "model": "text-embedding-ada-002", "dimensions": 1535}}, {"y": {**PROVIDED, "documentTemplate": "{{ doc"}},
    {"y": {"source": "ollama"}}, {"y": {"source": "huggingFace", "pooling": "zz"}},
    {"y": {"source": "ollama", "documentTemplate": "{{ x."}},
    {"y": {**REST, "request": "zz"}}, {"y": {**REST, "response": {}}}, {"y": {**REST, "url": "zz"}}, {"y": {**REST, "headers": {"a": 1}}},
    {"y": {**REST, "request": {"a": ["{{text}}", "{{..}}", "{{text}}"]}}},
    {"y": {**REST, "indexingFragments": {"a": {"value": "{{doc.x}}"}}}},
    {"y": {**REST, "indexingFragments": {"a": {"value": 1}}, "searchFragments": {"b": {"value": "{{q"}}, "request": "{{fragment}}"}},
    {"y": {"source": "composite"}}, {"y": {"source": "composite", "searchEmbedder": {"source": "composite"}, "indexingEmbedder": PROVIDED}},
    {"y": {"source": "composite", "searchEmbedder": PROVIDED, "indexingEmbedder": {"model": "m"}}}, {"y": {"searchEmbedder": {}}},
    {"y": {"source": "composite", "searchEmbedder": {"source": "huggingFace", "url": "x"}, "indexingEmbedder": REST}}, {"": PROVIDED},
    {"y": {**PROVIDED, "dimensions": 0}}, {"y": {**PROVIDED, "documentTemplateMaxBytes": 0}},
    {"y": {"source": "userProvided", "apiKey": "k"}},
)  # fmt: skip
FILTERABLE: Sequence[Any] = (
    ["year", "tags"], ["*"], [{"attributePatterns": ["t*"], "features": {"facetSearch": True, "filter": {"equality": True,
    "comparison": True}}}],
    [{"attributePatterns": ["*"]}], ["_geo", "_vectors", "o"], [{"attributePatterns": []}, "year"], [{"features": {}}], ["_geojson"],
    [{"attributePatterns": ["year"], "features": {"facetSearch": True, "filter": {"equality": False}}}, "*"], [{"attributePatterns": "x"}],
    [],
)  # fmt: skip
VALUES: Mapping[str, Sequence[Any]] = {
    "displayedAttributes": (["title"], ["*", "id"], [], ["o.p", "nope", "_vectors"]),
    "searchableAttributes": (["title", "o.q"], ["*"], [], ["title", "title", "o"], ["o.*"]),
    "filterableAttributes": FILTERABLE,
    "sortableAttributes": (["year", "title"], ["*"], ["_geo"], ["o.p", "year"], []),
    "foreignKeys": ([{"foreignIndexUid": "books", "fieldName": "year"}], [{"foreignIndexUid": "a b", "fieldName": ""}],
    [{"fieldName": "x"}], []),
    "rankingRules": (
        ["words"], ["year:asc", "sort"], ["nope"], ["typo", "typo"], ["attribute", "attributeRank"], ["_geoPoint(1,2):asc"], ["_geo:desc"],
        [],
        ["_geoDistance:asc"], ["words", "typo", "proximity", "attribute", "sort", "exactness", "title:desc"], ["a:b:asc"], [":asc"],
    ),
    "stopWords": (["the", "dark"], ["a", "a", "é"], [], [""], ["two words"]),
    "nonSeparatorTokens": (["&", "-"], ["", "ab"], []),
    "separatorTokens": (["|", "<br>"], [""], []),
    "dictionary": (["J. R. R.", "dark1"], [""], []),
    "synonyms": ({"dark": ["black", "very dark"]}, {"a b": ["c"], "c": ["a b"]}, {"": [""]}, {"dark": []}, {}, {"x": "y"}),
    "distinctAttribute": ("year", "nope", "", "o.p", "tags"),
    "proximityPrecision": ("byWord", "byAttribute", "byword"),
    "typoTolerance": (
        {"enabled": False}, {"minWordSizeForTypos": {"oneTypo": 3, "twoTypos": 6}}, {"minWordSizeForTypos": {"oneTypo": 20}},
        {"minWordSizeForTypos": {"oneTypo": 9, "twoTypos": 6}}, {"disableOnWords": ["dark", "a"]}, {"disableOnAttributes": ["title"]},
        {"disableOnNumbers": True, "enabled": None}, {"minWordSizeForTypos": {"twoTypos": 256}}, {"minWordSizeForTypos": None}, {},
    ),
    "faceting": ({"maxValuesPerFacet": 1}, {"sortFacetValuesBy": {"*": "count", "year": "alpha"}}, {"sortFacetValuesBy": {"a": "zz"}}, {}),
    "pagination": ({"maxTotalHits": 2}, {"maxTotalHits": 0}, {"maxTotalHits": None}, {}),
    "embedders": EMBEDDERS,
    "searchCutoffMs": (150, 0, None, 2**64),
    "localizedAttributes": ([{"attributePatterns": ["t*"], "locales": ["eng", "fr"]}], [{"attributePatterns": [], "locales": []}],
    [{"locales": ["zz"]}], []),
    "facetSearch": (False, True),
    "prefixSearch": ("disabled", "indexingTime", "zz"),
    "chat": (
        {"description": "d"}, {"documentTemplate": "{{ doc.title }}", "documentTemplateMaxBytes": 9}, {"documentTemplate": "{{ doc"},
        {"searchParameters": {"hybrid": {"embedder": "x"}, "limit": 2, "sort": ["year:asc"], "matchingStrategy": "all"}},
        {"documentTemplateMaxBytes": 0},
        {"searchParameters": {"distinct": "year", "attributesToSearchOn": ["title"], "rankingScoreThreshold": 0.5}},
        {"searchParameters": None}, {},
    ),
}  # fmt: skip
WHOLE: Sequence[Any] = (
    *({setting.name: value} for setting in SETTINGS for value in VALUES[setting.name]),
    *({setting.name: None} for setting in SETTINGS),
    {"stopWords": ["a"], "typoTolerance": {"enabled": False}, "faceting": {"maxValuesPerFacet": 3}, "rankingRules": ["words", "typo"]},
    {"embedders": {"x": PROVIDED, "y": PROVIDED}, "filterableAttributes": ["tags", "o.p"], "displayedAttributes": ["id", "title"]},
)
SETTING_BODIES: Mapping[str, Sequence[Any]] = {"": WHOLE, **{f"/{setting.path}": VALUES[setting.name] for setting in SETTINGS}}
"""The path after `/settings` -> bodies."""
