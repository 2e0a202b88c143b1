"""Two answers to one request, and where they differ."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from meilifake.conformance.volatile import MADE_UP, VOLATILE

ORDERED = frozenset({"facetDistribution"})
"""Objects whose key order is part of the answer."""
COARSE = ("emantic", "_vectors")
"""Paths of vectors, rounded to 32 bits differently by different machines: a wider tolerance."""


class Difference(NamedTuple):
    path: str
    want: Any
    got: Any


class Names:
    """Invented values, recorded to actual, one to one. `exact_batches`: batch uids are compared too (manual processing)."""

    def __init__(self, *, exact_batches: bool = False) -> None:
        self.actual: dict[str, str] = {}
        self.exact_batches = exact_batches

    def same(self, recorded: str, actual: str) -> bool:
        return self.actual.setdefault(recorded, actual) == actual

    def translate(self, text: str) -> str:
        for recorded, actual in self.actual.items():
            if recorded != actual:
                text = text.replace(recorded, actual)
        return text


def compare(want: Any, got: Any, names: Names, path: str = "", key: str = "", inside: str = "") -> Iterator[Difference]:
    """Every difference, with its JSON path; nothing when the answers mean the same."""
    if isinstance(want, Mapping) and isinstance(got, Mapping):
        yield from compare_objects(want, got, names, path, key, inside)
    elif isinstance(want, list) and isinstance(got, list):
        if len(want) != len(got):
            yield Difference(path + "<length>", want, got)
            return
        for at, (left, right) in enumerate(zip(want, got, strict=True)):
            yield from compare(left, right, names, f"{path}[{at}]", key, inside)
    elif not same_leaf(want, got, names, path, key):
        yield Difference(path, want, got)


def compare_objects(
    want: Mapping[str, Any], got: Mapping[str, Any], names: Names, path: str, key: str, inside: str
) -> Iterator[Difference]:
    for name, value in want.items():
        rule = VOLATILE.get(name)
        if rule is not None and rule.same is None:
            continue
        if name not in got:
            yield Difference(f"{path}.{name}", value, "<absent>")
        elif is_batch_uid(name, want) and not names.exact_batches:
            if type(value) is not type(got[name]):
                yield Difference(f"{path}.{name}", value, got[name])
        else:
            yield from compare(value, got[name], names, f"{path}.{name}", name, key)
    for name, value in got.items():
        rule = VOLATILE.get(name)
        if name not in want and not (rule is not None and rule.same is None):
            yield Difference(f"{path}.{name}", "<absent>", value)
    if inside in ORDERED and set(want) == set(got) and list(want) != list(got):
        yield Difference(path + "<key order>", list(want), list(got))


def is_batch_uid(name: str, holder: Mapping[str, Any]) -> bool:
    return name == "batchUid" or (name == "uid" and "batchStrategy" in holder)


def same_leaf(want: Any, got: Any, names: Names, path: str, key: str) -> bool:
    if want == got and type(want) is type(got):
        return True
    rule = VOLATILE.get(key)
    if rule is not None and rule.same is not None and rule.same(want, got):
        return True
    if isinstance(want, str) and isinstance(got, str):
        if any(p.fullmatch(want) and p.fullmatch(got) for p in MADE_UP) and names.same(want, got):
            return True
        return names.translate(want) == got
    return near(want, got, path)


def near(want: Any, got: Any, path: str) -> bool:
    """Floats agree to a few parts in a million; integers and floats are never the same."""
    if not any(isinstance(side, float) for side in (want, got)) or any(isinstance(side, bool) for side in (want, got)):
        return False
    if not all(isinstance(side, (int, float)) for side in (want, got)):
        return False
    tolerance = 1e-4 if any(part in path for part in COARSE) else 2e-6
    return math.isclose(want, got, rel_tol=tolerance, abs_tol=1e-7)


def headers_differ(want: Mapping[str, str], got: Mapping[str, str], names: Sequence[str]) -> Iterator[Difference]:
    """Lists in headers have no order."""
    for name in names:
        left, right = (sorted(part.strip() for part in side.get(name, "").lower().split(",")) for side in (want, got))
        if left != right:
            yield Difference(f"<header {name}>", want.get(name), got.get(name))
