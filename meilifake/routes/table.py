"""ROUTES: every route, area by area."""

from __future__ import annotations

from meilifake.routes import batches, indexes, server, stats, tasks
from meilifake.wire.route import Route

ROUTES: tuple[Route, ...] = (*server.ROUTES, *indexes.ROUTES, *stats.ROUTES, *tasks.ROUTES, *batches.ROUTES)
