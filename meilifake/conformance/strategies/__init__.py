"""Hypothesis strategies for requests: small pools of names and values, drawn so that commands collide.

`AREAS` is the table: area -> strategy of `Sent`. A machine is an area, or all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from meilifake.conformance.strategies import (
    catalogue,
    documents,
    editing,
    federation,
    garbage,
    geo,
    indexes,
    keys,
    queries,
    rules,
    settings,
    tasks,
    tokens,
    vectors,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from meilifake.conformance.exchange import Sent

AREAS: dict[str, SearchStrategy[Sent]] = {
    "catalogue": catalogue.requests,
    "documents": documents.requests,
    "editing": editing.requests,
    "federation": federation.requests,
    "garbage": garbage.requests,
    "geo": geo.requests,
    "indexes": indexes.requests,
    "keys": keys.requests,
    "queries": queries.requests,
    "rules": rules.requests,
    "settings": settings.requests,
    "tasks": tasks.requests,
    "tokens": tokens.requests,
    "vectors": vectors.requests,
}
OF_FRESH = ("keys", "rules", "tasks", "tokens")
"""Areas whose answers tell of what was there before: for a server that starts with the program."""
