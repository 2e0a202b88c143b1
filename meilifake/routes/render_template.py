"""Preview of what an embedder or a chat would be told of a document or a search (guide http-surface, section 28)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.app.call import Call
from meilifake.engine.features import require
from meilifake.engine.index.index import Index
from meilifake.engine.index.searchable import field_of
from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.fragment import FragmentFault, render
from meilifake.engine.liquid.subject import of_document, of_fragment
from meilifake.engine.liquid.template import parse
from meilifake.engine.template_source import Found, check_parameters, fetch_template
from meilifake.errors.base import Broken, MeiliError
from meilifake.errors.messages import BAD_KEY
from meilifake.schema.render_template import InputQuery
from meilifake.wire.jsontext import dumps
from meilifake.wire.message import Reply
from meilifake.wire.route import Route
from meilifake.wire.rusttext import unexpected

CODE = "invalid_render_input"
FETCHING = "error while fetching input: "
NOTES = {
    "document": "the inline document must be a JSON map",
    "search": "the inline search query must be a JSON map containing `q` and/or `media`",
}


def render_template(call: Call) -> Reply:
    """Templates are read and rendered in a thread of their own. Raises MeiliError, also where that crashes."""
    try:
        return previewed(call)
    except Broken as crash:
        raise crash.aside() from None


def previewed(call: Call) -> Reply:
    """The order of checks: gate, scope of both indexes, template, index of the input, input, rendering."""
    query = call.body
    require(call.engine.state.features, "renderRoute", "calling the /render-template route")
    uids = [part.index_uid for part in (query.template, query.input) if part is not None and part.index_uid is not None]
    if not all(map(call.access.allows, uids)):
        raise MeiliError("invalid_api_key", "The provided API key is invalid.")
    found = fetch_template(call.engine.state, query.template.kind, query.template.model_dump())
    rendered = None if query.input is None else rendered_with(call, found, query.input)
    return Reply({"template": found.template, "rendered": rendered})


def rendered_with(call: Call, found: Found, wanted: InputQuery) -> Any:
    index = None if wanted.index_uid is None else opened(call, wanted.index_uid)
    try:
        if wanted.kind == "inlineSearch":
            data = search(call, wanted)
        else:
            document = stored(index, wanted) if wanted.kind == "indexDocument" else inline_document(wanted)
            data = of_document(document, searchable(index)) if found.text else of_fragment(document)
    except MeiliError as error:
        raise error.prefixed(FETCHING) from None
    if found.text and wanted.kind == "inlineSearch":
        raise failure("cannot render a document template with a search query")
    now = call.engine.now()
    try:
        return parse(found.template).render(data, now) if found.text else render(found.template, data, now)
    except LiquidFault as fault:
        raise failure(f"user error: missing field in document: {fault}") from None
    except FragmentFault as fault:
        raise failure(fault.words()) from None


def failure(words: str) -> MeiliError:
    return MeiliError("template_rendering_error", f"error while rendering template: {words}")


def opened(call: Call, uid: str) -> Index:
    """An index that the input names, be it of no use to it."""
    try:
        return call.engine.index(uid)
    except MeiliError as error:
        raise error.prefixed(f"Cannot open index `{uid}`: ") from None


def searchable(index: Index | None) -> Any:
    """Every field is searchable where there is no index."""
    return lambda name: index is None or field_of(index.settings, name).weight is not None


def stored(index: Index | None, wanted: InputQuery) -> Mapping[str, Any]:
    given = {**wanted.model_dump(), "indexUid": wanted.index_uid}
    check_parameters(CODE, wanted.kind, "+indexUid +id -inline", given)
    assert index is not None
    if not given["id"]:
        raise MeiliError("internal", f"internal error: {BAD_KEY}")
    docid = index.documents.docid(given["id"])
    if docid is None:
        raise MeiliError("render_document_not_found", f"document `{given['id']}` not found in `{wanted.index_uid}`")
    return index.documents.get(docid)


def inline_document(wanted: InputQuery) -> dict[str, Any]:
    check_parameters(CODE, wanted.kind, "-index_uid -id +inline", wanted.model_dump())
    return json_map(wanted.inline, "document")


def search(call: Call, wanted: InputQuery) -> dict[str, Any]:
    require(call.engine.state.features, "multimodal", "rendering search")
    check_parameters(CODE, wanted.kind, "-index_uid -id +inline", wanted.model_dump())
    given = json_map(wanted.inline, "search")
    if "q" in given and not isinstance(given["q"], str):
        raise MeiliError(CODE, "`q` is not a string")
    return {name: given[name] for name in ("media", "q") if name in given}


def json_map(value: Any, what: str) -> dict[str, Any]:
    """The server writes the value as JSON and reads it again: hence the column, the end of a scalar or the start of an array."""
    if isinstance(value, dict):
        return value
    column = 0 if isinstance(value, list) else len(dumps(value).encode())
    problem = f"invalid type: {unexpected(value)}, expected a map at line 1 column {column}"
    raise MeiliError(CODE, f"parsing inline {what}: {problem}\n  - Note: {NOTES[what]}")


ROUTES = (Route("POST", "/render-template", "settings.get & documents.get", render_template, body="render_template:RenderQuery"),)
