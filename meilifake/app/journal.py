"""What was asked and answered: each exchange kept as it was, parsed when someone looks at it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from meilifake.wire import coding
from meilifake.wire.message import Request, Response

KEPT = 10_000
"""Exchanges that a journal remembers; the oldest go first."""
SEARCH_ROUTES = {"search": "search", "facet-search": "facet-search", "similar": "similar"}
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
READING_POSTS = {"search", "facet-search", "similar", "multi-search", "fetch", "fields", "render-template"}
"""The last path segment of POST routes that change nothing."""


class Exchange:
    """One request and its answer. `number` counts from 1."""

    def __init__(self, number: int, request: Request, response: Response) -> None:
        self.number = number
        self.request = request
        self.response = response
        self.method = request.method
        self.path = request.path

    @property
    def status(self) -> int:
        """HTTP status of the answer."""
        return self.response.status

    @cached_property
    def segments(self) -> list[str]:
        return [unquote(segment) for segment in self.path.split("/") if segment]

    @cached_property
    def query(self) -> dict[str, str]:
        """Parameters of the query string."""
        return dict(parse_qsl(self.request.query, keep_blank_values=True))

    @cached_property
    def json(self) -> Any:
        """The request's body as JSON, None when it is none."""
        return parsed(self.request.body, self.request.headers.get("content-encoding", ""))

    @cached_property
    def answer(self) -> Any:
        """The answer's body as JSON, None when it is none."""
        return parsed(self.response.body, dict(self.response.headers).get("content-encoding", ""))

    @property
    def index_uid(self) -> str | None:
        """The index in the path."""
        return self.segments[1] if len(self.segments) > 1 and self.segments[0] == "indexes" else None

    @property
    def is_write(self) -> bool:
        """Whether it may change documents, settings or anything else."""
        return self.method in WRITES and not (self.segments and self.segments[-1] in READING_POSTS)

    def __repr__(self) -> str:
        return f"<{self.number}: {self.method} {unquote(self.path)} -> {self.response.fault or self.status}>"


class Search(NamedTuple):
    """One search: a request of its own, or one of the queries of a multi-search.

    `kind`: `search`, `facet-search` or `similar`; `params`: what the client sent, by the names of the wire, without what it left null.
    """

    index_uid: str
    kind: str
    params: Mapping[str, Any]
    exchange: Exchange

    def __repr__(self) -> str:
        return f"Search(index_uid={self.index_uid!r}, kind={self.kind!r}, params={self.params!r})"

    @property
    def q(self) -> str | None:
        """The words searched for."""
        return self.params.get("q")

    @property
    def filter(self) -> Any:
        """The filter, as sent."""
        return self.params.get("filter")

    @property
    def answer(self) -> Any:
        """The answer's JSON; of a multi-search, the whole of it."""
        return self.exchange.answer


class Journal:
    """Parameter: `kept`, how many exchanges are remembered (0: none)."""

    def __init__(self, kept: int = KEPT) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=kept)
        self.count = 0

    def note(self, request: Request, response: Response) -> None:
        self.count += 1
        self.exchanges.append(Exchange(self.count, request, response))

    def clear(self) -> None:
        self.exchanges.clear()

    def searches(self, index_uid: str | None = None) -> list[Search]:
        """Oldest first; of one index, or of all."""
        found = (search for exchange in list(self.exchanges) for search in searches_of(exchange))
        return [search for search in found if index_uid in (None, search.index_uid)]

    def writes(self, index_uid: str | None = None) -> list[Exchange]:
        """Requests that may change something; of one index, or of all."""
        return [one for one in list(self.exchanges) if one.is_write and index_uid in (None, one.index_uid)]


def searches_of(exchange: Exchange) -> Iterator[Search]:
    segments = exchange.segments
    if segments == ["multi-search"] and isinstance(exchange.json, dict):
        for query in exchange.json.get("queries") or ():
            if isinstance(query, dict):
                yield Search(str(query.get("indexUid")), "search", given(query), exchange)
    elif len(segments) == 3 and exchange.index_uid is not None and segments[2] in SEARCH_ROUTES:
        sent = exchange.query if exchange.method == "GET" else exchange.json
        yield Search(exchange.index_uid, SEARCH_ROUTES[segments[2]], given(sent if isinstance(sent, dict) else {}), exchange)


def given(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value is not None and name != "indexUid"}


def parsed(body: bytes, encoding: str) -> Any:
    try:
        return json.loads(coding.decode(body, encoding)) if encoding else json.loads(body)
    except (ValueError, coding.CodingError):
        return None
