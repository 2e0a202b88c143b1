"""The script of a language model."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.app import chat_answers
from meilifake.app.chats import Chats
from meilifake.engine.chat_model import ModelAnswer, ModelRequest
from meilifake.errors.base import Unsupported
from meilifake.wire.jsontext import loads

REQUEST = ModelRequest("http://x", {}, b'{"model":"m","messages":[{"role":"user","content":"hi"}],"tools":[]}')


@pytest.fixture
def chats() -> Chats:
    return MeiliFake(seed=1).chats


def ask(chats: Chats) -> ModelAnswer:
    assert chats.engine.model is not None
    return chats.engine.model(REQUEST)


def text(answer: ModelAnswer) -> str:
    deltas = [loads(event.encode())["choices"][0]["delta"] for event in answer.events]
    return "".join(delta.get("content") or "" for delta in deltas)


def test_out_of_reach_unless_there_is_a_script(chats: Chats) -> None:
    assert chats.engine.model is None
    chats.reply("x")
    assert chats.engine.model is not None
    chats.clear()
    assert chats.engine.model is None


def test_a_script_comes_first_and_a_reply_after_it(chats: Chats) -> None:
    chats.script(["a", lambda request: request.messages[0]["content"]])
    chats.reply("c")
    assert [text(ask(chats)) for _ in range(4)] == ["a", "hi", "c", "c"]
    assert chats.requests == [REQUEST] * 4


def test_a_script_has_an_end(chats: Chats) -> None:
    chats.script(["a"])
    ask(chats)
    with pytest.raises(Unsupported):
        ask(chats)


def test_reset_forgets_it() -> None:
    fake = MeiliFake()
    fake.chats.reply("x")
    ask(fake.chats)
    fake.reset()
    assert (fake.engine.model, fake.chats.requests) == (None, [])


@pytest.mark.parametrize(
    ("form", "same"),
    [
        ("x", {"text": "x"}),
        (chat_answers.search("books", "fog"), {"search": {"index_uid": "books", "q": "fog"}}),
        (chat_answers.call("f", {"a": 1}), {"call": {"name": "f", "arguments": '{"a": 1}'}}),
        (chat_answers.failure("no", code="c"), {"error": {"message": "no", "code": "c"}}),
        (chat_answers.failure("no"), {"error": "no"}),
        (["x", chat_answers.search("a")], ["x", {"search": {"index_uid": "a"}}]),
        (chat_answers.Chunks([{"a": 1}]), {"chunks": [{"a": 1}]}),
    ],
)
def test_every_answer_has_a_form_in_json(form: Any, same: Any) -> None:
    assert chat_answers.read(form) == chat_answers.read(same)


@pytest.mark.parametrize("value", [1, None, {}, {"other": 1}, {"text": "a", "error": "b"}, ["a", {"error": "b"}], [1]])
def test_what_is_no_answer(value: Any) -> None:
    with pytest.raises(ValueError, match="answer"):
        chat_answers.read(value)
