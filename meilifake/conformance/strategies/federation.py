"""Several searches at once, and merged: weights, positions, pages, facets of each index or of all, one distinct attribute."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.strategies.documents import sorts
from meilifake.conformance.strategies.filters import filters
from meilifake.conformance.strategies.pools import UIDS, fields, json_sent, optional, uids
from meilifake.conformance.strategies.queries import queries

names = st.lists(fields, max_size=3, unique=True)
options = optional(weight=st.sampled_from([0, 0.5, 1, 1, 2.5, -1]), queryPosition=st.integers(0, 3))
merged = st.builds(
    lambda uid, q, rest: {"indexUid": uid, "q": q, **rest},
    st.one_of(uids, uids, uids, st.just("nope")),
    queries,
    optional(
        filter=filters, sort=sorts, federationOptions=options, showRankingScore=st.booleans(), showRankingScoreDetails=st.booleans(),
        distinct=fields, attributesToRetrieve=st.sampled_from([["id"], ["*"]]), attributesToHighlight=st.just(["*"]),
        rankingScoreThreshold=st.sampled_from([0.3, 0.8]), matchingStrategy=st.sampled_from(["last", "all", "frequency"]),
        attributesToSearchOn=names, showMatchesPosition=st.booleans(), attributesToCrop=st.just(["title:2"]), locales=st.just(["eng"]),
    ),
)  # fmt: skip
alone = st.one_of(*[merged] * 4, st.builds(lambda query, rest: {**query, **rest}, merged, optional(limit=st.just(1), facets=names)))
federations = optional(
    limit=st.integers(0, 6),
    offset=st.integers(0, 3),
    page=st.integers(0, 2),
    hitsPerPage=st.integers(0, 3),
    facetsByIndex=optional(**{uid: st.one_of(names, names, st.none()) for uid in UIDS}),
    mergeFacets=st.one_of(st.none(), optional(maxValuesPerFacet=st.integers(0, 3))),
    distinct=fields,
)
requests = st.one_of(
    st.builds(lambda some, how: json_sent("POST", "/multi-search", {"queries": some, "federation": how}), st.lists(alone, max_size=4),
    federations),
    st.builds(lambda some: json_sent("POST", "/multi-search", {"queries": some}), st.lists(merged, max_size=3)),
)  # fmt: skip
