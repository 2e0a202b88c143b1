"""A route's `body` row to a value: the model is imported at its first request, so that pydantic is paid for only when used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from meilifake.wire.body import read_bytes, read_json
from meilifake.wire.message import Request


def read_body(row: str, request: Request, limit: int, clock: Callable[[], datetime]) -> Any:
    """The body as the row's class has it: a `WireModel`, a function of the decoded JSON, or a class with `from_bytes` (plain serde)."""
    parse, raw = reader(row)
    return parse(read_bytes(request, limit) if raw else read_json(request, limit), clock)


@cache
def reader(row: str) -> tuple[Callable[[Any, Callable[[], datetime]], Any], bool]:
    """How the row's bodies are parsed, and whether from bytes."""
    module, _, name = row.partition(":")
    target = getattr(import_module(f"meilifake.schema.{module}"), name)
    if hasattr(target, "from_bytes"):
        return lambda value, clock: target.from_bytes(value), True
    if not hasattr(target, "model_fields"):
        return lambda value, clock: target(value), False
    from meilifake.schema.base import parse_model

    if target.clocked:
        return lambda value, clock: parse_model(target, value, context=clock()), False
    return lambda value, clock: parse_model(target, value), False
