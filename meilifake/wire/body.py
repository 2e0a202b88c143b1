"""JSON bodies: content type, size, coding, syntax, in the server's order and words (guide http-surface, 3.1 and 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from meilifake.errors.base import MeiliError
from meilifake.wire import coding, jsontext
from meilifake.wire.jsonscan import JsonError
from meilifake.wire.message import Request
from meilifake.wire.mime import parse_mime
from meilifake.wire.readers import Misfit
from meilifake.wire.words import listed

if TYPE_CHECKING:
    from meilifake.wire.structs import Struct

JSON_TYPES = ("application/json",)


def missing_content_type(accepted: Sequence[str]) -> MeiliError:
    words = f"A Content-Type header is missing. Accepted values for the Content-Type header are: {listed(accepted)}"
    return MeiliError("missing_content_type", words)


def invalid_content_type(given: str, accepted: Sequence[str]) -> MeiliError:
    words = f"The Content-Type `{given}` is invalid. Accepted values for the Content-Type header are: {listed(accepted)}"
    return MeiliError("invalid_content_type", words)


def read_json(request: Request, limit: int) -> Any:
    """The decoded JSON body. `limit`: bytes.

    Raises missing_content_type, invalid_content_type, internal, bad_request, payload_too_large, missing_payload, malformed_payload.
    """
    return parse_json(read_bytes(request, limit))


def parse_json(data: bytes) -> Any:
    """Raises missing_payload, malformed_payload."""
    try:
        return jsontext.loads(data)
    except JsonError as error:
        raise malformed(data, error) from None


def read_bytes(request: Request, limit: int) -> bytes:
    """The bytes of a JSON body, uncompressed. Raises as `read_json` up to the syntax."""
    headers = request.headers
    check_json_type(headers.get("content-type"))
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        # The real server means to answer 413 here and has no row for this case.
        raise MeiliError("internal", f"JSON payload ({int(declared)} bytes) is larger than allowed (limit: {limit} bytes).")
    data = request.body
    if "content-encoding" in headers:
        try:
            data = coding.decode(data, headers["content-encoding"], limit)
        except coding.CodingError as error:
            raise unreadable("None" if request.truncated else f"Some({error})") from None
    if request.oversized or len(data) > limit:
        raise MeiliError("payload_too_large", f"JSON payload has exceeded limit ({limit} bytes).")
    if request.truncated:
        raise unreadable("None")
    return data


def check_json_type(given: str | None) -> None:
    if given == "application/json":
        return
    if given is None:
        raise missing_content_type(JSON_TYPES)
    mime = parse_mime(given)
    if mime is None or "json" not in (mime.suffix, mime.subtype):
        raise invalid_content_type(given if given.isascii() else "unknown", JSON_TYPES)


def unreadable(cause: str) -> MeiliError:
    return MeiliError("bad_request", f"Error that occur during reading payload: payload reached EOF before completing: {cause}")


def malformed(data: bytes, error: JsonError) -> MeiliError:
    if not data:
        return MeiliError("missing_payload", "A json payload is missing.")
    return MeiliError("malformed_payload", f"The json payload provided is malformed. `{error}`.")


def read_struct(struct: Struct, data: bytes) -> dict[str, Any]:
    """The body of a route that plain serde reads. Raises missing_payload, malformed_payload, bad_request."""
    try:
        return struct.read(data)
    except Misfit as fault:
        raise MeiliError("bad_request", f"Json deserialize error: {fault}") from None
    except JsonError as fault:
        raise malformed(data, fault) from None
