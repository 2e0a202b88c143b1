"""Media types as strictly as the server parses them."""

from __future__ import annotations

import pytest

from meilifake.wire.mime import Mime, parse_mime


@pytest.mark.parametrize(
    ("text", "mime"),
    [
        ("application/json", Mime("application", "json", None)),
        ("Application/JSON;", Mime("application", "json", None)),
        ('text/csv; charset="utf-8"', Mime("text", "csv", None)),
        ("application/vnd.api+json;a=b; c=d", Mime("application", "vnd.api", "json")),
        ("application/x+json+json", Mime("application", "x+json", "json")),
        ("*/*", Mime("*", "*", None)),
    ],
)
def test_well_formed(text: str, mime: Mime) -> None:
    assert parse_mime(text) == mime


@pytest.mark.parametrize(
    "text",
    [
        "",
        "json",
        "application/",
        "application//json",
        "application/json;charset",
        "application/json;;a=b",
        "application/json; a = b",
        "application /json",
        "application/json, text/plain",
        "application/+json",
        "application/é",
    ],
)
def test_malformed(text: str) -> None:
    assert parse_mime(text) is None
