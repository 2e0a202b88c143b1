"""Chat workspaces' settings and completion requests as they are submitted (guide http-surface, 29)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from meilifake.errors.base import MeiliError
from meilifake.schema.base import Code, WireModel, parse_model
from meilifake.wire.body import malformed
from meilifake.wire.jsonscan import Scanner
from meilifake.wire.jsontext import JsonError, loads
from meilifake.wire.rusttext import unexpected


class Prompts(WireModel):
    system: Annotated[str | None, Code("invalid_chat_completion_system_prompt")] = None
    search_description: Annotated[str | None, Code("invalid_chat_completion_search_description_prompt")] = None
    search_q_param: Annotated[str | None, Code("invalid_chat_completion_search_query_param_prompt")] = None
    search_filter_param: Annotated[str | None, Code("invalid_chat_completion_search_filter_param_prompt")] = None
    search_index_uid_param: Annotated[str | None, Code("invalid_chat_completion_search_index_uid_param_prompt")] = None


class Workspace(WireModel):
    source: Literal["openAi", "mistral", "azureOpenAi", "vLlm"] | None = None
    org_id: Annotated[str | None, Code("invalid_chat_completion_org_id")] = None
    project_id: Annotated[str | None, Code("invalid_chat_completion_project_id")] = None
    api_version: Annotated[str | None, Code("invalid_chat_completion_api_version")] = None
    deployment_id: Annotated[str | None, Code("invalid_chat_completion_deployment_id")] = None
    base_url: Annotated[str | None, Code("invalid_chat_completion_base_api")] = None
    api_key: Annotated[str | None, Code("invalid_chat_completion_api_key")] = None
    prompts: Prompts | None = None


def workspace(value: Any) -> dict[str, Any]:
    """The keys that were sent, nulls included. Raises MeiliError."""
    return parse_model(Workspace, value).model_dump(by_alias=True, exclude_unset=True)


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion request, which plain serde reads. Only what the server looks at before it calls a model is kept."""

    choices: int | None
    stream: bool
    tools: tuple[str, ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises missing_payload, malformed_payload, bad_request."""
        try:
            value = loads(data)
        except JsonError as error:
            raise malformed(data, error) from None
        scanner = Scanner(data)
        if not isinstance(value, dict):
            if scanner.skip_space() != 0x5B:
                scanner.value(0)
            words = f"invalid type: {unexpected(value)}, expected struct CreateChatCompletionRequest"
            raise MeiliError("bad_request", f"Json deserialize error: {scanner.error(words)}")
        scanner.value(0)
        for name in ("messages", "model"):
            if name not in value:
                raise MeiliError("bad_request", f"Json deserialize error: {scanner.error(f'missing field `{name}`')}")
        tools = tuple(tool.get("function", {}).get("name", "") for tool in value.get("tools") or () if isinstance(tool, dict))
        return cls(value.get("n"), value.get("stream") is True, tools)
