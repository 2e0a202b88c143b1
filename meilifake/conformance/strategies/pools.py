"""What everything is made of: few indexes, few ids, few words, so that requests meet each other's traces."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from meilifake.conformance.exchange import JSON_BODY, Sent

UIDS = ("movies", "books", "b-1_X")
FIELDS = ("title", "overview", "year", "genres", "director.name", "rating")
WORDS = (
    "dark", "knight", "returns", "rising", "shadow", "storm", "silver", "garden", "batman", "badman", "sunflower", "sun", "flower",
    "train", "dragon", "dragons", "tower", "towers", "the", "a", "of", "crème", "straße", "2001", "42", "élan", "red-hot", "new",
    "york", "nyc",
)  # fmt: skip

uids = st.sampled_from(UIDS)
ids = st.one_of(st.integers(0, 9), st.integers(0, 9).map(str), st.sampled_from(["a", "b-1", "c_2"]))
words = st.sampled_from(WORDS)
fields = st.sampled_from(FIELDS)
texts = st.lists(words, min_size=1, max_size=9).map(" ".join)
numbers = st.one_of(st.integers(-3, 30), st.sampled_from([0.5, 1.5, -2.25, 1e20]))


def json_sent(method: str, path: str, value: Any) -> Sent:
    return Sent(method, path, JSON_BODY, {"json": value})


def optional(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with any of these keys, in any order."""
    return st.fixed_dictionaries({}, optional=parts).flatmap(lambda made: st.permutations(list(made.items())).map(dict))
