"""Document payloads from header to documents (guide http-surface, 3.3)."""

from __future__ import annotations

import gzip

import pytest

from meilifake.errors.base import MeiliError
from meilifake.wire.message import Request
from meilifake.wire.payload import MOST_BYTES, Payload, read_documents, shortened, size_text

JSON, NDJSON, CSV = "application/json", "application/x-ndjson", "text/csv"
ACCEPTED = "`application/json`, `application/x-ndjson`, `text/csv`"
START = "The `{}` payload provided is malformed. `Couldn't serialize document value: "


def read(kind: str | None, body: bytes, delimiter: str | None = None, limit: int = 1000, **flags: bool) -> Payload:
    headers = {} if kind is None else {"content-type": kind}
    return read_documents(Request("POST", "/", headers=headers, body=body, **flags), delimiter, limit)


def refused(kind: str | None, body: bytes, delimiter: str | None = None, limit: int = 1000, **flags: bool) -> tuple[str, str]:
    with pytest.raises(MeiliError) as caught:
        read(kind, body, delimiter, limit, **flags)
    return caught.value.code, caught.value.message


@pytest.mark.parametrize(
    ("kind", "body", "documents"),
    [
        (JSON, b' [{"id":1}]', [{"id": 1}]),
        (JSON, b'[{"id":1}] x', [{"id": 1}]),
        (JSON, b'{"id":1}', [{"id": 1}]),
        (JSON, b"[]", []),
        ("Application/JSON; charset=utf-8", b"[]", []),
        (NDJSON, b'{"id":1}\n\n{"id":2}', [{"id": 1}, {"id": 2}]),
        (NDJSON, b'{"id":1}{"id":2}', [{"id": 1}, {"id": 2}]),
        (NDJSON, b" \n", []),
        (CSV, b"id\n1", [{"id": "1"}]),
        (CSV, b" ", []),
    ],
)
def test_documents(kind: str, body: bytes, documents: list[dict[str, object]]) -> None:
    assert read(kind, body) == Payload(tuple(documents), len(body), lines=body if "ndjson" in kind else None)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (None, f"A Content-Type header is missing. Accepted values for the Content-Type header are: {ACCEPTED}"),
        ("text/json", f"The Content-Type `text/json` is invalid. Accepted values for the Content-Type header are: {ACCEPTED}"),
        (
            "application/problem+json; a=b",
            f"The Content-Type `application/problem` is invalid. Accepted values for the Content-Type header are: {ACCEPTED}",
        ),
        # A header comes as latin-1 text; the server shows its bytes.
        ("a/Ã©", f"The Content-Type `a/é` is invalid. Accepted values for the Content-Type header are: {ACCEPTED}"),
        ("json", f"The Content-Type `json` is invalid. Accepted values for the Content-Type header are: {ACCEPTED}"),
    ],
)
def test_content_types(kind: str | None, message: str) -> None:
    assert refused(kind, b"")[1] == message


def test_a_delimiter_is_for_csv_alone() -> None:
    words = "The Content-Type `application/json` does not support the use of a csv delimiter."
    words += " The csv delimiter can only be used with the Content-Type `text/csv`."
    assert refused(JSON, b"", ";") == ("invalid_content_type", words)
    assert read(CSV, b"id;a\n1;2", ";").documents == ({"id": "1", "a": "2"},)


@pytest.mark.parametrize(("kind", "name"), [(JSON, "json"), (NDJSON, "ndjson"), (CSV, "csv")])
def test_an_empty_body(kind: str, name: str) -> None:
    assert refused(kind, b"") == ("missing_payload", f"A {name} payload is missing.")


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (JSON, b" ", "EOF while parsing a value at line 1 column 1"),
        (JSON, b'"a"', "data are neither an object nor a list of objects"),
        (JSON, b"3 x", "data are neither an object nor a list of objects"),
        (JSON, b'"a', "EOF while parsing a string at line 1 column 2"),
        (JSON, b'{"id":1} x', "trailing characters at line 1 column 10"),
        (JSON, b'{"id":1e400}', "number out of range at line 1 column 11"),
        (NDJSON, b"{", "EOF while parsing an object at line 1 column 1"),
    ],
)
def test_malformed(kind: str, body: bytes, words: str) -> None:
    name = "json" if kind == JSON else "ndjson"
    assert refused(kind, body) == ("malformed_payload", f"{START.format(name)}{words}`.")


def test_an_element_that_is_no_object_is_an_internal_error() -> None:
    assert refused(JSON, b"[1]") == ("internal", "invalid type: integer `1`, expected a map at line 1 column 1")


def test_malformed_csv_has_its_own_punctuation() -> None:
    code, words = refused(CSV, b"b:boolean\nx")
    assert code == "malformed_payload"
    assert (
        words
        == 'The `csv` payload provided is malformed: `Error parsing boolean "x" at line 1: provided string was not `true` or `false``.'
    )


def test_the_first_value_that_will_break_the_task_is_told() -> None:
    payload = read(JSON, b'[{"id":1},{"id":2,"a":1e400,"b":"\\ud800"}]')
    assert payload.documents == ({"id": 1}, {"id": 2, "a": None, "b": None})
    assert payload.broken is not None
    assert (payload.broken.position, payload.broken.field, str(payload.broken.error)) == (1, "a", "number out of range at line 1 column 5")


def test_sizes_and_broken_transfers() -> None:
    words = "The provided payload reached the size limit. The maximum accepted payload size is 10 B."
    assert refused(JSON, b"[            ]", limit=10) == ("payload_too_large", words)
    incomplete = ("bad_request", "The provided payload is incomplete and cannot be parsed")
    assert refused(JSON, b"[", truncated=True) == incomplete
    coded = Request("POST", "/", headers={"content-type": JSON, "content-encoding": "gzip"}, body=gzip.compress(b"[]")[:-1])
    with pytest.raises(MeiliError) as caught:
        read_documents(coded, None, 1000)
    assert (caught.value.code, caught.value.message) == incomplete


@pytest.mark.parametrize(
    ("limit", "text"), [(3, "3 B"), (100_000_000, "100 MB"), (10 * 2**20, "10 MiB"), (1500, "1.5 KB"), (1536, "1.536 KB"), (2048, "2 KiB")]
)
def test_size_texts(limit: int, text: str) -> None:
    assert size_text(limit) == text


def test_long_words_lose_their_middle() -> None:
    assert shortened("x" * 138) == "x" * 138
    assert shortened("a" * 60 + "b" * 90) == "a" * 50 + "..." + "b" * 85


def test_a_body_sent_again_is_read_once_unless_it_is_large() -> None:
    def again(body: bytes) -> bool:
        first, second = (read(JSON, bytes(bytearray(body)), limit=2 * MOST_BYTES).documents for _ in range(2))
        assert first == second
        return first[0] is second[0]

    assert again(b'[{"id":1,"tags":["a"]}]')
    assert not again(b'[{"id":1}' + b" " * MOST_BYTES + b"]")


def test_a_value_that_breaks_its_task_does_so_each_time() -> None:
    for _ in range(2):
        broken = read(JSON, b'[{"id":1,"n":1e999}]').broken
        assert broken is not None
        assert str(broken.error) == "number out of range at line 1 column 5"
