"""The network of instances over HTTP, as the community edition answers (guide http-surface, 26)."""

from __future__ import annotations

from meilifake.app.call import Call
from meilifake.engine import network
from meilifake.engine.features import require
from meilifake.errors.base import MeiliError
from meilifake.wire.message import Reply
from meilifake.wire.route import Route


def gate(call: Call, path: str) -> None:
    require(call.engine.state.features, "network", f"Using the {path} route")


def get_network(call: Call) -> Reply:
    gate(call, "/network")
    return Reply(network.current(call.engine.state.network))


def patch_network(call: Call) -> Reply:
    """Every patch, an empty one too, makes a new version."""
    gate(call, "/network")
    engine = call.engine
    engine.state.network = network.merged(engine.state.network, call.body, engine.ids.uuid7(engine.now()))
    return get_network(call)


def control(call: Call) -> Reply:
    gate(call, "/network/control")
    raise MeiliError("requires_enterprise_edition", "Meilisearch Enterprise Edition is required to call this route")


ROUTES = (
    Route("GET", "/network", "network.get", get_network),
    Route("PATCH", "/network", "network.update", patch_network, body="network:network"),
    Route("POST", "/network/control", "network.update", control, body="network_control:Control"),
)
