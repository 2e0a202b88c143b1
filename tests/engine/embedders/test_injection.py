"""Placeholders of the request and response of a rest embedder."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.embedders.injection import TemplateFault, is_array

T, R = "{{text}}", "{{..}}"


@pytest.mark.parametrize(
    ("template", "several"),
    [(T, False), ({"a": [1, T]}, False), ([T, R], True), ({"a": {"b": [{"c": [T]}, R, 1]}}, True)],
)
def test_one_or_several(template: Any, several: bool) -> None:
    assert is_array("request", template, T) is several


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ({}, 'in `request`: "{{text}}" not found'),
        ({"a": R}, 'in `request.a`: "{{..}}" appears outside of an array'),
        ({"a": [R, T]}, 'in `request.a`: "{{..}}" expected at position #1, but found at position #0'),
        ({"a": [T, 1, R]}, 'in `request.a`: "{{..}}" expected at position #1, but found at position #2'),
        ({"a": [T, R, R]}, 'in `request.a`: "{{..}}" expected at position #1, but found at position #2'),
        ({"a": [[T, R], R]}, 'in `request.a`: "{{..}}" appears nested inside of a value that is itself repeated'),
        ({"a": [T, R], "b": [T, R]}, 'in `request.b`: Found "{{..}}", but it was already present in `request.a`'),
        ({"a": T, "b": [T]}, 'in `request.b[0]`: Found "{{text}}", but it was already present in `request.a`'),
        ({"a": T, "b": [T, R]}, 'in `request.a`: Found "{{text}}", but it was already present in `request.b[0]` (repeated)'),
        ({"a": [1, R]}, 'in `request.a[0]`: Expected "{{text}}" inside of the repeated value'),
    ],
)
def test_faults(template: Any, words: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        is_array("request", template, T)
    assert str(caught.value) == words
