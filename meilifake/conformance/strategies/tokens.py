"""Keys and tenant tokens presented to every kind of route: what each may see, and how it is refused."""

from __future__ import annotations

import hashlib
import hmac

from hypothesis import strategies as st

from meilifake.conformance.exchange import JSON_BODY, Sent
from meilifake.conformance.nonsense.tokens import RULES, encoded, part
from meilifake.conformance.strategies.filters import expressions
from meilifake.conformance.strategies.keys import KEYS
from meilifake.conformance.strategies.pools import UIDS, json_sent, optional, uids, words
from meilifake.conformance.targets import MASTER, NOBODY


def key_of(uid: str) -> str:
    """The value of a key, as the server derives it."""
    return hmac.new(MASTER.encode(), uid.encode(), hashlib.sha256).hexdigest()


def token(uid: str, rules: object, expires: float | str | None, secret: str, header: object) -> str:
    payload = {"apiKeyUid": uid, "searchRules": rules, **({} if expires is None else {"exp": expires})}
    signed = f"{part(header)}.{part(payload)}"
    return f"{signed}.{encoded(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


held = st.sampled_from(KEYS)
rules = st.one_of(
    st.builds(lambda uid, f: {uid: {"filter": f}}, st.sampled_from([*UIDS, "*", "mov*"]), expressions),
    st.sampled_from([["*"], {"*": {}}, {"movies": None}, ["movies", "b*"], {"*": {"filter": "year > 3"}, "movies": {}}]),
    st.sampled_from(RULES),
)
tokens = st.builds(
    lambda uid, given, expires, wrong, header: token(uid, given, expires, wrong or key_of(uid), header),
    held,
    rules,
    st.sampled_from([None, None, None, 4102444800, 1, "4102444800", 4102444800.5]),
    st.sampled_from([None, None, None, None, "x"]),
    st.sampled_from([{"alg": "HS256", "typ": "JWT"}] * 4 + [{"alg": "none"}, {"alg": "HS256"}, {"typ": "JWT"}]),
)
presented = st.one_of(
    held.map(lambda uid: {"authorization": f"Bearer {key_of(uid)}"}),
    tokens.map(lambda one: {"authorization": f"Bearer {one}"}),
    st.sampled_from([{"authorization": "Bearer x"}, {"authorization": "Bearer"}, {"authorization": f"bearer {MASTER}"}, dict(NOBODY)]),
)
searches = st.builds(lambda q, rest: {"q": q, **rest}, words, optional(filter=expressions, facets=st.just(["*"])))
reads = st.one_of(
    st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body), uids, searches),
    st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body), uids, searches),
    st.builds(
        lambda some, merged: json_sent("POST", "/multi-search", {"queries": some, **merged}),
        st.lists(st.builds(lambda uid, body: {"indexUid": uid, "q": body["q"]}, uids, searches), max_size=2),
        optional(federation=st.just({})),
    ),
    st.builds(lambda uid: json_sent("POST", f"/indexes/{uid}/facet-search", {"facetName": "year"}), uids),
    st.builds(lambda uid: json_sent("POST", f"/indexes/{uid}/similar", {"id": 1, "embedder": "x"}), uids),
    st.builds(lambda uid, rest: Sent("GET", f"/indexes/{uid}{rest}"), uids, st.sampled_from(["", "/stats", "/settings", "/documents",
    "/documents/1"])),
    st.sampled_from(["/indexes", "/stats", "/tasks?limit=3", "/tasks/0", "/tasks/2", "/keys", "/version", "/health", "/webhooks",
    "/network",
                     "/experimental-features", "/chats", "/batches?limit=1", f"/keys/{KEYS[0]}", "/nope"]).map(lambda path: Sent("GET",
                     path)),
    st.builds(lambda uid: json_sent("POST", f"/indexes/{uid}/documents", [{"id": 1}]), uids),
    st.builds(lambda uid: json_sent("POST", "/indexes", {"uid": uid}), uids),
    st.builds(lambda a, b: json_sent("POST", "/swap-indexes", [{"indexes": [a, b]}]), uids, uids),
    st.builds(lambda uid: json_sent("PUT", f"/indexes/{uid}/settings/stop-words", ["a"]), uids),
    st.builds(lambda uid: Sent("DELETE", f"/indexes/{uid}"), uids),
    st.just(Sent("POST", "/dumps", JSON_BODY)),
    st.sampled_from(["/tasks/cancel?statuses=enqueued", "/tasks/cancel?uids=0"]).map(lambda path: Sent("POST", path)),
)  # fmt: skip


def shown(sent: Sent, headers: dict[str, str]) -> Sent:
    return Sent(sent.method, sent.path, {**sent.headers, **headers}, sent.body)


actions = st.lists(
    st.sampled_from(
        ["*", "search", "documents.*", "documents.get", "indexes.*", "tasks.get", "*.get", "stats.get", "settings.*", "keys.get"]
    ),
    min_size=1,
    max_size=3,
)
made = st.builds(
    lambda uid, can, where: json_sent("POST", "/keys", {"uid": uid, "actions": can, "indexes": where, "expiresAt": None}),
    held,
    actions,
    st.lists(st.sampled_from([*UIDS, "*", "mov*", "b*"]), min_size=1, max_size=2),
)
presentations = st.builds(shown, reads, presented)
requests = st.one_of(made, presentations, presentations, presentations)
