"""The queue: lists with every filter, single tasks and batches, cancelations and deletions."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.pools import UIDS

values = {
    "limit": ("0", "2", "50", "x"),
    "from": ("0", "3", "999"),
    "reverse": ("true", "false", "yes"),
    "statuses": ("succeeded", "failed,canceled", "enqueued", "*", "nope"),
    "types": ("documentAdditionOrUpdate", "indexCreation,settingsUpdate", "indexSwap"),
    "indexUids": (*UIDS, "movies,books"),
    "uids": ("0", "1,2,3", "a"),
    "canceledBy": ("1", "4"),
}
pairs = st.sampled_from(sorted(values)).flatmap(lambda name: st.sampled_from(values[name]).map(lambda value: f"{name}={value}"))
queries = st.lists(pairs, max_size=3, unique_by=lambda pair: pair.split("=")[0]).map(lambda some: "?" + "&".join(some) if some else "")
numbers = st.integers(0, 12)

requests = st.one_of(
    st.builds(lambda path, query: Sent("GET", path + query), st.sampled_from(["/tasks", "/batches"]), queries),
    st.builds(lambda path, number: Sent("GET", f"/{path}/{number}"), st.sampled_from(["tasks", "batches"]), numbers),
    st.builds(lambda query: Sent("POST", "/tasks/cancel" + query), queries),
    st.builds(lambda number: Sent("DELETE", f"/tasks?uids={number}"), numbers),
)
