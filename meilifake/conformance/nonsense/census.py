"""Everything that a client can read of a server's state, to be compared before and after a request."""

from __future__ import annotations

import json
from typing import Any

from meilifake.wire.message import Request

LISTS = (
    "/indexes?limit=100000", "/stats", "/keys?limit=100000", "/webhooks", "/experimental-features", "/network", "/chats?limit=100000",
    "/tasks?limit=1", "/batches?limit=1",
)  # fmt: skip


class Census:
    """Reads a fake from inside its doors: the journal keeps nothing of it."""

    def __init__(self, fake: Any) -> None:
        self.fake = fake
        key = fake.options.master_key
        self.headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {key}"} if key else {})

    def read(self, path: str, method: str = "GET", body: bytes = b"") -> bytes:
        path, _, query = path.partition("?")
        answer: bytes = self.fake.process(Request(method, path, query, self.headers, body)).body
        return answer

    def take(self) -> dict[str, bytes]:
        """Path -> answer."""
        seen = {path: self.read(path) for path in LISTS}
        seen["rules"] = self.read("/dynamic-search-rules", "POST", b"{}")
        for index in json.loads(seen[LISTS[0]])["results"]:
            for rest in ("/documents?limit=100000&retrieveVectors=true", "/settings"):
                path = f"/indexes/{index['uid']}{rest}"
                seen[path] = self.read(path)
        for chat in json.loads(seen["/chats?limit=100000"]).get("results", ()):
            path = f"/chats/{chat['uid']}/settings"
            seen[path] = self.read(path)
        return seen


def differences(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The paths whose answers are no longer the same."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
