"""The names that each route of the table reads: of its query string, and of its body's models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction
from typing import Any, get_args, get_type_hints

from meilifake.routes.table import all_routes
from meilifake.wire.route import Route

DEEPEST = 5


def of_query(route: Route) -> tuple[str, ...]:
    return tuple(param.name for param in route.query or ())


@cache
def of_body(body: str | None) -> tuple[str, ...]:
    """Field names, those of nested models included, outermost first.

    A body that a function reads has those of what it returns; else, where its module reads no other body, those of the module's models.
    """
    if body is None:
        return ()
    room, _, name = body.partition(":")
    module = import_module(f"meilifake.schema.{room}")
    target = getattr(module, name)
    read = target if isfunction(target) else type(target).__call__
    models = [target if hasattr(target, "model_fields") else get_type_hints(read).get("return")]
    names = dict.fromkeys(alias for model in models for alias in aliases(model))
    if not names and len({route.body for route in all_routes() if (route.body or "").startswith(f"{room}:")}) == 1:
        names = dict.fromkeys(alias for model in models_of(module) for alias in aliases(model))
    return tuple(names)


def models_of(module: Any) -> list[Any]:
    return [one for one in vars(module).values() if hasattr(one, "model_fields") and one.__module__ == module.__name__]


def aliases(annotation: Any, depth: int = DEEPEST) -> Iterator[str]:
    if not depth:
        return
    fields = getattr(annotation, "model_fields", None)
    if fields is None:
        for part in get_args(annotation):
            yield from aliases(part, depth - 1)
        return
    yield from (field.alias or name for name, field in fields.items())
    for field in fields.values():
        yield from aliases(field.annotation, depth - 1)
