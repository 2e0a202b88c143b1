"""What an export may say."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.base import parse_model
from meilifake.schema.export import ExportBody


def size(value: Any) -> int | None:
    found: int | None = parse_model(ExportBody, {"url": "http://h", "payloadSize": value}).payload_size
    return found


@pytest.mark.parametrize(
    ("given", "bytes_"),
    [(None, None), (7, 7), ("7", 7), ("24MiB", 24 << 20), ("1.5 kB", 1500), (" 1 GB ", 10**9), ("8b", 1), ("1Kib", 128), ("9 bits", 2)],
)
def test_sizes(given: Any, bytes_: int | None) -> None:
    assert size(given) == bytes_


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "no value can be found"),
        ("x", "the character 'x' is not a number"),
        ("1 x", "the character 'x' is incorrect ('B', 'K', 'M', 'G', 'T', 'P', 'E' or no character or no character is expected)"),
        ("1.2.3", "the character '.' is not a number"),
        ("18446744073709551616", "value number is too long"),
    ],
)
def test_no_sizes(given: str, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        size(given)
    assert (caught.value.code, caught.value.message) == ("invalid_export_payload_size", f"Invalid value at `.payloadSize`: {words}")


def test_plans() -> None:
    whole = {"filter": None, "overrideSettings": False}
    assert parse_model(ExportBody, {"url": "http://h"}).plan() == {"*": whole}
    given = {"b*": {"overrideSettings": True}, "a": {}}
    plan = parse_model(ExportBody, {"url": "http://h", "indexes": given}).plan()
    assert plan == {"a": whole, "b*": {"filter": None, "overrideSettings": True}}
    assert list(plan) == ["a", "b*"]
