"""One target of an export: the requests it is sent, one after the other, and how often (guide tasks-documents, 18).

A target that cannot be reached, or is in trouble, is asked again after ever longer pauses for a quarter of an hour. Who waits for real is
`engine.outbound`'s affair: where nobody does, the same number of attempts follow each other at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from meilifake.engine.outbound import AddressRefused, Incoming, Outgoing
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import JsonError, dumps, loads

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine

FIRST_PAUSE, FACTOR, LONGEST_PAUSE, PATIENCE = 0.5, 1.5, 60.0, 900.0
"""Seconds: the pause after the first failure, what it grows by, where that ends, and when the server gives up."""
TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses after which the server tries again."""
TIMEOUT = 5.0
PASSED_OVER = {"import_task_already_received": True, "import_task_unknown_remote": False, "import_task_without_network_task": False}
"""Codes of a target that is being rebalanced, no failures: whether more documents of the same lane follow."""
JSON = "application/json; charset=utf-8"
LINES = {"content-type": "application/x-ndjson", "content-encoding": "gzip"}
FIELDS = ("message", "code", "type", "link")


class Aborted(Exception):
    """The task was canceled while it waited for the target."""


class Target:
    """Parameters: `url`, the base of everything but the creation of indexes, which goes to the root of its host; `api_key`."""

    def __init__(self, engine: Engine, url: str, api_key: str | None) -> None:
        self.engine = engine
        self.url = url
        self.key = {} if api_key is None else {"authorization": f"Bearer {api_key}"}
        self.processing = engine.scheduler.processing

    def has(self, uid: str) -> bool:
        """Whether the index exists there."""
        try:
            return self.send("GET", f"{self.url}/indexes/{uid}").status == 200
        except TargetError as error:
            if error.said != "index_not_found":
                raise
            return False

    def create(self, uid: str, primary_key: str | None) -> None:
        parts = urlsplit(self.url)
        self.tell("POST", f"{parts.scheme}://{parts.netloc}/indexes", {"uid": uid, "primaryKey": primary_key})

    def update(self, uid: str, primary_key: str | None) -> None:
        self.tell("PATCH", f"{self.url}/indexes/{uid}", {"primaryKey": primary_key})

    def configure(self, uid: str, settings: Mapping[str, Any]) -> None:
        self.tell("PATCH", f"{self.url}/indexes/{uid}/settings", settings)

    def add(self, uid: str, documents: bytes) -> bool:
        """`documents`: JSON objects, one behind the other. False when the target wants no more of them."""
        import gzip

        return self.passing("POST", f"{self.url}/indexes/{uid}/documents", LINES, gzip.compress(documents, 6, mtime=0))

    def tell(self, method: str, url: str, value: Any) -> None:
        self.passing(method, url, {"content-type": JSON}, pretty(value).encode())

    def passing(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> bool:
        try:
            self.send(method, url, headers, body)
        except TargetError as error:
            if error.said not in PASSED_OVER:
                raise
            return PASSED_OVER[error.said]
        return True

    def send(self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Incoming:
        """A good answer. Raises TargetError for another one, MeiliError (internal) when there is none, Aborted."""
        request = Outgoing(method, url, {**self.key, **(headers or {})}, body, TIMEOUT)
        patience = Patience()
        while True:
            if self.engine.scheduler.processing is not self.processing:
                raise Aborted
            answer = self.answer(request)
            if isinstance(answer, Incoming) and 200 <= answer.status < 300:
                return answer
            pause = patience.after(answer)
            if pause is None:
                raise failure(answer)
            self.engine.outbound.pause(pause)

    def answer(self, request: Outgoing) -> Incoming | OSError:
        fault = uri_fault(request.url)
        return self.engine.outbound.exchange([request])[0] if fault is None else ConnectionError(fault)


class Patience:
    """When to try again. Time is counted, not measured: pauses, and the timeouts in between."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.pause = FIRST_PAUSE

    def after(self, answer: Incoming | OSError) -> float | None:
        """Seconds to wait after this answer; None when it is the last."""
        if isinstance(answer, Incoming) and answer.status not in TRANSIENT and not 300 <= answer.status < 400:
            return None
        if isinstance(answer, TimeoutError):
            self.spent += TIMEOUT
        pause = self.pause
        if self.spent + pause > PATIENCE:
            return None
        self.spent += pause
        self.pause = min(pause * FACTOR, LONGEST_PAUSE)
        return pause


class TargetError(MeiliError):
    """The target refused. `said`: its error code, None for an answer that is no error object of a server."""

    def __init__(self, message: str, said: str | None) -> None:
        super().__init__("internal", message)
        self.said = said


def failure(answer: Incoming | OSError) -> TargetError:
    if isinstance(answer, OSError):
        return TargetError(words(answer), None)
    try:
        view = loads(answer.body)
    except JsonError as error:
        return TargetError(f"json: {error}", None)
    if not isinstance(view, dict):
        return TargetError("json: expected struct MeiliError", None)
    for field in FIELDS:
        if field not in view:
            return TargetError(f"json: missing field `{field}` at {end_of(answer.body)}", None)
    message, code, kind, link = (view[field] for field in FIELDS)
    return TargetError(f"Failed to export documents to remote server {code} ({kind}): {message} <{link}>", code)


def end_of(text: bytes) -> str:
    lines = text.rstrip().split(b"\n")
    return f"line {len(lines)} column {len(lines[-1])}"


def words(error: OSError) -> str:
    """What the real server's client says of an exchange that failed."""
    if isinstance(error, TimeoutError):
        return "timeout: global"
    if isinstance(error, AddressRefused):
        return "bad uri: Rejected URI"
    if error.errno is not None and error.errno < 0:  # of the resolver, whose errors count downwards
        return f"failed to lookup address information: {error.strerror}"
    return error.strerror or str(error)


def pretty(value: Any, margin: str = "") -> str:
    """JSON over many lines, as the server sends it to other servers."""
    if not value or not isinstance(value, (Mapping, list, tuple)):
        return dumps(value)
    deeper = margin + "  "
    if isinstance(value, Mapping):
        members = [f"{deeper}{dumps(key)}: {pretty(inner, deeper)}" for key, inner in value.items()]
        return "{\n" + ",\n".join(members) + f"\n{margin}}}"
    return "[\n" + ",\n".join(deeper + pretty(inner, deeper) for inner in value) + f"\n{margin}]"


def uri_fault(url: str) -> str | None:
    """Why nothing can be sent to this URL, which the server tries for as long as any other."""
    scheme, colon, rest = url.partition("://")
    if url.startswith("/"):
        return f"bad uri: {url} is missing scheme"
    if not colon or rest.startswith("/"):
        return "http: invalid format"
    return None if scheme.lower() in ("http", "https") else f"bad uri: unknown scheme: {scheme}"
