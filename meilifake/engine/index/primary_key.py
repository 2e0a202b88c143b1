"""The primary key of an index: how it is guessed from a document, and how a document's id is found by it.

A key with a dot matches its path however the document nests it: `a.b` is `{"a":{"b":1}}` as well as `{"a.b":1}` (guide
tasks-documents, 11.1 to 11.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from meilifake.engine.index.document_id import document_id
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

SPECIFY = "Please specify the primary key manually using the `primaryKey` query parameter."
INFERENCE = "The primary key inference failed as the engine"


class TooMany(Exception):
    """Several paths of one document match the primary key."""


def no_candidate() -> MeiliError:
    words = f"{INFERENCE} did not find any field ending with `id` in its name. {SPECIFY}"
    return MeiliError("index_primary_key_no_candidate_found", words)


def already_set(name: str) -> MeiliError:
    return MeiliError("index_primary_key_already_exists", f"Index already has a primary key: `{name}`.")


def infer(document: Mapping[str, Any]) -> str:
    """The only top-level key that ends with `id`, whatever its case. Raises when none or several do."""
    candidates = sorted(name for name in document if name.lower().endswith("id"))
    if not candidates:
        raise no_candidate()
    if len(candidates) > 1:
        words = f"{INFERENCE} found {len(candidates)} fields ending with `id` in their names: '{candidates[0]}' and '{candidates[1]}'."
        raise MeiliError("index_primary_key_multiple_candidates_found", f"{words} {SPECIFY}")
    return candidates[0]


def levels(path: str) -> Iterator[tuple[str, str]]:
    """Every way to take a first key off a dotted path, with what remains: `a.b` gives (`a`, `b`) and (`a.b`, ``)."""
    at = path.find(".")
    while at >= 0:
        yield path[:at], path[at + 1 :]
        at = path.find(".", at + 1)
    yield path, ""


def matches(path: str, mapping: Mapping[str, Any], found: list[str], depth: int = 0) -> None:
    """Collect the ids that `mapping` holds at `path`, in the order of its keys. Raises on a bad id and on a second one."""
    rests = {first: rest for first, rest in reversed(list(levels(path))) if first}
    for at, (key, value) in enumerate(mapping.items(), 1):
        rest = rests.get(key)
        if rest is None:
            continue
        known = len(found)
        try:
            if not rest:
                found.append(document_id(value))
            elif isinstance(value, dict):
                matches(rest, value, found, depth + 1)
            if len(found) > 1:
                raise TooMany
        except (MeiliError, TooMany):
            if depth and at < len(mapping):
                raise Unread(dict(list(mapping.items())[:at])) from None
            raise
        except Unread as unread:
            if not depth:
                raise unread.error() from None
            del found[known:]
            return


class Unread(Exception):
    """The server leaves off in the middle of a nested object that holds a bad id, and stumbles over the rest of its text.

    One level down that is the error that it reports; further down it takes the object for one without an id.
    """

    def __init__(self, read: Mapping[str, Any]) -> None:
        super().__init__()
        self.read = read

    def error(self) -> MeiliError:
        return MeiliError("internal", f"trailing comma at line 1 column {len(dumps(self.read).encode())}")


def external_id(path: str, document: Mapping[str, Any]) -> str:
    """The id of a document by the primary key `path`. Raises missing_document_id or invalid_document_id."""
    if "." not in path and path in document and path:
        value = document[path]
        return str(value) if type(value) is int else document_id(value)  # nearly all are plain numbers
    found: list[str] = []
    try:
        matches(path, document, found)
    except TooMany:
        words = f"Document have too many matching `{path}` attribute: `{dumps(document)}`."
        raise MeiliError("invalid_document_id", words) from None
    if not found:
        raise MeiliError("missing_document_id", f"Document doesn't have a `{path}` attribute: `{dumps(document)}`.")
    return found[0]
