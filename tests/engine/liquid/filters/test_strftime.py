"""Moments formatted, as the real server formats them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from meilifake.engine.liquid.filters.strftime import FormatError, strftime

MOMENT = datetime(2015, 8, 9, 2, 5, 7, tzinfo=timezone(timedelta(hours=-5, minutes=-30)))


@pytest.mark.parametrize(
    ("format_", "output"),
    [
        ("%Y-%m-%d %H:%M:%S", "2015-08-09 02:05:07"),
        ("%-d %_d %5d %05e %e", "9  9 00009 00009  9"),
        ("%C %y %j %U %W %u %w", "20 15 221 32 31 7 0"),
        ("%G %g %V %s", "2015 15 32 1439105707"),
        ("%k %l %I", " 2  2 02"),
        ("%a %^a %#p %p %P", "Sun SUN am AM am"),
        ("%10B|%-10B|%010b|%#B", "    August|August|0000000Aug|AUGUST"),
        ("%F %D %R %T %r", "2015-08-09 08/09/15 02:05 02:05:07 02:05:07 AM"),
        ("%v %c", " 9-AUG-2015 Sun Aug  9 02:05:07 2015"),
        ("%L %N %3N %12N", "012 012345678 012 012345678000"),
        ("%z %:z %::z %Z %10z", "-0530 -05:30 -05:30:00 -05:30 -000000530"),
        ("%EY %Od %% %n%t", "2015 09 % \n\t"),
        ("%Q %:y é", "%Q %:y é"),
    ],
)
def test_formats(format_: str, output: str) -> None:
    assert strftime(MOMENT, 12345678, format_) == output


@pytest.mark.parametrize("format_", ["%", "x%-", "%5", "%E"])
def test_broken_off(format_: str) -> None:
    with pytest.raises(FormatError):
        strftime(MOMENT, 0, format_)
