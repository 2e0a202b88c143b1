"""The refusals of a JSON body, in the order in which the server makes them (guide http-surface, 3.1 and 3.2)."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.wire.body import read_json
from meilifake.wire.message import Request

TYPE = {"content-type": "application/json"}
ACCEPTED = "Accepted values for the Content-Type header are: `application/json`"


def read(body: bytes, headers: dict[str, str] | None = None, limit: int = 1000, **flags: bool) -> Any:
    return read_json(Request("POST", "/", headers=TYPE if headers is None else headers, body=body, **flags), limit)


def refused(body: bytes, headers: dict[str, str] | None = None, limit: int = 1000, **flags: bool) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        read(body, headers, limit, **flags)
    return caught.value.code, caught.value.message


@pytest.mark.parametrize("given", ["application/json", "text/json", "application/problem+json; charset=utf-8", "APPLICATION/JSON;"])
def test_any_json_type_will_do(given: str) -> None:
    assert read(b"[1]", {"content-type": given}) == [1]


def test_the_content_type_comes_first() -> None:
    assert refused(b"", {}) == ("missing_content_type", f"A Content-Type header is missing. {ACCEPTED}")
    assert refused(b"", {"content-type": ""}) == ("invalid_content_type", f"The Content-Type `` is invalid. {ACCEPTED}")
    wrong = {"content-type": "text/plain; a=b"}
    assert refused(b"", wrong) == ("invalid_content_type", f"The Content-Type `text/plain; a=b` is invalid. {ACCEPTED}")
    assert refused(b"", {"content-type": "a/é+json"})[1].startswith("The Content-Type `unknown` is")


def test_syntax() -> None:
    assert refused(b"") == ("missing_payload", "A json payload is missing.")
    words = "The json payload provided is malformed. `EOF while parsing a value at line 1 column 1`."
    assert refused(b" ") == ("malformed_payload", words)


def test_a_declared_length_above_the_limit_is_an_internal_error() -> None:
    declared = TYPE | {"content-length": "1001"}
    assert refused(b"", declared) == ("internal", "JSON payload (1001 bytes) is larger than allowed (limit: 1000 bytes).")


def test_an_undeclared_one_is_not() -> None:
    words = "JSON payload has exceeded limit (10 bytes)."
    assert refused(b"[1,2,3,4,5,6]", limit=10) == ("payload_too_large", words)
    assert refused(b"[", limit=10, oversized=True) == ("payload_too_large", words)


def test_the_limit_is_that_of_the_decoded_body() -> None:
    coded = TYPE | {"content-encoding": "gzip"}
    assert refused(gzip.compress(b"[" + b" " * 2000 + b"]"), coded)[0] == "payload_too_large"
    assert read(gzip.compress(b"[1]"), coded) == [1]


def test_what_cannot_be_read() -> None:
    start = "Error that occur during reading payload: payload reached EOF before completing: "
    assert refused(b"[1", truncated=True) == ("bad_request", f"{start}None")
    bad = 'Some(Custom { kind: InvalidInput, error: "invalid gzip header" })'
    assert refused(b"hello world", TYPE | {"content-encoding": "gzip"}) == ("bad_request", start + bad)


def test_a_body_cut_short_is_not_unpacked() -> None:
    assert refused(gzip.compress(b"{}")[:-3], TYPE | {"content-encoding": "gzip"}, truncated=True)[1].endswith("before completing: None")
