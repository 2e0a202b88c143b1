"""Answers of the real server to attributesToRetrieve (narrow) and attributesToHighlight (select)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.formatting.select import narrow, select

DOCUMENT = {"a": [1, {"b": 2, "c": 3}, {"c": 4}, [{"b": 1, "c": 2}, 5]], "x": 5, "o": {"p": {"q": 1}, "r": 2}, "d.e": 7}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.b"], {"a": [1, {"b": 2}, {}, [{"b": 1}, 5]]}),
        (["x.y"], {"x": 5}),
        (["o.p"], {"o": {"p": {"q": 1}}}),
        (["o", "o.p"], {"o": {"p": {"q": 1}, "r": 2}}),
        (["d.e"], {"d.e": 7}),
        ([], {}),
    ],
)
def test_narrow(names: list[str], expected: Any) -> None:
    assert narrow(DOCUMENT, names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.b"], {"a": [{"b": 2}, [{"b": 1}]]}),
        (["x.y"], {}),
        (["o.z"], {"o": {}}),
        (["o", "o.p"], {"o": {"p": {"q": 1}, "r": 2}}),
        (["d.e"], {"d.e": 7}),
    ],
)
def test_select(names: list[str], expected: Any) -> None:
    assert select(DOCUMENT, names) == expected
