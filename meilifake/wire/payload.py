"""Document payloads: JSON, NDJSON and CSV bodies of the add and update routes (guide http-surface, 3.3; tasks-documents, 10)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from meilifake.errors.base import MeiliError
from meilifake.wire import coding, jsontext, rawjson
from meilifake.wire.body import invalid_content_type, missing_content_type
from meilifake.wire.csvtext import CsvError, read_csv
from meilifake.wire.jsonscan import JsonError
from meilifake.wire.message import Request
from meilifake.wire.mime import parse_mime

ACCEPTED = ("application/json", "application/x-ndjson", "text/csv")
BLANKS = b" \n\t\r"
PREFIX, SUFFIX = 50, 85
"""How much of an overlong message is kept, in bytes."""

REMEMBERED, MOST_BYTES = 16, 256 << 10
"""So many bodies of at most so many bytes are remembered: suites send the same fixture for each test. Documents are never mutated, so
all may hold the same ones, and a body that comes again gives the very same object (`engine.operations.first_import`)."""

Documents = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class BrokenField:
    """A value that the server only fails on while it indexes: `position` of the document, its `field`, the error there."""

    position: int
    field: str
    error: JsonError


@dataclass(frozen=True, slots=True)
class Payload:
    """The documents in order, the size of the body in bytes, and the first value that will break the task, if any."""

    documents: Documents
    size: int
    broken: BrokenField | None = None
    lines: bytes | None = None
    """The body itself, where the server stores it as it came."""


def read_documents(request: Request, csv_delimiter: str | None, limit: int) -> Payload:
    """The documents of a request. `csv_delimiter`: the query parameter, one ASCII character; `limit`: bytes.

    Raises missing_content_type, invalid_content_type, bad_request, payload_too_large, missing_payload, malformed_payload, internal.
    """
    kind = content_kind(request.headers.get("content-type"), csv_delimiter)
    data = received(request, limit)
    if not data:
        raise MeiliError("missing_payload", f"A {kind} payload is missing.")
    lines = data if kind == "ndjson" else None
    read = remembered if len(data) <= MOST_BYTES else read_readily
    try:
        ready = read(kind, data, csv_delimiter or ",")
        if ready is not None:
            return Payload(ready, len(data), None, lines)
        careful = tuple(rawjson.stream(data) if kind == "ndjson" else json_array(data))
        return Payload(careful, len(data), first_broken(careful), lines)
    except CsvError as error:
        raise MeiliError("malformed_payload", f"The `csv` payload provided is malformed: `{error}`.") from None
    except rawjson.NotAMap as error:
        raise MeiliError("internal", str(error)) from None
    except JsonError as error:
        words = f"Couldn't serialize document value: {shortened(str(error))}"
        raise MeiliError("malformed_payload", f"The `{kind}` payload provided is malformed. `{words}`.") from None


def content_kind(given: str | None, csv_delimiter: str | None) -> str:
    if given is None:
        raise missing_content_type(ACCEPTED)
    mime = parse_mime(given)
    if mime is None:
        raise invalid_content_type(given.encode("latin-1", "replace").decode(errors="replace"), ACCEPTED)
    essence = f"{mime.type}/{mime.subtype}"
    if essence not in ACCEPTED or mime.suffix is not None:
        raise invalid_content_type(essence, ACCEPTED)
    if csv_delimiter is not None and essence != "text/csv":
        words = f"The Content-Type `{essence}` does not support the use of a csv delimiter."
        raise MeiliError("invalid_content_type", f"{words} The csv delimiter can only be used with the Content-Type `text/csv`.")
    return {"application/json": "json", "application/x-ndjson": "ndjson"}.get(essence, "csv")


def received(request: Request, limit: int) -> bytes:
    data = request.body
    coded = request.headers.get("content-encoding")
    try:
        data = data if coded is None else coding.decode(data, coded, limit)
    except coding.CodingError:
        raise incomplete() from None
    if request.oversized or len(data) > limit:
        words = f"The provided payload reached the size limit. The maximum accepted payload size is {size_text(limit)}."
        raise MeiliError("payload_too_large", words)
    if request.truncated:
        raise incomplete()
    return data


def incomplete() -> MeiliError:
    return MeiliError("bad_request", "The provided payload is incomplete and cannot be parsed")


def size_text(limit: int) -> str:
    """A size in its largest fitting unit: binary ones for a multiple of 1024, decimal ones otherwise (`10 MiB`, `100 MB`, `3 B`)."""
    base, units = (1024, ("B", "KiB", "MiB", "GiB", "TiB")) if limit % 1024 == 0 else (1000, ("B", "KB", "MB", "GB", "TB"))
    power = 0
    while power + 1 < len(units) and limit >= base ** (power + 1):
        power += 1
    return f"{jsontext.display_f64(limit / base**power)} {units[power]}"


def shortened(words: str) -> str:
    raw = words.encode()
    if len(raw) <= PREFIX + SUFFIX + 3:
        return words
    return (raw[:PREFIX] + b"..." + raw[-SUFFIX:]).decode(errors="replace")


def read_readily(kind: str, data: bytes, delimiter: str) -> Documents | None:
    """The documents; None where only the careful readers can tell, which may leave `Broken` values."""
    if kind == "csv":
        return tuple(read_csv(data, delimiter))
    if kind == "ndjson":
        values = jsontext.quick_lines(data)
    elif data.lstrip(BLANKS)[:1] == b"{":
        return (jsontext.rewritten(jsontext.loads(data)),)
    else:
        values = jsontext.quick(data)
    return tuple(values) if isinstance(values, list) and all(type(item) is dict for item in values) else None


remembered = lru_cache(maxsize=REMEMBERED)(read_readily)


def json_array(data: bytes) -> list[dict[str, Any]]:
    """An array of objects, read without care for what follows it."""
    start = len(data) - len(data.lstrip(BLANKS))
    if data[start : start + 1] == b"[":
        return rawjson.array(data, start)
    scanner = rawjson.RawScanner(data)
    scanner.value(0)
    raise ScalarPayloadError("", 0, 0)


class ScalarPayloadError(JsonError):
    """A scalar at the top: the one fault whose place the server does not tell."""

    def __str__(self) -> str:
        return "data are neither an object nor a list of objects"


def first_broken(documents: Documents) -> BrokenField | None:
    """Takes the place holders of broken values out again. Only the careful readers leave any."""
    first = None
    for position, document in enumerate(documents):
        for field, value in document.items():
            if type(value) is rawjson.Broken:
                first = first or BrokenField(position, field, value.error)
                document[field] = None
    return first
