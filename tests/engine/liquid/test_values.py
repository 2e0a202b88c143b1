"""Values of templates: how they are shown, and what is equal, smaller or true."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.liquid.values import State, ask, equal, order, source, text


@pytest.mark.parametrize(
    ("value", "shown", "quoted"),
    [
        (1.0, "1", "1"),
        (1e21, "1000000000000000000000", "1000000000000000000000"),
        (1e-7, "0.0000001", "0.0000001"),
        (True, "true", "true"),
        (None, "", "nil"),
        (State.EMPTY, "", "empty"),
        ("a", "a", '"a"'),
        (["a", 1, None], "a1", "[a, 1, , ]"),
        ({"k": [1], "z": "y"}, "k1zy", '{"k": 1, "z": y, }'),
    ],
)
def test_shown(value: Any, shown: str, quoted: str) -> None:
    assert (text(value), source(value)) == (shown, quoted)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (1, 1.0, True),
        (1, "1", False),
        ("x", True, True),
        (0, True, True),
        ("x", False, False),
        (False, None, True),
        (True, [], True),
        (None, None, True),
        (None, 0, False),
        ("", State.EMPTY, True),
        (" ", State.EMPTY, False),
        (" ", State.BLANK, True),
        ([], State.EMPTY, True),
        ([1, [2]], [1.0, [2]], True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
    ],
)
def test_equal(left: Any, right: Any, same: bool) -> None:
    assert equal(left, right) is same
    assert equal(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (1, 2.5, -1),
        ("b", "a", 1),
        ("1", 1, None),
        (True, 1, None),
        (False, True, -1),
        ([1, 2], [1, 3], -1),
        ([1], [1, 2], -1),
        (None, 1, None),
    ],
)
def test_order(left: Any, right: Any, found: int | None) -> None:
    assert order(left, right) == found


def test_only_false_and_nothing_are_untrue() -> None:
    assert [ask(value, State.TRUE) for value in (0, "", [], {}, 0.0, True)] == [True] * 6
    assert [ask(value, State.TRUE) for value in (False, None, State.EMPTY)] == [False] * 3
