"""Attempts, their pauses, and the words for what went wrong: all of them captured from a real v1.50.0."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest

from meilifake import MeiliFake
from meilifake.engine.operations.transfer import Patience, Target, failure, pretty, uri_fault, words
from meilifake.engine.outbound import AddressRefused, Incoming, Outgoing, refused
from meilifake.errors.base import MeiliError

BUSY = Incoming(503, {}, b'{"message":"busy","code":"c","type":"system","link":"l"}')


class Line:
    """Answers as planned, the last one for ever; notes the pauses."""

    def __init__(self, *answers: Incoming | OSError) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.pauses: list[float] = []

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        self.asked += 1
        return [self.answers.pop(0) if len(self.answers) > 1 else self.answers[0] for _ in requests]

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def target(line: Line, url: str = "http://target.test") -> Target:
    engine = MeiliFake().engine
    engine.outbound = line
    return Target(engine, url, None)


def test_trouble_that_passes_costs_pauses_only() -> None:
    line = Line(BUSY, refused(), Incoming(200, {}, b""))
    assert target(line).has("a")
    assert line.pauses == [0.5, 0.75]


def test_after_a_quarter_of_an_hour_the_last_answer_is_the_error() -> None:
    line = Line(BUSY)
    with pytest.raises(MeiliError, match=r"remote server c \(system\): busy <l>"):
        target(line).has("a")
    assert line.asked == 25
    assert max(line.pauses) == 60.0
    assert sum(line.pauses) <= 900.0


def test_timeouts_count_as_time() -> None:
    line = Line(TimeoutError())
    with pytest.raises(MeiliError, match="timeout: global"):
        target(line).has("a")
    assert line.asked < 25


def test_other_refusals_are_final() -> None:
    line = Line(Incoming(418, {}, b""))
    with pytest.raises(MeiliError, match="EOF while parsing"):
        target(line).create("a", None)
    assert line.asked == 1
    assert Patience().after(Incoming(400, {}, b"")) is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"no json", "json: expected ident at line 1 column 2"),
        (b"", "json: EOF while parsing a value at line 1 column 0"),
        (b"{}", "json: missing field `message` at line 1 column 2"),
        (b'{"message":"a","code":"b","type":"c"}', "json: missing field `link` at line 1 column 37"),
    ],
)
def test_answers_that_are_no_errors_of_a_server(body: bytes, message: str) -> None:
    found = failure(Incoming(400, {}, body))
    assert (found.code, found.message, found.said) == ("internal", message, None)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (refused(), "Connection refused"),
        (TimeoutError("read"), "timeout: global"),
        (AddressRefused(literal=True), "bad uri: Rejected URI"),
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "failed to lookup address information: Name or service not known",
        ),
        (ConnectionError("what a sender says"), "what a sender says"),
    ],
)
def test_the_words_of_failures(error: OSError, message: str) -> None:
    assert words(error) == message


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "bad uri: /indexes/a is missing scheme"),
        ("zz", "http: invalid format"),
        ("ftp://127.0.0.1", "bad uri: unknown scheme: ftp"),
    ],
)
def test_urls_that_nothing_can_be_sent_to(url: str, message: str) -> None:
    line = Line(Incoming(200, {}, b""))
    with pytest.raises(MeiliError) as caught:
        target(line, url).has("a")
    assert (caught.value.message, line.asked) == (message, 0)
    assert uri_fault("HTTPS://x") is None


def test_pretty_json() -> None:
    assert pretty({"a": [1, {"b": 1.0}], "c": {}, "d": [], "é": None}) == (
        '{\n  "a": [\n    1,\n    {\n      "b": 1.0\n    }\n  ],\n  "c": {},\n  "d": [],\n  "é": null\n}'
    )


def test_indexes_are_created_at_the_root_of_the_host() -> None:
    sent: list[str] = []

    class Ear(Line):
        def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
            sent.extend(f"{request.method} {request.url}" for request in requests)
            return [Incoming(202, {}, b"{}") for _ in requests]

    there = target(Ear(refused()), "http://target.test/below/")
    there.create("a", "id")
    there.configure("a", {})
    assert sent == ["POST http://target.test/indexes", "PATCH http://target.test/below//indexes/a/settings"]
