"""Guide search-semantics, 12.2. (Of very short distances the formula itself loses digits: a real server says 0.095 here.)"""

import math

import pytest

from meilifake.engine.search.geo import bad_latitude, bad_longitude, distance


@pytest.mark.parametrize(
    ("end", "expected"), [((45.0, 5.0), 0.0), ((45.000001, 5.0), 0.095), ((45.0000095, 5.0), 1.057), ((45.00002, 5.0), 2.224)]
)
def test_distance(end: tuple[float, float], expected: float) -> None:
    assert distance((45.0, 5.0), end) == expected


def test_known_distance() -> None:
    assert distance((27.740068, 85.337576), (27.740286, 85.337059)) == 56.36


def test_antipodes_never_fail() -> None:
    found = distance((0.0, 0.0), (0.0, 180.0))
    assert math.isnan(found) or found > 2e7


def test_limits() -> None:
    assert bad_latitude(90.0) is None
    assert bad_longitude(-180.0) is None
    assert bad_latitude(-90.5) == "Bad latitude `-90.5`. Latitude must be contained between -90 and 90 degrees."
    assert bad_longitude(181.0) == (
        "Bad longitude `181`. Longitude must be contained between -180 and 180 degrees. Hint: try using `-179` instead."
    )
