"""What the real server serves: every path and verb with its right, so that what is not built answers 501 by name, never 404.

A route of `routes.table` takes the place of its row here; nothing has to be removed from this file when one is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from meilifake.app.call import Call
from meilifake.errors.base import Unsupported
from meilifake.routes.table import area_of, routes_of
from meilifake.wire.message import Reply
from meilifake.wire.route import Route

ANY_JSON = "free:free_json"


class Known(NamedTuple):
    """One verb of one path of the real server; `json`: it reads a JSON body, hence checks its content type."""

    method: str
    path: str
    action: str | None
    json: bool = False


def resource(path: str, get: str, update: str, verb: str) -> tuple[Known, ...]:
    """A path that is read, written and reset."""
    return Known("GET", path, get), Known(verb, path, update, json=True), Known("DELETE", path, update)


SETTINGS = {
    "filterable-attributes": "PUT",
    "sortable-attributes": "PUT",
    "displayed-attributes": "PUT",
    "typo-tolerance": "PATCH",
    "searchable-attributes": "PUT",
    "stop-words": "PUT",
    "non-separator-tokens": "PUT",
    "separator-tokens": "PUT",
    "dictionary": "PUT",
    "synonyms": "PUT",
    "distinct-attribute": "PUT",
    "proximity-precision": "PUT",
    "localized-attributes": "PUT",
    "ranking-rules": "PUT",
    "faceting": "PATCH",
    "pagination": "PATCH",
    "embedders": "PATCH",
    "search-cutoff-ms": "PUT",
    "facet-search": "PUT",
    "prefix-search": "PUT",
    "chat": "PATCH",
    "foreign-keys": "PUT",
}

SERVER: tuple[Known, ...] = (
    Known("GET", "/", None),
    Known("GET", "/health", None),
    Known("GET", "/version", "version"),
    Known("GET", "/stats", "stats.get"),
    Known("GET", "/metrics", "metrics.get"),
    Known("POST", "/logs/stream", "metrics.get", json=True),
    Known("DELETE", "/logs/stream", "metrics.get"),
    Known("POST", "/logs/stderr", "metrics.get", json=True),
    Known("POST", "/dumps", "dumps.create"),
    Known("POST", "/snapshots", "snapshots.create"),
    Known("POST", "/export", "export", json=True),
    Known("GET", "/network", "network.get"),
    Known("PATCH", "/network", "network.update", json=True),
    Known("POST", "/network/control", "network.update", json=True),
    Known("GET", "/experimental-features", "experimental.get"),
    Known("PATCH", "/experimental-features", "experimental.update", json=True),
    Known("POST", "/render-template", "settings.get & documents.get", json=True),
)
TASKS: tuple[Known, ...] = (
    Known("GET", "/tasks", "tasks.get"),
    Known("DELETE", "/tasks", "tasks.delete"),
    Known("POST", "/tasks/cancel", "tasks.cancel"),
    Known("POST", "/tasks/compact", "tasks.compact"),
    Known("GET", "/tasks/{task_id}", "tasks.get"),
    Known("GET", "/tasks/{task_id}/documents", "tasks.get"),
    Known("GET", "/batches", "tasks.get"),
    Known("GET", "/batches/{batch_id}", "tasks.get"),
)
INDEXES: tuple[Known, ...] = (
    Known("GET", "/indexes", "indexes.get"),
    Known("POST", "/indexes", "indexes.create", json=True),
    Known("GET", "/indexes/{index_uid}", "indexes.get"),
    Known("PATCH", "/indexes/{index_uid}", "indexes.update", json=True),
    Known("DELETE", "/indexes/{index_uid}", "indexes.delete"),
    Known("GET", "/indexes/{index_uid}/stats", "stats.get"),
    Known("POST", "/indexes/{index_uid}/fields", "fields.post", json=True),
    Known("POST", "/indexes/{index_uid}/compact", "indexes.compact"),
    Known("POST", "/swap-indexes", "indexes.swap", json=True),
    *resource("/indexes/{index_uid}/settings", "settings.get", "settings.update", "PATCH"),
    *(
        known
        for name, verb in SETTINGS.items()
        for known in resource(f"/indexes/{{index_uid}}/settings/{name}", "settings.get", "settings.update", verb)
    ),
)
DOCUMENTS: tuple[Known, ...] = (
    Known("GET", "/indexes/{index_uid}/documents", "documents.get"),
    Known("POST", "/indexes/{index_uid}/documents", "documents.add"),
    Known("PUT", "/indexes/{index_uid}/documents", "documents.add"),
    Known("DELETE", "/indexes/{index_uid}/documents", "documents.delete"),
    Known("POST", "/indexes/{index_uid}/documents/fetch", "documents.get", json=True),
    Known("POST", "/indexes/{index_uid}/documents/delete", "documents.delete", json=True),
    Known("POST", "/indexes/{index_uid}/documents/delete-batch", "documents.delete", json=True),
    Known("POST", "/indexes/{index_uid}/documents/edit", "documents.*", json=True),
    Known("GET", "/indexes/{index_uid}/documents/{document_id}", "documents.get"),
    Known("DELETE", "/indexes/{index_uid}/documents/{document_id}", "documents.delete"),
)
SEARCH: tuple[Known, ...] = (
    Known("GET", "/indexes/{index_uid}/search", "search"),
    Known("POST", "/indexes/{index_uid}/search", "search", json=True),
    Known("POST", "/indexes/{index_uid}/facet-search", "search", json=True),
    Known("GET", "/indexes/{index_uid}/similar", "search"),
    Known("POST", "/indexes/{index_uid}/similar", "search", json=True),
    Known("POST", "/multi-search", "search", json=True),
    Known("POST", "/dynamic-search-rules", "dynamicSearchRules.get", json=True),
    Known("DELETE", "/dynamic-search-rules", "dynamicSearchRules.delete"),
    Known("GET", "/dynamic-search-rules/{uid}", "dynamicSearchRules.get"),
    Known("PATCH", "/dynamic-search-rules/{uid}", "dynamicSearchRules.update", json=True),
    Known("DELETE", "/dynamic-search-rules/{uid}", "dynamicSearchRules.delete"),
)
KEYS: tuple[Known, ...] = (
    Known("GET", "/keys", "keys.get"),
    Known("POST", "/keys", "keys.create", json=True),
    Known("GET", "/keys/{key}", "keys.get"),
    Known("PATCH", "/keys/{key}", "keys.update", json=True),
    Known("DELETE", "/keys/{key}", "keys.delete"),
    Known("GET", "/webhooks", "webhooks.get"),
    Known("POST", "/webhooks", "webhooks.create", json=True),
    Known("GET", "/webhooks/{uuid}", "webhooks.get"),
    Known("PATCH", "/webhooks/{uuid}", "webhooks.update", json=True),
    Known("DELETE", "/webhooks/{uuid}", "webhooks.delete"),
)
CHATS: tuple[Known, ...] = (
    Known("GET", "/chats", "chats.get"),
    Known("GET", "/chats/{workspace_uid}", "chats.get"),
    Known("DELETE", "/chats/{workspace_uid}", "chats.delete"),
    *resource("/chats/{workspace_uid}/settings", "chatsSettings.get", "chatsSettings.update", "PATCH"),
    Known("POST", "/chats/{workspace_uid}/chat/completions", "chatCompletions", json=True),
)
KNOWN = (*SERVER, *TASKS, *INDEXES, *DOCUMENTS, *SEARCH, *KEYS, *CHATS)


def with_unbuilt(built: Iterable[Route], all_known: Iterable[Known] = KNOWN) -> tuple[Route, ...]:
    """The built routes and a refusal for every other one. Raises ValueError for a route that the real server does not have."""
    routes, all_known = tuple(built), tuple(all_known)
    places = {(route.method, shape(route.path)) for route in routes}
    strange = places - {(known.method, shape(known.path)) for known in all_known}
    if strange:
        raise ValueError(f"routes unknown to the real server: {sorted(strange)}")
    return (*routes, *(refusal(known) for known in all_known if (known.method, shape(known.path)) not in places))


def routes_of_area(area: str) -> tuple[Route, ...]:
    """Everything below a first segment, built or not."""
    return with_unbuilt(routes_of(area), [known for known in KNOWN if area_of(known.path) == area])


def shape(path: str) -> str:
    """A path without the names of its parameters."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def refusal(known: Known) -> Route:
    return Route(known.method, known.path, known.action, refuse(f"{known.method} {known.path}"), body=ANY_JSON if known.json else None)


def refuse(feature: str) -> Callable[[Call], Reply]:
    def handler(call: Call) -> Reply:
        raise Unsupported(feature)

    return handler
