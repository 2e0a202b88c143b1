"""ROUTES: every route, area by area."""

from __future__ import annotations

from meilifake.routes import batches, documents, indexes, server, settings, stats, tasks
from meilifake.wire.route import Route

ROUTES: tuple[Route, ...] = (*server.ROUTES, *documents.ROUTES, *indexes.ROUTES, *settings.ROUTES, *stats.ROUTES, *tasks.ROUTES, *batches.ROUTES)
