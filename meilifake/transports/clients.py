"""Ready SDK clients on a fake, without a hook of theirs: neither SDK lets its caller choose a transport."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any

from meilifake.transports.httpx_transport import FakeTransport


def sdk_client(kind: str, url: str, key: str | None, transport: FakeTransport) -> Any:
    """`meilisearch_python_sdk.Client` or `.AsyncClient` (`kind`) with another transport. Raises ImportError without the SDK."""
    import meilisearch_python_sdk

    client = getattr(meilisearch_python_sdk, kind)(url, key, verify=False)
    client.http_client._transport = transport
    client.http_client._mounts.clear()  # proxies of the environment
    with suppress(ImportError, TypeError):
        results_class()
    return client


@cache
def results_class() -> Any:
    """The class of the SDK's search results, held on to: pydantic forgets it with the last result, and to make it anew takes as long as two
    searches of a small index. Raises ImportError or TypeError with an SDK that has it otherwise."""
    from meilisearch_python_sdk.models.search import SearchResults
    from meilisearch_python_sdk.types import JsonDict

    return SearchResults[JsonDict]


def official_client(url: str, key: str | None) -> Any:
    """`meilisearch.Client`. It calls `requests.get(...)` itself, so its URL has to be intercepted. Raises ImportError without it."""
    import meilisearch

    return meilisearch.Client(url, key)
