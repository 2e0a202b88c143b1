"""API keys: made, changed, listed, presented."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import json_sent, optional, uids

KEYS = ("6062abda-a5aa-4414-ac91-ecd7944c0f8d", "4bc0887a-0e41-4f3b-935d-0c451dcee9c8")
actions = st.lists(
    st.sampled_from(["*", "search", "documents.add", "indexes.*", "keys.get", "*.get", "version", "nope", "webhooks.*"]), max_size=3
)
dates = st.sampled_from([None, "2999-01-01", "2999-01-01T00:00:00Z", "2001-01-01", "soon"])
requests = st.one_of(
    st.builds(
        lambda body: json_sent("POST", "/keys", body),
        optional(
            uid=st.sampled_from(KEYS), actions=actions, indexes=st.lists(st.one_of(uids, st.just("m*")), max_size=2), expiresAt=dates,
            name=st.one_of(st.none(), st.just("n")), description=st.sampled_from(["d", None, 1]),
        ),
    ),
    st.builds(
        lambda key, body: json_sent("PATCH", f"/keys/{key}", body), st.sampled_from(KEYS), optional(
            name=st.sampled_from(["x", None]), description=st.sampled_from(["d", "", None]), actions=actions, expiresAt=dates)
    ),
    st.builds(lambda verb, key: Sent(verb, f"/keys/{key}"), st.sampled_from(["GET", "DELETE"]), st.sampled_from(KEYS)),
    st.sampled_from(["?limit=3", "?limit=1&offset=1", "?offset=x"]).map(lambda query: Sent("GET", "/keys" + query)),
)  # fmt: skip
