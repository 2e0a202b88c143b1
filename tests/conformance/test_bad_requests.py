"""`conformance bad-requests`: a few requests through each door, and that every kind of failure is seen."""

from __future__ import annotations

import logging
import socket
from random import Random
from types import SimpleNamespace

import pytest

from meilifake import MeiliFake
from meilifake.conformance.bad_requests import Result, Trial, reported, run
from meilifake.conformance.cli import main
from meilifake.conformance.nonsense import doors
from meilifake.conformance.nonsense.doors import Answer, Hang, SocketDoor, TransportDoor, parsed
from meilifake.conformance.nonsense.generator import Generator, Keys, Raw
from meilifake.wire.message import Request

ASKED = Raw("GET", b"/health", [], b"", None)


class Stub:
    """A door with one answer; `deed` is done before it is given."""

    def __init__(self, answer, deed=lambda: None):
        self.answer, self.deed = answer, deed

    def send(self, raw):
        self.deed()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self):
        pass


def judged(answer, deed=lambda trial: None):
    """What is reported of one request that is so answered."""
    result = Result()
    trial = Trial(None, 1, False, result)
    trial.door = Stub(answer, lambda: deed(trial))
    trial.run(1)
    return result


@pytest.mark.parametrize("through_socket", [False, True])
def test_nothing_breaks_through_either_door(through_socket):
    result = run(150, 3, through_socket=through_socket)
    assert result.broken == []
    assert result.sent + result.unsent == 150
    assert len(result.statuses) > 5


def test_a_500_of_its_own_is_reported_and_one_of_the_real_server_is_not():
    assert "500: boom" in judged(Answer(500, b'{"message":"boom"}')).broken[0]
    assert not judged(Answer(500, b'{"message":"invalid type: integer `1`, expected a map"}')).broken


def test_a_traceback_in_the_log_is_reported():
    result = judged(Answer(400), lambda trial: logging.getLogger("meilifake").error("went wrong"))
    assert "a traceback: went wrong" in result.broken[0]


def test_a_change_by_a_refused_request_is_reported():
    result = judged(Answer(400), lambda trial: trial.census.read("/indexes/books/documents", "POST", b'[{"id":77}]'))
    assert "400, and yet changed: " in result.broken[0]
    assert "/indexes/books/documents" in result.broken[0]


def test_a_change_with_a_task_is_none():
    result = judged(Answer(202, b'{"taskUid":1}'), lambda trial: trial.census.read("/indexes/new", "DELETE"))
    assert (result.broken, result.tasks) == ([], 1)


def test_a_closed_connection_is_reported_for_whole_requests_only():
    assert "closed without an answer" in judged(Answer(0)).broken[0]
    assert not judged(Answer(0, asked=False)).broken


def test_an_exchange_that_breaks_off_in_process_is_a_closed_connection():
    fake = MeiliFake()
    body = b'{"model":"m","stream":true,"messages":[{"role":"user","content":"x"}]}'
    fake.process(Request("PATCH", "/experimental-features", "", {"content-type": "application/json"}, b'{"chatCompletions":true}'))
    fake.process(Request("PATCH", "/chats/c/settings", "", {"content-type": "application/json"}, b"{}"))
    asked = Raw("POST", b"/chats/c/chat/completions", [(b"content-type", b"application/json")], body, None)
    assert TransportDoor(fake).send(asked) == Answer(0)


def test_no_answer_is_reported():
    assert judged(Hang()).broken[0].startswith("no answer")


def test_a_server_that_is_silent_hangs(monkeypatch):
    monkeypatch.setattr(doors, "PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        live = SimpleNamespace(host="127.0.0.1", port=silent.getsockname()[1], start=lambda: None, stop=lambda: None)
        door = SocketDoor(SimpleNamespace(serve=lambda port: live), 1)
        with pytest.raises(Hang):
            door.send(ASKED)


def test_the_answer_after_a_100_counts():
    assert parsed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", True) == Answer(204, b"", True)
    assert parsed(b"", False).status == 0


def test_the_same_seed_gives_the_same_requests():
    first, second = (Generator(Random(5), Keys("m", "s", "u")) for _ in range(2))
    assert [first.request() for _ in range(50)] == [second.request() for _ in range(50)]


def test_broken_is_told_by_the_exit_code(capsys, monkeypatch):
    assert main(["bad-requests", "--count", "4", "--transport"]) == 0
    assert "; 0 broken" in capsys.readouterr().out
    monkeypatch.setattr("meilifake.conformance.bad_requests.faults", lambda *_: ["odd"])
    said = []
    assert reported(2, 1, (False,), said.append) == 1
    assert "odd" in said[0]
