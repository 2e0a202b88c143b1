"""Which texts are moments to the `date` filter."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.filters.dates import date
from meilifake.errors.base import Unsupported


@pytest.mark.parametrize(
    ("written", "output"),
    [
        ("2015-08-19 22:55:00", "2015-08-19 22:55:00 +0000"),
        ("2015-08-19 22:55:00.125 -0130", "2015-08-19 22:55:00 -0130"),
        ("05 August 2015 11:00:00", "2015-08-05 11:00:00 +0000"),
        ("05 Aug 2015 11:00:00", "2015-08-05 11:00:00 +0000"),
        ("08/05/2015 11:00:00", "2015-08-05 11:00:00 +0000"),
        ("Mon Feb 6 10:00:00 2016 +0100", "2016-02-06 10:00:00 +0100"),
        ("1152098955", "2006-07-05 11:29:15 +0000"),
        ("2015-08-19", "2015-08-19"),
        ("2015-02-30 00:00:00", "2015-02-30 00:00:00"),
        ("2015-08-19T22:55:00Z", "2015-08-19T22:55:00Z"),
        ("99999999999999", "99999999999999"),
    ],
)
def test_read(written: str, output: str) -> None:
    assert date(written, "%Y-%m-%d %H:%M:%S %z") == output


def test_what_is_no_text_stays() -> None:
    assert date(5, "%Y") == 5
    assert date("1152098955", "") == "1152098955"


def test_a_broken_format() -> None:
    with pytest.raises(LiquidFault, match="Invalid date-format string: %-"):
        date("1152098955", "%-")


def test_the_present_is_not_told_to_an_embedder() -> None:
    with pytest.raises(Unsupported):
        date(" NOW", "%Y")
