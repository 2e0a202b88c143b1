"""The tool `_meiliSearchInIndex` as a language model is told of it: the indexes that may be searched, what they hold, how to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meilifake.engine.chat_settings import complete
from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.patterns import Match, filterable, match_rule
from meilifake.engine.index.values import column
from meilifake.engine.search import filters, foreign
from meilifake.engine.search.facets.distribution import leveled, most_counted
from meilifake.engine.state import State
from meilifake.errors.base import Broken, MeiliError

SEARCH_TOOL = "_meiliSearchInIndex"
MOST_VALUES = 10
"""Values shown of each facet."""
OLD_MODELS = ("gpt-3.5", "gpt-4", "gpt-4.1", "gpt-4.5", "gpt-4o", "chatgpt-4o")
"""OpenAI models that know no `developer`: themselves and what follows them with a hyphen."""


def system_message(settings: Mapping[str, Any], model: str) -> dict[str, Any]:
    """The first message of every conversation. Newer models of OpenAI are spoken to as by their developer."""
    old = any(model == name or model.startswith(f"{name}-") for name in OLD_MODELS)
    developer = settings["source"] in ("openAi", "azureOpenAi") and not old
    return {"role": "developer" if developer else "system", "content": settings["prompts"]["system"]}


def search_tool(state: State, prompts: Mapping[str, str], allows: Callable[[str], bool], rule: Callable[[str], Any]) -> dict[str, Any]:
    """Parameters: `allows`, whether the caller may search an index; `rule`, the filter that his token imposes on it.

    Raises Broken where the server crashes over an index: a rule that does not hold there, a facet that cannot be counted.
    """
    uids = [uid for uid in sorted(state.indexes, key=str.encode) if allows(uid)]
    described, filterings = prompts["searchDescription"], prompts["searchFilterParam"]
    for uid in uids:
        index = state.index(uid)
        described += f"\n\n - {uid}: {complete(index.settings.chat)['description']}\n\n"
        filterings += f"\n## Facet distributions of the {uid} index\n{facets(index, seen(state, uid, rule(uid)))}\n"
    strings = {"index_uid": prompts["searchIndexUidParam"], "q": prompts["searchQParam"], "filter": filterings}
    properties: dict[str, Any] = {name: {"type": "string", "description": text} for name, text in strings.items()}
    properties["index_uid"] = {"type": "string", "enum": uids, "description": strings["index_uid"]}
    parameters = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    function = {"name": SEARCH_TOOL, "description": described, "parameters": parameters, "strict": True}
    return {"type": "function", "function": function}


def seen(state: State, uid: str, rule: Any) -> int:
    """The documents of an index that the caller's token lets him see."""
    index = state.index(uid)
    universe = index.documents.bits
    try:
        condition = None if rule is None else filters.parse(rule)
        if condition is None:
            return universe
        return filters.evaluate(index, foreign.resolve(state, uid, condition), universe)
    except MeiliError:
        raise Broken from None


def facets(index: Index, universe: int) -> str:
    """A line for each field that some rule of `filterableAttributes` names, with its most frequent values."""
    rules = index.settings.filterable_attributes
    names = sorted(name for name in known_fields(index) if any(match_rule(rule, name) is Match.MATCH for rule in rules))
    if not all(filterable(index.settings, name) for name in names):
        raise Broken
    lines = ""
    for name in names:
        values = ", ".join(most_counted(column(index, name), universe, MOST_VALUES, leveled(index, name)))
        lines += f"{name}: {values}{'.' if values else ''}\n"
    return lines
