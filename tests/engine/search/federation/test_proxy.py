"""Attempts at other servers and the words for their trouble, as captured from a real v1.50.0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from meilifake.engine.outbound import AddressRefused, Incoming, Outgoing, refused
from meilifake.engine.search.federation.proxy import ask
from meilifake.errors.base import MeiliError

REMOTES = {"one": {"url": "http://one.test/below", "searchApiKey": "k"}, "two": {"url": "https://two.test:77"}}


class Line:
    """Answers each URL as planned, the last answer for ever."""

    def __init__(self, **plans: list[Incoming | OSError]) -> None:
        self.plans = plans
        self.rounds: list[list[Outgoing]] = []

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        self.rounds.append(list(requests))
        return [self.answer(request.url.partition("//")[2].partition(".")[0]) for request in requests]

    def answer(self, name: str) -> Incoming | OSError:
        plan = self.plans[name]
        return plan.pop(0) if len(plan) > 1 else plan[0]

    def pause(self, seconds: float) -> None:
        raise AssertionError("the server pauses for nanoseconds")


def good(body: bytes = b"[1]") -> Incoming:
    return Incoming(200, {}, body)


def first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else None


def test_all_are_asked_at_once_and_answers_come_by_name() -> None:
    line = Line(two=[good(b"[2]")], one=[good()])
    assert ask(line, REMOTES, "/multi-search", {"two": {}, "one": {"a": 1}}, first, metadata=True) == {"one": 1, "two": 2}
    ((one, two),) = line.rounds
    assert (one.method, one.url, one.body, one.timeout) == ("POST", "http://one.test/multi-search", b'{"a":1}', 25.0)
    assert one.headers == {
        "content-type": "application/json",
        "authorization": "Bearer k",
        "meili-proxy-search": "true",
        "meili-include-metadata": "true",
    }
    assert (two.url, "authorization" in two.headers) == ("https://two.test:77/multi-search", False)


def test_only_who_failed_is_asked_again() -> None:
    line = Line(one=[refused(), Incoming(500, {}, b""), good(b"oops"), good()], two=[good(b"[2]")])
    assert ask(line, REMOTES, "/x", {"one": {}, "two": {}}, first) == {"one": 1, "two": 2}
    assert [len(requests) for requests in line.rounds] == [2, 1, 1, 1]


@pytest.mark.parametrize(
    ("answer", "code", "words", "attempts"),
    [
        (refused(), "remote_could_not_send_request", "error sending request", 4),
        (AddressRefused(literal=True), "remote_could_not_send_request", "Rejected IP", 4),
        (AddressRefused(literal=False), "remote_could_not_send_request", "error sending request", 4),
        (TimeoutError(), "remote_timeout", "remote host did not answer before the deadline", 1),
        (
            Incoming(401, {}, b"x"),
            "remote_invalid_api_key",
            "could not authenticate against the remote host\n  - hint: check that the remote instance was registered with a valid API key"
            " having the `search` action",
            1,
        ),
        (
            Incoming(404, {}, b"not \xff json"),
            "remote_bad_request",
            "remote host responded with code 404:\n  - response from remote: not � json\n  - hint: check that the remote instance has the"
            " correct index configuration for that request\n  - hint: check that the `network` experimental feature is enabled on the"
            " remote instance",
            1,
        ),
        (
            Incoming(503, {}, b'{"a": 1.0}'),
            "remote_remote_error",
            'remote host responded with code 503:\n  - response from remote: {"a":1.0}',
            4,
        ),
        (
            Incoming(302, {}, b"q"),
            "remote_bad_response",
            "could not parse response from the remote host as a federated search response:\n  - response from remote: q\n  - hint: check"
            " that the remote instance is a Meilisearch instance running the same version",
            4,
        ),
    ],
)
def test_trouble(answer: Incoming | OSError, code: str, words: str, attempts: int) -> None:
    line = Line(one=[answer])
    error = ask(line, REMOTES, "/x", {"one": {}}, first)["one"]
    assert isinstance(error, MeiliError)
    assert (error.code, error.message, len(line.rounds)) == (code, words, attempts)


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("mailto:x", "invalid_network_url", "Invalid remote url: scheme missing"),
        ("ftp://127.0.0.1", "remote_could_not_send_request", "builder error"),
    ],
)
def test_urls_that_are_none_of_a_server(url: str, code: str, words: str) -> None:
    line = Line()
    error = ask(line, {"one": {"url": url}}, "/x", {"one": {}}, first)["one"]
    assert isinstance(error, MeiliError)
    assert (error.code, error.message, line.rounds) == (code, words, [])
