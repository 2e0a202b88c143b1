"""Hypothesis strategies for requests: small pools of names and values, drawn so that commands collide.

`AREAS` is the table: area -> strategy of `Sent`. A machine is an area, or all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from meilifake.conformance.strategies import documents, garbage, indexes, keys, queries, settings, tasks

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from meilifake.conformance.exchange import Sent

AREAS: dict[str, SearchStrategy[Sent]] = {
    "documents": documents.requests,
    "garbage": garbage.requests,
    "indexes": indexes.requests,
    "keys": keys.requests,
    "queries": queries.requests,
    "settings": settings.requests,
    "tasks": tasks.requests,
}
