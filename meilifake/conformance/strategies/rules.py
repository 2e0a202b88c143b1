"""Dynamic search rules: pins of documents, under conditions, and the searches that they change."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import ids, json_sent, optional, uids
from meilifake.conformance.strategies.queries import bodies, queries

NAMES = ("first", "second", "third")
names = st.sampled_from(NAMES)
selectors = st.builds(lambda identity, rest: {"id": str(identity), **rest}, ids, optional(indexUid=uids))
pins = st.builds(
    lambda selector, position: {"selector": selector, "action": {"type": "pin", "position": position}}, selectors, st.integers(0, 6)
)
moments = st.sampled_from(["2001-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", None])
conditions = optional(
    query=st.one_of(st.builds(lambda q: {"words": q}, queries), st.builds(lambda flag: {"isEmpty": flag}, st.booleans()), st.none()),
    time=st.one_of(optional(start=moments, end=moments), st.none()),
)
rules = optional(
    description=st.sampled_from(["d", None]),
    precedence=st.sampled_from([0, 1, 2, 10, None]),
    active=st.booleans(),
    conditions=st.one_of(conditions, conditions, st.none()),
    actions=st.one_of(st.lists(pins, max_size=4), st.lists(pins, max_size=4), st.none()),
)
requests = st.one_of(
    *[st.builds(lambda name, rule: json_sent("PATCH", f"/dynamic-search-rules/{name}", rule), names, rules)] * 3,
    st.builds(lambda verb, name: Sent(verb, f"/dynamic-search-rules/{name}"), st.sampled_from(["GET", "DELETE"]), names),
    st.builds(
        lambda body: json_sent("POST", "/dynamic-search-rules", body),
        optional(offset=st.integers(0, 2), limit=st.integers(0, 3), filter=optional(query=st.sampled_from(["d", "f"]),
        active=st.booleans())),
    ),
    *[st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body), uids, bodies)] * 3,
    st.builds(
        lambda some: json_sent("POST", "/multi-search", {"queries": some, "federation": {}}),
        st.lists(st.builds(lambda uid, q: {"indexUid": uid, "q": q}, uids, queries), min_size=1, max_size=2),
    ),
)  # fmt: skip
