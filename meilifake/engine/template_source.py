"""Where `/render-template` takes its template from: a kind's parameters, its checks in the server's order, and what it finds
(guide http-surface, 28)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from meilifake.engine.chat_settings import complete
from meilifake.engine.embedders.templates import document_template, has_fragments, indexing_fragments, search_fragments
from meilifake.engine.features import require
from meilifake.engine.index.index import Index
from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.fragment import FragmentFault, check_strings
from meilifake.engine.liquid.template import parse
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError

CODE = "invalid_render_template"
Parameters = Mapping[str, Any]
"""By snake-case name, as the messages have them; None for what is not given."""


class Found(NamedTuple):
    """`text` says whether the template is a document's, not a fragment."""

    template: Any
    text: bool


class Kind(NamedTuple):
    """`gate`: a feature and what needs it. `checks`: parameters that must (+) or must not (-) be given, in order."""

    checks: str
    find: Callable[[Index, Parameters], Any] | None = None
    gate: tuple[str, str] | None = None
    text: bool = False


def embedder_template(index: Index, given: Parameters) -> str:
    template = document_template(embedder_of(index, given))
    if template is None:
        raise wrong(f"embedder `{given['embedder']}` in index `{given['index_uid']}` does not use a document template.")
    return template


def chat_template(index: Index, given: Parameters) -> str:
    return str(complete(index.settings.chat)["documentTemplate"])


def indexing_fragment(index: Index, given: Parameters) -> Any:
    return fragment_of(index, given, embedder_of(index, given), "indexing")


def search_fragment(index: Index, given: Parameters) -> Any:
    """The server speaks of an indexing fragment where it is the embedder that is missing."""
    embedder = index.settings.embedders.get(given["embedder"])
    if embedder is None:
        raise missing_fragment(index, given, "indexing")
    return fragment_of(index, given, embedder, "search")


def embedder_of(index: Index, given: Parameters) -> Mapping[str, Any]:
    embedder = index.settings.embedders.get(given["embedder"])
    if embedder is None:
        raise wrong(f"cannot find embedder `{given['embedder']}` in index `{given['index_uid']}`")
    return embedder


def fragment_of(index: Index, given: Parameters, embedder: Mapping[str, Any], kind: str) -> Any:
    if not has_fragments(embedder):
        raise wrong(f"embedder `{given['embedder']}` in index `{given['index_uid']}` does not use fragments.")
    fragments = indexing_fragments(embedder) if kind == "indexing" else search_fragments(embedder)
    if given["fragment"] not in fragments:
        raise missing_fragment(index, given, kind)
    return fragments[given["fragment"]]


def missing_fragment(index: Index, given: Parameters, kind: str) -> MeiliError:
    return wrong(f"cannot find {kind} fragment `{given['fragment']}` for embedder `{given['embedder']}` in index `{given['index_uid']}`")


FRAGMENT = "+index_uid +embedder +fragment -inline -document_template_max_bytes"
FRAGMENTS = ("multimodal", "accessing fragments")
KINDS: Mapping[str, Kind] = {
    "documentTemplate": Kind("-fragment -inline +index_uid +embedder", embedder_template, text=True),
    "chatDocumentTemplate": Kind(
        "+index_uid -embedder -fragment -inline", chat_template, ("chatCompletions", "accessing chat settings"), text=True
    ),
    "indexingFragment": Kind(FRAGMENT, indexing_fragment, FRAGMENTS),
    "searchFragment": Kind(FRAGMENT, search_fragment, FRAGMENTS),
    "inlineDocumentTemplate": Kind("-index_uid -embedder -fragment +inline", text=True),
    "inlineFragment": Kind(
        "-index_uid -embedder -fragment +inline -document_template_max_bytes", gate=("multimodal", "rendering an inline fragment")
    ),
}


def wrong(words: str) -> MeiliError:
    return MeiliError(CODE, words)


def fetch_template(state: State, kind: str, given: Parameters) -> Found:
    """A template that can be read. Raises feature_not_enabled, invalid_render_template, index_not_found, template_parsing_error."""
    try:
        row = KINDS[kind]
        if row.gate is not None:
            require(state.features, *row.gate)
        check_parameters(CODE, kind, row.checks, given)
        if row.find is not None:
            return Found(row.find(opened(state, given["index_uid"]), given), row.text)
        if row.text and not isinstance(given["inline"], str):
            raise wrong("inline document templates must be strings")
        check_syntax(given["inline"], text=row.text)
        return Found(given["inline"], row.text)
    except MeiliError as error:
        raise error.prefixed("error while fetching template: ") from None


def check_parameters(code: str, kind: str, checks: str, given: Parameters) -> None:
    for check in checks.split():
        sign, name = check[0], check[1:]
        if (given[name] is None) == (sign == "+"):
            raise MeiliError(code, f"parameter `{name}` {'missing' if sign == '+' else 'disallowed'} for kind `{kind}`")


def opened(state: State, uid: str) -> Index:
    try:
        return state.index(uid)
    except MeiliError as error:
        raise error.prefixed(f"cannot open index `{uid}`: ") from None


def check_syntax(template: Any, *, text: bool) -> None:
    try:
        if text:
            parse(template)
        else:
            check_strings(template)
    except LiquidFault as fault:
        raise MeiliError("template_parsing_error", f"user error: cannot parse template: {fault}") from None
    except FragmentFault as fault:
        raise MeiliError("template_parsing_error", fault.words()) from None
