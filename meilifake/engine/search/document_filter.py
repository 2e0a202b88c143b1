"""Filters of the document routes: their errors carry a code of their own, and writing knows no `_foreign`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.search import filters

CODE = "invalid_document_filter"


def parse_filter(expression: Any, features: Mapping[str, bool], *, writing: bool = False) -> filters.Condition | None:
    """The condition, None when the filter says nothing. Raises invalid_document_filter, feature_not_enabled."""
    condition = filters.permitted(expression, features, CODE)
    if condition is not None and writing:
        filters.refuse_foreign(condition, CODE)
    return condition


def matching(index: Index, expression: Any, features: Mapping[str, bool], universe: int, *, writing: bool = False) -> int:
    """The documents of `universe` (a bitmap) that the filter selects: all of them when it says nothing."""
    condition = parse_filter(expression, features, writing=writing)
    return universe if condition is None else filters.evaluate(index, condition, universe, CODE)
