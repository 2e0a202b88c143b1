"""Filters: `parse` a JSON value to a `Condition`, `check_features`, `evaluate` it on an index; `canonical` writes it back as text."""

from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.filters.canonical import canonical
from meilifake.engine.search.filters.evaluate import evaluate
from meilifake.engine.search.filters.parse import NULL, check_elements, check_features, parse, refuse_foreign

__all__ = ["NULL", "Condition", "canonical", "check_elements", "check_features", "evaluate", "parse", "refuse_foreign"]
