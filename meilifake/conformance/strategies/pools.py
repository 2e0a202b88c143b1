"""What everything is made of: few indexes, few ids, few words, so that requests meet each other's traces."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from meilifake.conformance.exchange import JSON_BODY, Sent

UIDS = ("movies", "books", "b-1_X")
FIELDS = ("title", "overview", "year", "genres", "director.name", "rating", "cast.role", "cast", "id")
WORDS = (
    "dark", "knight", "returns", "rising", "shadow", "storm", "silver", "garden", "batman", "badman", "sunflower", "sun", "flower",
    "train", "dragon", "dragons", "tower", "towers", "the", "a", "of", "crème", "straße", "2001", "42", "élan", "red-hot", "new",
    "york", "nyc", "newyork", "dark-knight", "knights", "9", "2",
)  # fmt: skip
ODD_WORDS = (
    "don't", "l'avion", "C++", "U.S.A.", "foo_bar", "3.14", "1,000", "naïve", "İstanbul", "ﬁsh", "x²", "🍰", "Ἀθῆναι", "Кот", "ёлка",
    "中国", "人工智能",
    "ภาษาไทย", "الكتاب", "كِتَاب", "ספר", "e\u0301lan", "STRASSE", "ǆ", "a\u200bb", "camelCase", "snake_case_word", "@user", "#tag",
    "50%", "a/b",
    "mail@example.org", "…", "—", "æon", "Ångström", "ß", "I", "ı", "donaudampfschiff", "0x1F", "1e5", "-5", "x" * 70,
)  # fmt: skip
"""Other scripts, signs that part words or do not, letters that change when they are folded."""

uids = st.sampled_from(UIDS)
ids = st.one_of(st.integers(0, 9), st.integers(0, 9).map(str), st.sampled_from(["a", "b-1", "c_2"]))
DEALT = WORDS * 6 + ODD_WORDS
words = st.integers(0, len(DEALT) - 1).map(DEALT.__getitem__)
"""By their number: Hypothesis writes out a strategy now and then, and this one is part of nearly all."""
fields = st.sampled_from(FIELDS)
texts = st.lists(words, min_size=1, max_size=9).map(" ".join)
numbers = st.one_of(st.integers(-3, 30), st.sampled_from([0.5, 1.5, -2.25, 1e20, 2.0, 2**53 + 1, 2**63, -0.0, 1e-7]))


def json_sent(method: str, path: str, value: Any) -> Sent:
    return Sent(method, path, JSON_BODY, {"json": value})


def optional(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with any of these keys, in any order."""
    return st.fixed_dictionaries({}, optional=parts).flatmap(lambda made: st.permutations(list(made.items())).map(dict))
