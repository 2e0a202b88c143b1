"""Where requests go: the fake in process, or any server by its URL. Nothing else in this package knows which is which."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from meilifake.conformance.exchange import Got, Sent

if TYPE_CHECKING:
    import httpx

    from meilifake.fake import MeiliFake

IMPLIED = ("accept", "accept-encoding", "user-agent", "connection", "authorization")
"""Headers that a client adds by itself: removed, so that both targets see what the scenario says."""


class NotEmpty(Exception):
    """The server at the given URL holds indexes: nothing is erased without being told to."""


class Target(Protocol):
    def send(self, sent: Sent) -> Got: ...

    def control(self, verb: str) -> None: ...

    def close(self) -> None: ...


class HttpTarget:
    """Any httpx client as a target. `key`: presented with every request that does not say whose it is."""

    def __init__(self, client: httpx.Client, key: str | None = None) -> None:
        self.client = client
        self.key = key

    def send(self, sent: Sent) -> Got:
        sent = presented(sent, self.key)
        request = self.client.build_request(sent.method, sent.path, content=sent.content() or None, headers=dict(sent.headers))
        given = {name.lower() for name in sent.headers}
        for name in IMPLIED:
            if name not in given:
                request.headers.pop(name, None)
        response = self.client.send(request)
        mime = response.headers.get("content-type", "").split(";")[0]
        return Got(response.status_code, mime, body_of(response.content), dict(response.headers))

    def control(self, verb: str) -> None:
        raise RuntimeError(f"{verb}() is for the fake in process only")

    def close(self) -> None:
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


MASTER = "a-master-key-of-32-letters-or-so"
"""Of the machines' servers: without one no other key means anything."""
NOBODY = {"x-anonymous": "1"}
"""Of a request that presents no key, where all others present the target's."""


def presented(sent: Sent, key: str | None) -> Sent:
    """The request with the key, unless it says whose it is."""
    if key is None or any(name.lower() in ("authorization", *NOBODY) for name in sent.headers):
        return sent
    return replace(sent, headers={**sent.headers, "authorization": f"Bearer {key}"})


def body_of(content: bytes) -> Mapping[str, Any]:
    if not content:
        return {}
    try:
        return {"json": json.loads(content)}
    except ValueError:
        return {"text": content.decode("utf-8", "replace")}


class FakeTarget(HttpTarget):
    """A fresh fake in process, its clock started at the moment of the recording (keys and tokens expire)."""

    def __init__(
        self, options: Mapping[str, Any] | None = None, make: Callable[..., MeiliFake] | None = None, key: str | None = None
    ) -> None:
        import httpx

        from meilifake import MeiliFake

        options = options or {}
        arguments: dict[str, Any] = {"master_key": options.get("master_key"), "tasks": options.get("tasks") or "instant"}
        if options.get("now"):
            arguments["clock"] = clock_from(options["now"])
        self.fake = (make or MeiliFake)(**arguments)
        transport: Any = self.fake.transport
        super().__init__(httpx.Client(transport=transport, base_url="http://localhost:7700"), key)

    def control(self, verb: str) -> None:
        {"step": self.fake.step, "drain": self.fake.drain}[verb]()


def clock_from(now: str) -> Callable[[], datetime]:
    start, zero = datetime.fromisoformat(now.replace("Z", "+00:00")), time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - zero)


def no_reuse() -> httpx.Limits:
    """A connection per request: the real server closes one without a word after a refusal that came before the body."""
    import httpx

    return httpx.Limits(max_keepalive_connections=0)


class UrlTarget(HttpTarget):
    """A server by its URL. Raises NotEmpty unless it holds nothing, or `erase` allows to clear it."""

    def __init__(self, url: str, key: str | None = None, *, erase: bool = False) -> None:
        import httpx

        headers = {"authorization": f"Bearer {key}"} if key else {}
        super().__init__(httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False, limits=no_reuse()), key)
        if self.client.get("/indexes").json()["total"]:
            if not erase:
                raise NotEmpty(f"{url} holds indexes; say --erase if they may be deleted")
            self.clear()

    def clear(self) -> None:
        """Delete every index, task and webhook, switch every feature off, and wait for it."""
        features = self.client.get("/experimental-features").json()
        self.client.patch("/experimental-features", json=dict.fromkeys(features, False))
        for hook in self.client.get("/webhooks").json()["results"]:
            self.client.delete(f"/webhooks/{hook['uuid']}")
        for row in self.client.get("/indexes", params={"limit": 100000}).json()["results"]:
            self.wait(self.client.delete(f"/indexes/{row['uid']}").json()["taskUid"])
        self.wait(self.client.delete("/tasks", params={"statuses": "*"}).json()["taskUid"])

    def wait(self, task: int) -> None:
        deadline = time.monotonic() + 60
        while self.client.get(f"/tasks/{task}").json()["status"] in ("enqueued", "processing"):
            if time.monotonic() > deadline:
                raise TimeoutError(f"task {task} did not end within 60 s")
            time.sleep(0.005)
