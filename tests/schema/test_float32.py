"""Numbers that the server keeps in single precision."""

from __future__ import annotations

from meilifake.schema.float32 import single
from meilifake.wire.jsontext import dumps


def test_the_shortest_text_of_the_nearest_single() -> None:
    assert dumps([single(value) for value in (0.1, 0.123456789, 1 / 3, 1.0, 0.0)]) == "[0.1,0.12345679,0.33333334,1.0,0.0]"
