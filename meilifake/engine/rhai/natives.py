"""The functions that Rhai brings along, as rows: names, the types they take, what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.engine.rhai.token import words
from meilifake.engine.rhai.values import Char, FnPtr, Range, Steps

KINDS: Mapping[str, type] = {
    "unit": type(None), "bool": bool, "int": int, "float": float, "string": str, "char": Char, "array": list, "map": dict, "fn": FnPtr,
    "range": Range, "steps": Steps,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Native:
    """`kinds`: the types of the arguments (None: any). `run` takes the machine and the arguments and gives the result; of a `changing`
    function it gives the new value of the first argument and the result: so strings and numbers change in place."""

    name: str
    kinds: tuple[type | None, ...]
    run: Callable[..., Any]
    changing: bool = False

    def fits(self, arguments: list[Any]) -> bool:
        return len(arguments) == len(self.kinds) and all(
            kind is None or type(argument) is kind for kind, argument in zip(self.kinds, arguments, strict=True)
        )


def native(names: str, kinds: str, run: Callable[..., Any], *, changing: bool = False) -> Iterable[Native]:
    """Rows for the names (separated by spaces) with these kinds (`any` for anything)."""
    types = tuple(None if kind == "any" else KINDS[kind] for kind in kinds.split())
    return [Native(name, types, run, changing) for name in names.split()]


IMPURE: Mapping[type, frozenset[str]] = {
    list: words(
        "get set push append insert pad pop shift remove clear truncate chop reverse splice extract drain retain split for_each sort "
        "sort_desc sort_by order order_desc order_by dedup take"
    ),
    dict: words("clear set remove mixin fill_with drain retain take"),
}
"""Functions that are not for constants, besides all that change their argument's value: some of them would not change it."""


def impure(row: Native, value: Any) -> bool:
    return row.changing or row.name in IMPURE.get(type(value), ())


def table(*groups: Iterable[Native]) -> dict[str, list[Native]]:
    """Rows by name; of two that fit, the first counts."""
    found: dict[str, list[Native]] = {}
    for group in groups:
        for row in group:
            found.setdefault(row.name, []).append(row)
    return found


def find(name: str, arguments: list[Any]) -> Native | None:
    """The row for a call. Raises Unsupported for a function that Rhai has and this machine has not."""
    from meilifake.engine.rhai.methods.standard import ABSENT, STANDARD
    from meilifake.errors.base import Unsupported

    for row in STANDARD.get(name, ()):
        if row.fits(arguments):
            return row
    if name in ABSENT:
        raise Unsupported(f"the Rhai function `{name}`")
    return None
