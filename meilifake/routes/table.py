"""ROUTES: every route, area by area."""

from __future__ import annotations

from meilifake.routes import (
    batches,
    chats,
    documents,
    indexes,
    keys,
    metrics,
    network,
    operations,
    rules,
    search,
    server,
    settings,
    similar,
    stats,
    tasks,
    webhooks,
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
    *metrics.ROUTES,
    *network.ROUTES,
    *operations.ROUTES,
    *webhooks.ROUTES,
    *batches.ROUTES,
    *chats.ROUTES,
)
