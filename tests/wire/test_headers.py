"""Headers of several lines."""

from __future__ import annotations

from meilifake.wire.headers import gathered


def test_the_first_line_counts_unless_the_header_is_a_list() -> None:
    pairs = [(b"Authorization", b"Bearer a, b"), (b"authorization", b"Bearer c"), (b"Accept", b"a"), (b"accept", b"b")]
    assert gathered([*pairs, (b"x", b"\xe9")]) == {"authorization": "Bearer a, b", "accept": "a, b", "x": "é"}
