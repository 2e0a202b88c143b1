"""The chat setting of an index: merging and its two refusals."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.chat_settings import DEFAULTS, complete, merged
from meilifake.errors.base import MeiliError


def test_merging() -> None:
    first = merged({}, {"description": "d", "searchParameters": {"limit": 3, "sort": ["a:asc"]}})
    second = merged(first, {"description": None, "searchParameters": {"hybrid": {"embedder": "e"}, "sort": None}})
    assert second == {**DEFAULTS, "searchParameters": {"hybrid": {"embedder": "e"}, "limit": 3}}
    assert list(second["searchParameters"]) == ["hybrid", "limit"]
    assert merged(second, {"searchParameters": None}) == complete({})


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (
            {"documentTemplateMaxBytes": 0},
            "invalid_settings_embedders",
            "`.chat.documentTemplateMaxBytes`: `documentTemplateMaxBytes` cannot be zero",
        ),
        (
            {"documentTemplate": "{{ x"},
            "invalid_chat_setting_document_template",
            "`.chat.documentTemplate`: Invalid document template: user error: cannot parse template: liquid:  --> 1:4\n",
        ),
    ],
)
def test_refusals(change: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        merged({}, change)
    assert (caught.value.code, caught.value.message[: len(message)]) == (code, message)
