"""Ready SDK clients on a fake, without a hook of theirs: neither SDK lets its caller choose a transport."""

from __future__ import annotations

from typing import Any

from meilifake.transports.httpx_transport import FakeTransport


def sdk_client(kind: str, url: str, key: str | None, transport: FakeTransport) -> Any:
    """`meilisearch_python_sdk.Client` or `.AsyncClient` (`kind`) with another transport. Raises ImportError without the SDK."""
    import meilisearch_python_sdk

    client = getattr(meilisearch_python_sdk, kind)(url, key, verify=False)
    client.http_client._transport = transport
    client.http_client._mounts.clear()  # proxies of the environment
    return client


def official_client(url: str, key: str | None) -> Any:
    """`meilisearch.Client`. It calls `requests.get(...)` itself, so its URL has to be intercepted. Raises ImportError without it."""
    import meilisearch

    return meilisearch.Client(url, key)
