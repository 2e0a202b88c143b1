"""Searches: texts with typos and prefixes, every option that changes an answer, and several at once."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.documents import sorts
from meilifake.conformance.strategies.filters import filters
from meilifake.conformance.strategies.pools import fields, json_sent, optional, uids, words


def mistyped(word: str, at: int, kind: int) -> str:
    """A word with one letter dropped, doubled, swapped with the next one, or cut off after it."""
    at %= max(len(word), 1)
    return (
        word[:at] + word[at + 1 :],
        word[:at] + word[at : at + 1] + word[at:],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word[: at + 1],
    )[kind]


terms = st.one_of(
    words,
    words,
    st.builds(mistyped, words, st.integers(0, 8), st.integers(0, 3)),
    words.map(lambda word: "-" + word),
    st.builds(lambda a, b: f'"{a} {b}"', words, words),
    st.builds(lambda a, b: f'-"{a} {b}"', words, words),
    st.builds(lambda a, b, sign: f"{a}{sign}{b}", words, words, st.sampled_from(["", "", ",", ". ", "-", "'"])),
    st.sampled_from(['"', "-", '""', "dark knight returns", "new york", '"new york', "tow", "d", "sun flower", "  ", "darkknight"]),
)
queries = st.builds(lambda parts, end: " ".join(parts) + end, st.lists(terms, max_size=5), st.sampled_from(["", " "]))
names = st.lists(st.one_of(fields, st.just("*")), max_size=2)

bodies = st.builds(
    lambda q, options: {"q": q, "showRankingScore": True, **options},
    queries,
    optional(
        filter=filters,
        sort=sorts,
        limit=st.integers(0, 6),
        offset=st.integers(0, 3),
        facets=names,
        matchingStrategy=st.sampled_from(["last", "all", "frequency"]),
        attributesToSearchOn=st.lists(fields, max_size=2),
        attributesToRetrieve=names,
        attributesToHighlight=names,
        attributesToCrop=st.lists(fields, max_size=2),
        cropLength=st.integers(0, 5),
        showMatchesPosition=st.booleans(),
        showRankingScoreDetails=st.booleans(),
        rankingScoreThreshold=st.sampled_from([0.0, 0.3, 0.8, 1.0]),
        distinct=fields,
        cropMarker=st.sampled_from(["", "..."]),
        highlightPreTag=st.just("<"),
        highlightPostTag=st.just(">"),
        locales=st.lists(st.sampled_from(["eng", "fra", "cmn", "deu"]), max_size=2),
        retrieveVectors=st.booleans(),
    ),
)
pages = st.builds(lambda body, page: {**body, **page}, bodies, optional(page=st.integers(0, 3), hitsPerPage=st.integers(0, 4)))
singles = st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body), uids, st.one_of(bodies, pages))
facet_searches = st.builds(
    lambda uid, body: json_sent("POST", f"/indexes/{uid}/facet-search", body),
    uids,
    st.builds(lambda name, options: {"facetName": name, **options}, fields, optional(facetQuery=terms, q=queries, filter=filters)),
)
plain = st.builds(lambda uid, q, options: {"indexUid": uid, "q": q, **options}, uids, queries, optional(filter=filters, sort=sorts))
weighted = st.builds(lambda query, weight: {**query, "federationOptions": {"weight": weight}}, plain, st.sampled_from([0.5, 1, 2.5]))
texts_of = {
    "filter": lambda value: value if isinstance(value, str) else json.dumps(value),
    "sort": ",".join,
    **dict.fromkeys(
        ("facets", "attributesToRetrieve", "attributesToHighlight", "attributesToCrop", "attributesToSearchOn", "locales"), ",".join
    ),
}


def told(uid: str, body: dict[str, Any]) -> Sent:
    """The search as a GET."""
    pairs = (f"{name}={quote(texts_of.get(name, in_words)(value), safe='')}" for name, value in body.items() if value != [])
    return Sent("GET", f"/indexes/{uid}/search?{'&'.join(pairs)}")


def in_words(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


several = st.builds(
    lambda bodies, federation: json_sent("POST", "/multi-search", {"queries": bodies, **federation}),
    st.lists(st.one_of(plain, weighted), max_size=3),
    optional(federation=st.one_of(st.none(), optional(limit=st.integers(0, 6), offset=st.integers(0, 3)))),
)

requests = st.one_of(singles, singles, singles, facet_searches, several, st.builds(told, uids, st.one_of(bodies, pages)))
