"""Strict url-safe base64, and the words for what is not."""

from __future__ import annotations

import base64

import pytest

from meilifake.app.base64url import Base64Error, decode


@pytest.mark.parametrize("data", [b"", b"a", b"ab", b"abc", b"\xff\xfe\xfd\x00", bytes(range(256))])
def test_good_texts(data: bytes) -> None:
    assert decode(base64.urlsafe_b64encode(data).rstrip(b"=")) == data


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"a", "Invalid input length: 1"),
        (b"aaaaa", "Invalid input length: 5"),
        (b"aa=", "Invalid padding"),
        (b"aaa=", "Invalid padding"),
        (b"+aaa", "Invalid symbol 43, offset 0."),
        (b"aaa/", "Invalid symbol 47, offset 3."),
        (b"=aaa", "Invalid symbol 61, offset 0."),
        (b"aa=a", "Invalid symbol 61, offset 2."),
        (b"aaaa!", "Invalid symbol 33, offset 4."),
        (b"ab", "Invalid last symbol 98, offset 1."),
    ],
)
def test_faults(text: bytes, words: str) -> None:
    with pytest.raises(Base64Error) as caught:
        decode(text)
    assert str(caught.value) == words
