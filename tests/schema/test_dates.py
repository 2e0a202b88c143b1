"""Dates as the server reads them."""

from __future__ import annotations

import pytest

from meilifake.schema.dates import date_or_instant
from meilifake.wire.moment import instant


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2099-01-01", "2099-01-01T00:00:00Z"),
        ("2099-01-01 10:11:12", "2099-01-01T10:11:12Z"),
        ("2099-01-01T10:11:12.120Z", "2099-01-01T10:11:12.12Z"),
        ("2099-01-01T10:11:12.123456789+02:30", "2099-01-01T10:11:12.123456789+02:30"),
        ("+2099-01-01 10:11:12", "2099-01-01T10:11:12Z"),
        ("2099-06-30T22:59:60-01:00", "2099-06-30T22:59:59.999999999-01:00"),
        ("9999-12-31T23:59:60.5Z", "9999-12-31T23:59:59.999999999Z"),
        ("2099-01-01t10:11:12z", "2099-01-01T10:11:12Z"),
    ],
)
def test_good_dates(text: str, shown: str) -> None:
    assert date_or_instant(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2099-13-01",
        "2099-02-30",
        "2099-1-1",
        "2099-01-01T25:00:00Z",
        "2099-01-01T10:11:12"[:-3],
        "2099-01-01T12:59:60Z",
        "2099-01-01é10:11:12Z",
    ],
)
def test_bad_dates(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the caller has the words)
        date_or_instant(text)


def test_an_instant_needs_an_offset() -> None:
    assert instant("2099-01-01T00:00:00+01:00").at < instant("2099-01-01T00:00:00Z").at
    with pytest.raises(ValueError):  # noqa: PT011 (the caller has the words)
        instant("2099-01-01")
