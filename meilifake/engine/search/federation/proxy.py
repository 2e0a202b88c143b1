"""Asking other servers: attempts, and what can go wrong (guide http-surface, 18). A remote's trouble is told beside the others' hits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

from meilifake.engine.outbound import AddressRefused, Incoming, Outbound, Outgoing
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import JsonError, dumps, loads

ATTEMPTS = 4
TIMEOUT = 25.0
"""Seconds that the remotes of a search have."""
VERSION_HINT = "\n  - hint: check that the remote instance is a Meilisearch instance running the same version"
KEY_HINT = "\n  - hint: check that the remote instance was registered with a valid API key having the `search` action"
INDEX_HINT = "\n  - hint: check that the remote instance has the correct index configuration for that request"
FEATURE_HINT = "\n  - hint: check that the `network` experimental feature is enabled on the remote instance"
T = TypeVar("T")


class Again(Exception):
    """Trouble that may pass. `error`: what it is called when it did not."""

    def __init__(self, error: MeiliError) -> None:
        super().__init__(error.message)
        self.error = error


def ask(
    outbound: Outbound,
    remotes: Mapping[str, Mapping[str, Any]],
    path: str,
    bodies: Mapping[str, Any],
    read: Callable[[Any], T | None],
    *,
    metadata: bool = False,
) -> dict[str, T | MeiliError]:
    """POST a JSON body to each server by name, and read the answers, by name in order.

    Parameters: `remotes`, their rows of the network; `read`, makes something of an answer's value, or None of one that it cannot read.
    """
    found: dict[str, T | MeiliError] = {}
    waiting: dict[str, Outgoing] = {}
    for name, body in sorted(bodies.items()):
        fault = url_fault(remotes[name]["url"])
        if fault is None:
            waiting[name] = request_to(remotes[name], path, body, metadata)
        else:
            found[name] = fault
    for attempt in range(ATTEMPTS):
        answers = outbound.exchange(list(waiting.values())) if waiting else []
        for name, answer in zip(list(waiting), answers, strict=True):
            try:
                found[name] = understood(answer, read)
            except Again as trouble:
                if attempt + 1 < ATTEMPTS:
                    continue
                found[name] = trouble.error
            except MeiliError as error:
                found[name] = error
            del waiting[name]
    return dict(sorted(found.items()))


def request_to(remote: Mapping[str, Any], path: str, body: Any, metadata: bool) -> Outgoing:
    parts = urlsplit(remote["url"])
    headers = {"content-type": "application/json"}
    if remote.get("searchApiKey") is not None:
        headers["authorization"] = f"Bearer {remote['searchApiKey']}"
    headers["meili-proxy-search"] = "true"
    if metadata:
        headers["meili-include-metadata"] = "true"
    return Outgoing("POST", f"{parts.scheme}://{parts.netloc}{path}", headers, dumps(body).encode(), TIMEOUT)


def url_fault(url: str) -> MeiliError | None:
    """A network may hold URLs that are none of a server."""
    scheme, colon, _ = url.partition("://")
    if not colon:
        fault = "scheme missing" if not set(url) & set("/?#") else "invalid format"
        return MeiliError("invalid_network_url", f"Invalid remote url: {fault}")
    return None if scheme.lower() in ("http", "https") else MeiliError("remote_could_not_send_request", "builder error")


def understood(answer: Incoming | OSError, read: Callable[[Any], T | None]) -> T:
    """Raises MeiliError for a failure that is final, Again for one that may pass."""
    if isinstance(answer, TimeoutError):
        raise MeiliError("remote_timeout", "remote host did not answer before the deadline")
    if isinstance(answer, OSError):
        words = "Rejected IP" if isinstance(answer, AddressRefused) and answer.literal else "error sending request"
        raise Again(MeiliError("remote_could_not_send_request", words))
    status = answer.status
    if status in (401, 403):
        raise MeiliError("remote_invalid_api_key", "could not authenticate against the remote host" + KEY_HINT)
    if 400 <= status < 600:
        said = f"remote host responded with code {status}:\n  - response from remote: {shown(answer.body)}"
        if status < 500:
            raise MeiliError("remote_bad_request", said + INDEX_HINT + FEATURE_HINT)
        raise Again(MeiliError("remote_remote_error", said))
    try:
        found = read(loads(answer.body))
    except JsonError:
        found = None
    if found is None:
        said = "could not parse response from the remote host as a federated search response"
        raise Again(MeiliError("remote_bad_response", f"{said}:\n  - response from remote: {shown(answer.body)}{VERSION_HINT}"))
    return found


def shown(body: bytes) -> str:
    try:
        return dumps(loads(body))
    except JsonError:
        return body.decode("utf-8", "replace")


def missing(path: str) -> MeiliError:
    return MeiliError("remote_bad_response", f"remote hit does not contain `{path}`{VERSION_HINT}")


def unexpected(path: str, expected: str, value: Any) -> MeiliError:
    words = f"remote hit contains an unexpected value at path `{path}`: expected {expected}, received `{dumps(value)}`"
    return MeiliError("remote_bad_response", words + VERSION_HINT)
