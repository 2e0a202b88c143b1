"""What the log routes take."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.base import parse_model
from meilifake.schema.logs import Stream


@pytest.mark.parametrize(
    "target", ["info", "OFF", "meilisearch=info,milli=trace", "a[{b}]=debug", "anything", "a=3", "a=", "a=+05", "a[{b", "a,,b"]
)
def test_targets(target: str) -> None:
    assert parse_model(Stream, {"target": target}).target == target


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (
            {"target": ""},
            "bad_request",
            "Invalid value at `.target`: Empty string is not a valid target. If you want to get no logs use `OFF`",
        ),
        ({"target": "a=b=c"}, "bad_request", "Invalid value at `.target`: invalid filter directive: too many '=' in filter directive, exp"),
        ({"target": "a[{b[{c}]=info"}, "bad_request", "Invalid value at `.target`: invalid filter directive: too many '[{' in filter"),
        ({"target": "a[{b=info"}, "bad_request", "Invalid value at `.target`: invalid filter directive: expected fields list to end"),
        ({"target": "a=6"}, "bad_request", "Invalid value at `.target`: error parsing level filter: expected one of "),
        ({"target": "a=loud"}, "bad_request", 'Invalid value at `.target`: error parsing level filter: expected one of "off", "error",'),
        ({"mode": "x"}, "bad_request", "Unknown value `x` at `.mode`: expected one of `human`, `json`, `profile`"),
        (
            {"profileMemory": True},
            "invalid_settings_typo_tolerance",
            "Invalid value: `profile_memory` can only be used while profiling code and is not compatible with the Human mode.",
        ),
    ],
)
def test_refusals(body: Any, code: str, message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        parse_model(Stream, body)
    assert (caught.value.code, caught.value.message[: len(message)]) == (code, message)
