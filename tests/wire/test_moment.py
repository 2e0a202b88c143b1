"""Dates in query strings, as the server's parser takes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meilifake.wire.moment import FIRST, LAST
from meilifake.wire.query import date_after, date_before


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("raw", "before", "after"),
    [
        ("2020-02-29", utc(2020, 2, 29), utc(2020, 3, 1)),
        ("+2020-01-01", utc(2020, 1, 1), utc(2020, 1, 2)),
        ("-2020-01-01", FIRST, FIRST),
        ("9999-12-31", utc(9999, 12, 31), utc(9999, 12, 31)),
        ("2020-01-01 02:00:00.5+02:00", utc(2020, 1, 1, 0, 0, 0, 500000), utc(2020, 1, 1, 0, 0, 0, 500000)),
        ("2020-06-30_23:59:60z", utc(2020, 6, 30, 23, 59, 59, 999999), utc(2020, 6, 30, 23, 59, 59, 999999)),
        ("9999-12-31T23:59:60Z", LAST, LAST),
        ("2020-01-01110:11:12Z", utc(2020, 1, 1, 10, 11, 12), utc(2020, 1, 1, 10, 11, 12)),
        ("0000-02-29T00:00:00Z", FIRST, FIRST),
        ("0001-01-01T00:00:00+01:00", FIRST, FIRST),
    ],
)
def test_dates(raw: str, before: datetime, after: datetime) -> None:
    assert date_before(raw) == before
    assert date_after(raw) == after


@pytest.mark.parametrize(
    "raw",
    [
        "2021", "2019-02-29", "0001-02-29", "12020-01-01", "2020-1-1", "2020-01-01T00:00Z", "2020-01-01T00:00:00", "2020-01-01T23:59:60Z",
        "2020-01-01T00:00:00.Z", "2020-01-01é00:00:00Z", "2020-01-01T00:00:00+24:00",
    ],
)  # fmt: skip
def test_what_is_no_date(raw: str) -> None:
    with pytest.raises(ValueError, match="is an invalid date-time"):
        date_before(raw)
