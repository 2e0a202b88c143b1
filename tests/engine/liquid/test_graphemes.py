"""Characters as a reader sees them."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.graphemes import graphemes


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("\r\n\u0301", ["\r\n", "\u0301"]),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f466!", ["\U0001f468\u200d\U0001f469\u200d\U0001f466", "!"]),
        ("\U0001f44d\U0001f3fd.", ["\U0001f44d\U0001f3fd", "."]),
        ("\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea", ["\U0001f1eb\U0001f1f7", "\U0001f1e9\U0001f1ea"]),
        ("\u1112\u1161\u11ab\uae00", ["\u1112\u1161\u11ab", "\uae00"]),
    ],
)
def test_clusters(text: str, clusters: list[str]) -> None:
    assert graphemes(text, 99) == clusters
    assert graphemes(text, 1) == clusters[:1]
