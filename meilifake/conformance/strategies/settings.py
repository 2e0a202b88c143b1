"""Settings: valid values, values of the wrong kind, resets, whole updates and single routes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import fields, json_sent, optional, uids, words

names = st.lists(fields, max_size=4, unique=True)
patterns = st.one_of(
    fields,
    st.builds(
        lambda some, features: {"attributePatterns": some, "features": features},
        st.lists(st.one_of(fields, st.sampled_from(["*", "t*", "*e", "*.name", "cast*", "_geo"])), min_size=1, max_size=2),
        optional(facetSearch=st.booleans(), filter=optional(equality=st.booleans(), comparison=st.booleans())),
    ),
)
locales = st.lists(st.sampled_from(["eng", "fra", "fr", "deu", "cmn", "nope"]), max_size=2)
phrases = st.one_of(words, words, st.builds(lambda a, b: f"{a} {b}", words, words))
RULES = (
    "words", "typo", "proximity", "attribute", "attributeRank", "sort", "wordPosition", "exactness", "year:desc", "title:asc",
    "rating:asc", "nope",
)  # fmt: skip

ROUTES: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "filterableAttributes": ("PUT filterable-attributes", st.lists(patterns, max_size=4)),
    "sortableAttributes": ("PUT sortable-attributes", names),
    "searchableAttributes": ("PUT searchable-attributes", st.one_of(names, st.just(["*"]))),
    "displayedAttributes": ("PUT displayed-attributes", st.one_of(names, st.just(["*"]))),
    "rankingRules": ("PUT ranking-rules", st.lists(st.sampled_from(RULES), max_size=6)),
    "stopWords": ("PUT stop-words", st.lists(words, max_size=3)),
    "synonyms": ("PUT synonyms", st.dictionaries(phrases, st.lists(phrases, max_size=2), max_size=3)),
    "distinctAttribute": ("PUT distinct-attribute", st.one_of(fields, st.none())),
    "proximityPrecision": ("PUT proximity-precision", st.sampled_from(["byWord", "byAttribute", "byLetter"])),
    "prefixSearch": ("PUT prefix-search", st.sampled_from(["indexingTime", "disabled"])),
    "facetSearch": ("PUT facet-search", st.booleans()),
    "pagination": ("PATCH pagination", optional(maxTotalHits=st.integers(0, 5))),
    "faceting": (
        "PATCH faceting",
        optional(
            maxValuesPerFacet=st.integers(0, 3),
            sortFacetValuesBy=st.dictionaries(st.one_of(fields, st.just("*")), st.sampled_from(["count", "alpha"]), max_size=2),
        ),
    ),
    "typoTolerance": (
        "PATCH typo-tolerance",
        optional(
            enabled=st.booleans(),
            minWordSizeForTypos=optional(oneTypo=st.integers(0, 6), twoTypos=st.integers(3, 9)),
            disableOnWords=st.lists(words, max_size=2),
            disableOnAttributes=names,
            disableOnNumbers=st.booleans(),
        ),
    ),
    "searchCutoffMs": ("PUT search-cutoff-ms", st.sampled_from([5000, 100000, None])),
    "localizedAttributes": (
        "PUT localized-attributes",
        st.lists(
            st.fixed_dictionaries(
                {"attributePatterns": st.lists(st.one_of(fields, st.sampled_from(["*", "t*"])), max_size=2), "locales": locales}
            ),
            max_size=2,
        ),
    ),
    "foreignKeys": (
        "PUT foreign-keys",
        st.lists(st.fixed_dictionaries({"foreignIndexUid": uids, "fieldName": fields}), max_size=2),
    ),
    "chat": (
        "PATCH chat",
        optional(
            description=st.just("d"),
            documentTemplate=st.sampled_from(["{{ doc.title }}", "{{ doc", None]),
            documentTemplateMaxBytes=st.integers(0, 20),
            searchParameters=optional(
                limit=st.integers(0, 3), sort=st.just(["year:asc"]), distinct=fields, matchingStrategy=st.sampled_from(["last", "all", "x"])
            ),
        ),
    ),
    "dictionary": ("PUT dictionary", st.lists(st.sampled_from(["J. K.", "red-hot", "newyork", "new york", "kd"]), max_size=2)),
    "separatorTokens": ("PUT separator-tokens", st.lists(st.sampled_from(["ö", "ar", "&", "_", "x", "-"]), max_size=2)),
    "nonSeparatorTokens": ("PUT non-separator-tokens", st.lists(st.sampled_from(["-", "#", "@", "_", "'", "."]), max_size=2)),
}
wrong = st.one_of(st.none(), st.integers(-1, 3), st.just("doggo"), st.just({"doggo": 1}), st.just([1]))

whole = st.builds(
    lambda uid, values: json_sent("PATCH", f"/indexes/{uid}/settings", values),
    uids,
    optional(**{name: st.one_of(values, values, values, wrong) for name, (_, values) in ROUTES.items()}).map(
        lambda values: dict(list(values.items())[:4])
    ),
)


def writes(route: str, allowed: st.SearchStrategy[Any]) -> st.SearchStrategy[Sent]:
    """PUT or PATCH of one setting's own route."""
    verb, path = route.split()
    return st.builds(lambda uid, value: json_sent(verb, f"/indexes/{uid}/settings/{path}", value), uids, st.one_of(allowed, allowed, wrong))


single = st.one_of(*(writes(route, allowed) for route, allowed in ROUTES.values()))
paths = st.sampled_from([""] + ["/" + route.split()[1] for route, _ in ROUTES.values()])
others = st.builds(lambda verb, uid, path: Sent(verb, f"/indexes/{uid}/settings{path}"), st.sampled_from(["GET", "DELETE"]), uids, paths)

requests = st.one_of(whole, single, others)
