from __future__ import annotations

import pytest

from meilifake.engine.tasks.secret import masked


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("", "XXX..."),
        ("123456789", "XXX..."),
        ("1234567890", "12XXXX..."),
        ("1" * 20, "111XXXXX..."),
        ("1" * 30, "11111XXXXXX..."),
        ("é123456789", "éXXXX..."),
        ("aé12345678", "aéXXXX..."),  # a cut inside a character moves behind it
    ],
)
def test_the_first_bytes_stay_by_length(secret: str, shown: str) -> None:
    assert masked(secret) == shown


def test_an_offset_stays_in_clear() -> None:
    assert masked("Bearer 0123456789", 7) == "Bearer 01XXXX..."
    assert masked("Bea", 7) == "Bea"
