"""The language model behind a conversation, as the engine sees it: something that is asked, and answers with events."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from meilifake.engine.chat_provider import address
from meilifake.wire.jsontext import dumps, loads

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
"""What no header may hold."""


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What the server sends to the model: `body` to the byte."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return loads(self.body)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The conversation so far, the system's message first."""
        found: list[dict[str, Any]] = self.json["messages"]
        return found

    @property
    def tools(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json["tools"]
        return found


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What the model sends back: the data of its `events`, and whether `[DONE]` follows; or, when `body` is given, no stream but that."""

    events: Sequence[str] = field(default_factory=tuple)
    done: bool = True
    body: bytes | None = None


Model = Callable[[ModelRequest], ModelAnswer]


def request(settings: Mapping[str, Any], completion: Mapping[str, Any]) -> ModelRequest | None:
    """The call of a model; None for a header that cannot be sent, over which the server stumbles.

    Parameters: the settings of a workspace, and the fields of the request for a completion, in the server's order.
    """
    key = settings["apiKey"] or ""
    if settings["source"] == "azureOpenAi":
        headers = {"api-key": key}
    else:
        given = {"openai-organization": settings["orgId"], "openai-project": settings["projectId"]}
        headers = {name: value for name, value in given.items() if value}
        headers |= {"authorization": f"Bearer {key}", "openai-beta": "assistants=v2"}
    if any(CONTROL.search(value) for value in headers.values()):
        return None
    headers |= {"content-type": "application/json", "accept": "text/event-stream"}
    return ModelRequest(address(settings), headers, dumps(completion).encode())
