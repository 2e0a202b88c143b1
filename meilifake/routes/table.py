"""ROUTES: every route, area by area."""

from __future__ import annotations

from meilifake.routes import server
from meilifake.wire.route import Route

ROUTES: tuple[Route, ...] = (*server.ROUTES,)
