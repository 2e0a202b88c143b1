"""The language model behind the conversations of one fake: what it will say, given by a test, and what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from meilifake.app import chat_answers
from meilifake.app.chat_answers import Answer, Chunks, Failure, ToolCall
from meilifake.engine.chat_model import ModelAnswer, ModelRequest
from meilifake.engine.engine import Engine
from meilifake.errors.base import Unsupported

Reply = Callable[[ModelRequest], Any]


class Chats:
    """Without a script the model is out of reach, and every conversation ends with that error.

    An answer is a text; what `search`, `call`, `error` or `chunks` make; a list of texts and calls; or a callable that is given the
    request and returns one of these.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.requests: list[ModelRequest] = []
        """What the model was asked, oldest first: `.url`, `.headers`, `.body`; `.json`, `.messages`, `.tools`."""
        self._next: list[Answer | Reply] = []
        self._always: Answer | Reply | None = None

    def reply(self, answer: Any) -> None:
        """Every request to the model is answered like this, once the script (if there is one) is used up. Raises ValueError."""
        self._always = readied(answer)
        self.engine.model = self._ask

    def script(self, answers: Iterable[Any]) -> None:
        """The next requests to the model are answered by these, one each; a search takes one request, and what comes of it the next.

        Raises ValueError. A request beyond the script is answered 501, unless there is a `reply`.
        """
        self._next = [readied(answer) for answer in answers]
        self.engine.model = self._ask

    def clear(self) -> None:
        """Out of reach again, and nothing asked."""
        self.requests.clear()
        self._next, self._always, self.engine.model = [], None, None

    def search(self, index_uid: str, q: str | None = "", filter: str | None = None) -> ToolCall:
        """An answer: the model calls `_meiliSearchInIndex`."""
        return chat_answers.search(index_uid, q, filter)

    def call(self, name: str, arguments: Any) -> ToolCall:
        """An answer: the model calls a function, with arguments as a JSON value or as a text, good or bad."""
        return chat_answers.call(name, arguments)

    def error(self, message: str, type: str = "server_error", code: str | None = None, param: str | None = None) -> Failure:
        """An answer: the model's provider refuses."""
        return chat_answers.failure(message, type, code, param)

    def chunks(self, events: Iterable[Any], *, done: bool = True) -> Chunks:
        """An answer to the letter: the events of the model's stream, JSON values or texts. `done`: whether `[DONE]` ends it."""
        return Chunks(list(events), done)

    def _ask(self, request: ModelRequest) -> ModelAnswer:
        self.requests.append(request)
        answer = self._next.pop(0) if self._next else self._always
        if answer is None:
            raise Unsupported("a language model with more to say than its script (see `chats.script` and `chats.reply`)")
        if callable(answer):
            answer = chat_answers.read(answer(request))
        moment = int(self.engine.now().timestamp())
        return chat_answers.spoken(answer, request.json["model"], moment, self.engine.ids)


def readied(answer: Any) -> Answer | Reply:
    return answer if callable(answer) else chat_answers.read(answer)
