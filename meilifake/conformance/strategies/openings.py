"""How a program begins: features switched on, indexes whose attributes may be used, and documents, so that what follows finds something."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies import documents, geo, vectors
from meilifake.conformance.strategies.pools import FIELDS, UIDS, json_sent, optional

FEATURES = (
    "editDocumentsByFunction", "containsFilter", "dynamicSearchRules", "getTaskDocumentsRoute", "compositeEmbedders", "chatCompletions",
    "multimodal", "foreignKeys", "renderRoute",
)  # fmt: skip
"""Those that have no other server called."""
ATTRIBUTES = [*FIELDS, "_geo", "_vectors"]
EVERYTHING = [{"attributePatterns": ["*"], "features": {"facetSearch": True, "filter": {"equality": True, "comparison": True}}}]
settings = st.fixed_dictionaries(
    {
        "filterableAttributes": st.sampled_from([ATTRIBUTES, ATTRIBUTES, ["*"], EVERYTHING]),
        "sortableAttributes": st.just([*FIELDS, "_geo"]),
    },
    optional={
        "embedders": st.just({"x": {"source": "userProvided", "dimensions": 2}}),
        "searchableAttributes": st.sampled_from(
            [["title", "overview"], ["overview", "genres", "title"], ["cast.role", "director", "title"]]
        ),
        "rankingRules": st.sampled_from(
            [
                ["words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness"],
                ["sort", "words", "exactness", "attribute"],
            ]
        ),
        "synonyms": st.just({"nyc": ["new york"], "dark": ["shadow", "red-hot"], "new york": ["nyc", "york"]}),
        "stopWords": st.just(["the", "a", "of"]),
        "foreignKeys": st.just([{"foreignIndexUid": "books", "fieldName": "rating"}]),
    },
)
features = st.builds(
    lambda off: json_sent("PATCH", "/experimental-features", {name: name != off for name in FEATURES}), st.sampled_from([None, *FEATURES])
)
rows = st.one_of(
    st.lists(documents.documents, min_size=3, max_size=10),
    st.lists(documents.documents, min_size=3, max_size=10),
    st.lists(vectors.documents, min_size=2, max_size=6),
    st.lists(geo.plain, min_size=2, max_size=6),
)


def opened(uid: str, parts: dict[str, object]) -> list[Sent]:
    found = [json_sent("PATCH", f"/indexes/{uid}/settings", parts["settings"])] if "settings" in parts else []
    return found + ([json_sent("POST", f"/indexes/{uid}/documents", parts["documents"])] if "documents" in parts else [])


indexes = st.tuples(*(optional(settings=settings, documents=rows).map(lambda parts, uid=uid: opened(uid, parts)) for uid in UIDS))  # type: ignore[misc]
openings = st.builds(lambda first, some: [*first, *(sent for part in some for sent in part)], st.lists(features, max_size=1), indexes)
