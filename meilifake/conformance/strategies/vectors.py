"""Embedders of the user's own vectors: settings, documents that bring vectors, and the searches by them."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.strategies.filters import filters
from meilifake.conformance.strategies.pools import ids, json_sent, optional, texts, uids, words

EMBEDDERS = ("x", "y")
numbers = st.sampled_from([-1, -0.5, 0, 0.25, 0.5, 1, 1.5, 3])
vectors = st.lists(numbers, min_size=2, max_size=2)
odd = st.one_of(st.lists(numbers, max_size=3), st.sampled_from([None, "x", [[1, 2], [3]], [], [None, 1], ["1", 2], {"a": 1}, 1e300]))
several = st.lists(vectors, max_size=3)
entries = st.one_of(
    vectors,
    vectors,
    several,
    st.none(),
    odd,
    st.builds(lambda inner, again: {"embeddings": inner, "regenerate": again}, st.one_of(vectors, several, st.none(), odd), st.booleans()),
    st.builds(lambda again: {"regenerate": again}, st.booleans()),
    st.builds(lambda inner: {"embeddings": inner}, vectors),
)
brought = st.one_of(optional(x=vectors, y=vectors), optional(x=vectors), optional(x=entries, y=entries, z=entries), odd)
documents = st.builds(lambda identity, rest: {"id": identity, **rest}, ids, optional(_vectors=brought, title=texts, year=st.integers(0, 3)))
embedders = st.one_of(
    st.fixed_dictionaries(
        {"source": st.just("userProvided"), "dimensions": st.sampled_from([2, 2, 2, 3])},
        optional={
            "binaryQuantized": st.booleans(),
            "distribution": st.sampled_from([{"mean": 0.5, "sigma": 0.2}, {"mean": 0.9, "sigma": 0.01}]),
        },
    ),
    st.none(),
    st.builds(
        lambda change: {"source": "userProvided", **change},  # one that is new and has no source is openAi's, which a server really calls
        st.sampled_from([{}, {"dimensions": 3}, {"dimensions": 2}, {"binaryQuantized": True}, {"distribution": None}]),
    ),
)
settings = st.one_of(
    st.builds(lambda uid, some: json_sent("PATCH", f"/indexes/{uid}/settings/embedders", some), uids, optional(x=embedders, y=embedders)),
    st.builds(
        lambda uid, some: json_sent("PATCH", f"/indexes/{uid}/settings", some),
        uids,
        optional(
            embedders=optional(x=embedders), rankingRules=st.sampled_from([["words", "sort"], ["sort", "exactness", "year:asc"]]),
            filterableAttributes=st.sampled_from([["year", "_vectors"], ["*"]]), sortableAttributes=st.just(["year"]),
        ),
    ),
)  # fmt: skip
names = st.sampled_from([*EMBEDDERS, "x", "x", "z"])
hybrids = st.builds(lambda name, rest: {"embedder": name, **rest}, names, optional(semanticRatio=st.sampled_from([0, 0.3, 0.5, 0.9, 1])))
vector_filters = st.sampled_from([
    "_vectors EXISTS", "_vectors.x EXISTS", "_vectors.x.userProvided EXISTS", "_vectors.x.regenerate EXISTS", "NOT _vectors.x EXISTS",
    "_vectors.z EXISTS", "_vectors.x.documentTemplate EXISTS", "_vectors.x = 1", "_vectors.x.fragments.a EXISTS",
])  # fmt: skip
bodies = st.builds(
    lambda hybrid, vector, rest: {"hybrid": hybrid, "vector": vector, "showRankingScore": True, **rest},
    hybrids,
    st.one_of(vectors, vectors, vectors, odd),
    optional(
        q=st.one_of(words, texts), filter=st.one_of(filters, vector_filters), retrieveVectors=st.booleans(), limit=st.integers(0, 5),
        offset=st.integers(0, 2), showRankingScoreDetails=st.booleans(), sort=st.sampled_from([["year:asc"], ["year:desc"]]),
        distinct=st.just("year"), rankingScoreThreshold=st.sampled_from([0.2, 0.7]), facets=st.just(["year"]), page=st.integers(1, 2),
        attributesToRetrieve=st.sampled_from([["id"], ["id", "_vectors"], ["*"]]),
    ),
)  # fmt: skip
similar = st.builds(
    lambda identity, name, rest: {"id": identity, "embedder": name, **rest},
    ids,
    names,
    optional(
        filter=st.one_of(filters, vector_filters), limit=st.integers(0, 5), offset=st.integers(0, 2), showRankingScore=st.booleans(),
        retrieveVectors=st.booleans(), rankingScoreThreshold=st.sampled_from([0.2, 0.9]), showRankingScoreDetails=st.booleans(),
    ),
)  # fmt: skip
requests = st.one_of(
    *[
        st.builds(
            lambda verb, uid, rows: json_sent(verb, f"/indexes/{uid}/documents", rows),
            st.sampled_from(["POST", "PUT"]),
            uids,
            st.lists(documents, min_size=1, max_size=5),
        )
    ] * 2,
    settings,
    *[st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body), uids, bodies)] * 3,
    st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/similar", body), uids, similar),
    st.builds(
        lambda uid, body: json_sent("POST", f"/indexes/{uid}/documents/fetch", body),
        uids,
        st.builds(lambda rest: {"retrieveVectors": True, **rest}, optional(filter=vector_filters, fields=st.sampled_from([["id"],
        ["_vectors"]]))),
    ),
    st.builds(
        lambda queries, federation: json_sent("POST", "/multi-search", {"queries": queries, "federation": federation}),
        st.lists(st.builds(lambda uid, body: without_pages({"indexUid": uid, **body}), uids, bodies), min_size=1, max_size=3),
        optional(limit=st.integers(0, 6), offset=st.integers(0, 2)),
    ),
)  # fmt: skip


def without_pages(body: dict[str, object]) -> dict[str, object]:
    """A query of a federation may not say what only the whole has."""
    return {name: value for name, value in body.items() if name not in ("limit", "offset", "page", "facets")}
