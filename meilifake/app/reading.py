"""A route's `body` row to a value. The model and the readers are imported at its first request, so that pydantic is paid for when used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache, partial
from importlib import import_module
from typing import Any

from meilifake.wire.message import Request

REMEMBERED, SMALL = 128, 2048
"""So many bodies of at most so many bytes are remembered of a row whose bodies repeat."""


def read_body(row: str, request: Request, limit: int, clock: Callable[[], datetime]) -> Any:
    """The body as the row's class has it: a `WireModel`, a function of the decoded JSON, or a class with `from_bytes` (plain serde)."""
    parse, read = reader(row)
    return parse(read(request, limit), clock)


@cache
def reader(row: str) -> tuple[Callable[[Any, Callable[[], datetime]], Any], Callable[[Request, int], Any]]:
    """How the row's bodies are parsed, and what of a request is: its bytes or their JSON."""
    from meilifake.wire.body import parse_json, read_bytes, read_json

    module, _, name = row.partition(":")
    target = getattr(import_module(f"meilifake.schema.{module}"), name)
    if hasattr(target, "from_bytes"):
        return lambda value, clock: target.from_bytes(value), read_bytes
    parse: Callable[[Any], Any] = target
    if hasattr(target, "model_fields"):
        from meilifake.schema.base import parse_model

        if target.clocked:
            return lambda value, clock: parse_model(target, value, context=clock()), read_json
        parse = partial(parse_model, target)
    if getattr(target, "repeated", False):

        def parsed(data: bytes) -> Any:
            return parse(parse_json(data))

        remembered = lru_cache(maxsize=REMEMBERED)(parsed)
        return lambda data, clock: remembered(data) if len(data) <= SMALL else parsed(data), read_bytes
    return lambda value, clock: parse(value), read_json
