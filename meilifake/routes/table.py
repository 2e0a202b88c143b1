"""ROUTES: every route, area by area."""

from __future__ import annotations

from meilifake.routes import (
    batches,
    documents,
    export,
    indexes,
    keys,
    observability,
    rules,
    search,
    server,
    settings,
    similar,
    stats,
    tasks,
)
from meilifake.wire.route import Route

ROUTES: tuple[Route, ...] = (
    *server.ROUTES,
    *documents.ROUTES,
    *indexes.ROUTES,
    *settings.ROUTES,
    *stats.ROUTES,
    *search.ROUTES,
    *similar.ROUTES,
    *tasks.ROUTES,
    *keys.ROUTES,
    *rules.ROUTES,
    *export.ROUTES,
    *observability.ROUTES,
    *batches.ROUTES,
)
