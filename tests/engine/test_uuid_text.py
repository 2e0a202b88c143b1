"""The spellings of a uuid, and what the server says of the others."""

from __future__ import annotations

import pytest

from meilifake.engine.uuid_text import parse_uuid
from meilifake.errors.base import Broken

UID = "a1b2c3d4-1111-4111-8111-0123456789ab"


@pytest.mark.parametrize("text", [UID, UID.upper(), UID.replace("-", ""), f"{{{UID}}}", f"urn:uuid:{UID}"])
def test_spellings(text: str) -> None:
    assert parse_uuid(text) == UID


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "invalid length: found 0"),
        ("x" * 46, "invalid length: found 46"),
        ("x", "invalid character: found `x` at 0"),
        ("é", "invalid character: found `é` at 0"),
        ("11-é", "invalid character: found `é` at 3"),
        ("1", "invalid length: found 1"),
        ("{ab}", "invalid group count: expected 5, found 1"),
        ("\u0130" + UID[1:], "invalid group length in group 0: expected 8, found 9"),
        ("1-1", "invalid group count: expected 5, found 2"),
        (UID[:-1], "invalid group length in group 4: expected 12, found 11"),
        (UID + "1", "invalid group length in group 4: expected 12, found 13"),
    ],
)
def test_faults(text: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the words are the point)
        parse_uuid(text)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "end byte index 18446744073709551615 is out of bounds of `{}`"),
        ("{x}", "begin > end (1 > 0) when slicing `{x}`"),
        ("urn:uuid:a", "begin > end (9 > 1) when slicing `urn:uuid:a`"),
    ],
)
def test_what_the_server_stumbles_over(text: str, words: str) -> None:
    with pytest.raises(Broken) as caught:
        parse_uuid(text)
    assert str(caught.value) == words
