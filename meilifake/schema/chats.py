"""Chat workspaces' settings as they are submitted (guide http-surface, 29)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from meilifake.schema.base import Code, WireModel, parse_model


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
