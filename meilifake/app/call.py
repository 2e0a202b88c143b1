"""One request on its way through the app: what a handler may look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from meilifake.app.auth import Access
from meilifake.engine.engine import Engine
from meilifake.wire.message import Request
from meilifake.wire.traffic import Traffic


class Call(NamedTuple):
    """`path` holds the decoded path parameters; `query` the parsed parameters by wire name; `body` the validated model, or None;
    `traffic` what was answered so far."""

    engine: Engine
    request: Request
    access: Access
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any
    traffic: Traffic

    @property
    def from_another_server(self) -> bool:
        """A server of the network asks on behalf of its client."""
        return self.request.headers.get("meili-proxy-search") == "true"
