"""The settings of chat workspaces (guide http-surface, 29)."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.chats import DEFAULTS, merged, workspace
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError


def test_merging() -> None:
    first = merged(None, {"orgId": "o", "prompts": {"system": "s", "searchQParam": "q"}})
    assert (first["orgId"], first["prompts"]["system"], first["prompts"]["searchQParam"]) == ("o", "s", "q")
    second = merged(first, {"orgId": None, "prompts": {"system": None}})
    assert second == {**DEFAULTS, "prompts": {**DEFAULTS["prompts"], "searchQParam": "q"}}
    assert merged(second, {"prompts": None}) == DEFAULTS


@pytest.mark.parametrize(
    ("submitted", "message"),
    [
        ({"source": "azureOpenAi", "baseUrl": "u"}, "azureOpenAi requires setting a valid `baseUrl`, `deploymentId`, and `apiVersion`"),
        ({"source": "vLlm"}, "vLlm requires setting a valid `baseUrl`"),
    ],
)
def test_what_a_source_lacks(submitted: dict[str, Any], message: str) -> None:
    with pytest.raises(MeiliError) as caught:
        merged(None, submitted)
    assert (caught.value.code, caught.value.message) == ("bad_request", message)


def test_unknown_workspaces() -> None:
    with pytest.raises(MeiliError, match=r"^Chat `w` not found$") as caught:
        workspace(State(), "w")
    assert caught.value.code == "chat_not_found"
