"""AREAS: which modules serve the paths below each first segment. A module's rows are its `ROUTES`.

An area is loaded when its first request comes, so that a health check waits for no search engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from meilifake.wire.route import Route

AREAS: Mapping[str, tuple[str, ...]] = {
    "": ("server",),
    "health": ("server",),
    "version": ("server",),
    "stats": ("stats",),
    "metrics": ("metrics",),
    "logs": ("operations",),
    "indexes": ("indexes", "documents", "settings", "stats", "search", "facet_search", "similar"),
    "swap-indexes": ("server",),
    "multi-search": ("search",),
    "tasks": ("tasks",),
    "batches": ("batches",),
    "keys": ("keys",),
    "webhooks": ("webhooks",),
    "dumps": ("server",),
    "snapshots": ("server",),
    "export": ("operations",),
    "network": ("network",),
    "experimental-features": ("server",),
    "dynamic-search-rules": ("rules",),
    "chats": ("chats",),
    "render-template": ("render_template",),
}
"""First segment of the path -> modules of `meilifake.routes`."""


def area_of(path: str) -> str:
    """The first segment of a route's path."""
    return path.strip("/").partition("/")[0]


def routes_of(area: str) -> tuple[Route, ...]:
    """The built routes of one area, empty for one that has none."""
    modules = (import_module(f"meilifake.routes.{name}") for name in AREAS.get(area, ()))
    return tuple(route for module in modules for route in module.ROUTES if area_of(route.path) == area)


def all_routes() -> tuple[Route, ...]:
    """Every built route."""
    return tuple(route for area in AREAS for route in routes_of(area))
