"""Dates of dumps, read and written."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from meilifake.dumps import moments
from meilifake.views.tasks import duration_view


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-22T06:53:04.283877826Z", "2026-11-22T06:53:04.283877826Z"),
        ("2026-11-22T06:53:04.28018044Z", "2026-11-22T06:53:04.28018044Z"),
        ("2026-11-22T06:53:04.000000001+02:00", "2026-11-22T04:53:04.000000001Z"),
        ("2026-11-22T06:53:04.2801Z", "2026-11-22T06:53:04.2801Z"),
        ("2026-11-22T06:53:04.280100Z", "2026-11-22T06:53:04.280100Z"),
        ("2026-11-22T06:53:04.0Z", "2026-11-22T06:53:04.000000Z"),
        ("2026-11-22T06:53:04Z", "2026-11-22T06:53:04.000000Z"),
    ],
)
def test_nanoseconds_are_kept(text: str, shown: str) -> None:
    read = moments.read(text)
    assert moments.write(read) == shown
    assert moments.write(pickle.loads(pickle.dumps(read))) == shown
    assert moments.write(moments.read(shown)) == shown


def test_what_is_no_date() -> None:
    for text in ("2026-11-22T06:53:04.2", "yesterday"):
        with pytest.raises(ValueError, match=r"offset|Invalid"):
            moments.read(text)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("04.283877826", "04.288269628", "PT0.004391802S"),
        ("04.283877826", "04.428705716", "PT0.144827890S"),
        ("04.283877826", "04.283878826", "PT0.000001S"),
        ("04.283877826", "04.283877826", "PT0S"),
        ("04.283877826", "04.283877825", None),
    ],
)
def test_durations_to_the_nanosecond(start: str, end: str, text: str | None) -> None:
    """`dumps/plain`, and how the server prints a fraction: in groups of three digits."""
    assert duration_view(*(moments.read(f"2026-11-22T06:53:{second}Z") for second in (start, end))) == text


def test_beside_a_moment_of_our_own_clock() -> None:
    whole = datetime(2026, 11, 22, 6, 53, 4, tzinfo=UTC)
    assert duration_view(whole, moments.read("2026-11-22T06:53:04.000000001Z")) == "PT0.000000001S"
    assert duration_view(moments.read("2026-11-22T06:53:04.000000001Z"), whole) is None
