"""Filters: `permitted` turns a JSON value into a `Condition` (`parse`, then `check_features`), `evaluate` asks an index for it, and
`canonical` writes it back as text."""

from meilifake.engine.search.filters.ast import Condition
from meilifake.engine.search.filters.canonical import canonical
from meilifake.engine.search.filters.evaluate import evaluate
from meilifake.engine.search.filters.parse import NULL, check_features, parse, permitted, refuse_foreign

__all__ = ["NULL", "Condition", "canonical", "check_features", "evaluate", "parse", "permitted", "refuse_foreign"]
