"""The server itself: health, version, its front page, experimental features, dumps, snapshots, swaps."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine.features import shown
from meilifake.engine.tasks.model import DumpCreation, IndexSwap, SnapshotCreation, Swap
from meilifake.errors.base import MeiliError
from meilifake.options import VERSION
from meilifake.routes.enqueue import enqueued
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def front_page(call: Call) -> Reply:
    """As a build without the mini-dashboard answers (guide http-surface, 1.1)."""
    return Reply({"status": "Meilisearch is running"})


def health(call: Call) -> Reply:
    if call.engine.state.must_restart:
        return Reply({"status": "mustRestart"}, 500)
    return Reply({"status": "available"})


def version(call: Call) -> Reply:
    return Reply({"commitSha": "unknown", "commitDate": "unknown", "pkgVersion": VERSION})


def get_features(call: Call) -> Reply:
    return Reply(shown(call.engine.state.features))


def patch_features(call: Call) -> Reply:
    call.engine.state.features.update(call.body)
    return get_features(call)


def swap_indexes(call: Call) -> Reply:
    """Raises invalid_swap_indexes (not a pair), invalid_api_key, invalid_swap_duplicate_index_found."""
    swaps = []
    for pair in call.body:
        if len(pair.indexes) != 2:
            names = ", ".join(f'"{uid}"' for uid in pair.indexes)
            words = f"Two indexes must be given for each swap. The list `[{names}]` contains {len(pair.indexes)} indexes."
            raise MeiliError("invalid_swap_indexes", words)
        if not all(map(call.access.allows, pair.indexes)):
            raise MeiliError("invalid_api_key", "The provided API key is invalid.")
        swaps.append(Swap((pair.indexes[0], pair.indexes[1]), pair.rename))
    return enqueued(call, IndexSwap(tuple(swaps)))


def create_dump(call: Call) -> Reply:
    """The keys are those of now, everything else that of the moment of processing."""
    state = call.engine.state
    return enqueued(call, DumpCreation(tuple(state.keys.values()), state.instance_uid))


def create_snapshot(call: Call) -> Reply:
    return enqueued(call, SnapshotCreation())


ROUTES = (
    Route("GET", "/", None, front_page),
    Route("GET", "/health", None, health),
    Route("GET", "/version", "version", version),
    Route("GET", "/experimental-features", "experimental.get", get_features),
    Route("PATCH", "/experimental-features", "experimental.update", patch_features, body="operations:features"),
    Route("POST", "/swap-indexes", "indexes.swap", swap_indexes, body="operations:swaps"),
    Route("POST", "/dumps", "dumps.create", create_dump),
    Route("POST", "/snapshots", "snapshots.create", create_snapshot),
)
