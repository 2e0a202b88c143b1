"""Indexes: created, changed, renamed, swapped, deleted, looked at."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import json_sent, optional, uids

keys = st.sampled_from(["id", "title", "isbn", None])
requests = st.one_of(
    st.builds(lambda uid, key: json_sent("POST", "/indexes", {"uid": uid, "primaryKey": key}), uids, keys),
    st.builds(lambda uid, body: json_sent("PATCH", f"/indexes/{uid}", body), uids, optional(primaryKey=keys, uid=uids)),
    st.builds(lambda uid: Sent("DELETE", f"/indexes/{uid}"), uids),
    st.builds(lambda uid: Sent("GET", f"/indexes/{uid}"), uids),
    st.builds(lambda uid: Sent("GET", f"/indexes/{uid}/stats"), uids),
    st.just(Sent("GET", "/indexes")),
    st.just(Sent("GET", "/stats")),
    st.builds(
        lambda pairs: json_sent("POST", "/swap-indexes", pairs),
        st.lists(st.builds(lambda a, b, rename: {"indexes": [a, b], "rename": rename}, uids, uids, st.booleans()), min_size=1, max_size=2),
    ),
)
