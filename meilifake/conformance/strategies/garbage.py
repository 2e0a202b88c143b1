"""Requests that no client means: wrong types, broken JSON, bad bytes, huge numbers, odd headers, forged tokens, paths that are none."""

from __future__ import annotations

import base64
import json

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import uids

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8),
    st.sampled_from([2**63, -(2**63) - 1, 2**64, 1e308, "\u0000", "🍰"]),
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)), max_leaves=6
)
named = st.dictionaries(
    st.sampled_from(["q", "filter", "limit", "sort", "uid", "primaryKey", "indexes", "queries", "id", "typoTolerance", "embedders"]),
    values,
    max_size=3,
)
texts = st.one_of(values, named).map(lambda value: json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass"))
mangled = st.builds(lambda raw, at: raw[: at % (len(raw) + 1)], texts, st.integers(0, 40))
nested = st.sampled_from([b"[" * 200, b"[" * 200 + b"]" * 200, b'{"a":' * 140 + b"1" + b"}" * 140])
bodies = st.one_of(texts, mangled, nested, st.binary(max_size=20), st.just(b""))
types = st.sampled_from(["application/json", "application/x-ndjson", "text/csv", "text/plain", "", "application/json; charset=x", "\u00e9"])
paths = st.one_of(
    st.builds(
        lambda uid, rest: f"/indexes/{uid}{rest}",
        st.one_of(uids, st.sampled_from(["a b", "..", "%ff", "x" * 401, ".meili_dsr"])),
        st.sampled_from(
            ["", "/documents", "/search", "/settings", "/documents/fetch", "/documents/delete", "/documents/delete-batch", "/facet-search",
             "/similar", "/settings/synonyms", "/settings/ranking-rules", "/stats", "/fields", "/nope", "/documents/edit"]
        ),
    ),
    st.sampled_from(
        ["/indexes", "/tasks", "/keys", "/multi-search", "/swap-indexes", "/health", "/nope", "//", "/tasks/cancel", "/webhooks",
         "/experimental-features", "/network", "/export", "/keys/x", "/tasks/99999999999", "/dumps?x", "/stats?x=1", "/batches/-1"]
    ),
)  # fmt: skip
queries = st.sampled_from(["", "?limit=-1", "?limit=99999999999999999999", "?limit=&offset=x", "?%ff=%00", "?uids=*", "?q=%e9"])
tokens = st.sampled_from(
    [None, None, None, "Bearer x", "Bearer", "bearer x", "Bearer a.b.c", "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30."]
)


def sent(method: str, path: str, query: str, kind: str, token: str | None, body: bytes) -> Sent:
    headers = {"content-type": kind.encode("latin-1", "replace").decode("latin-1")} if kind.isascii() else {}
    if token is not None:
        headers["authorization"] = token
    return Sent(method, path if "?" in path else path + query, headers, {"base64": base64.b64encode(body).decode()})


requests = st.builds(sent, st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]), paths, queries, types, tokens, bodies)
