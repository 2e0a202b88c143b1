"""What an embedder is told of a document, and the vectors that it makes of it (guide tasks-documents, 15.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.embedders.templates import document_template, has_fragments, indexing_fragments
from meilifake.engine.index.documents import Document
from meilifake.engine.index.index import Index
from meilifake.engine.search.vectors.fragments import TEMPLATE
from meilifake.errors.base import Broken, MeiliError
from meilifake.errors.crash import Crash
from meilifake.wire.jsontext import dumps

Configuration = Mapping[str, Any]


def same_prompt(index: Index, configuration: Configuration, external: str, old: Document, new: Document) -> bool:
    """Whether the embedder would be told the same of both documents. One that nothing could be told of counts as another."""
    if configuration.get("source") == "userProvided":
        return {**old, "_vectors": None} == {**new, "_vectors": None}
    now = prompts(index, configuration, external, new)
    try:
        return now == prompts(index, configuration, external, old)
    except MeiliError:
        return False


def prompts(index: Index, configuration: Configuration, external: str, document: Document) -> dict[str, str]:
    """The text of the document template, under no name, or that of each indexing fragment that can be rendered; a vector will come of each.

    Raises invalid_document_fields for a template that asks for what the document lacks.
    """
    if has_fragments(configuration):
        return fragments(configuration, document)
    from meilifake.engine.index.searchable import field_of
    from meilifake.engine.liquid.fault import LiquidFault
    from meilifake.engine.liquid.subject import of_document
    from meilifake.engine.liquid.template import parse

    data = of_document(document, lambda name: field_of(index.settings, name).weight is not None)
    try:
        return {TEMPLATE: parse(document_template(configuration) or "").render(data)}
    except Broken:
        raise Crash from None
    except LiquidFault as fault:
        raise MeiliError("invalid_document_fields", f"user error: missing field in document `{external}`: {fault}") from None


def fragments(configuration: Configuration, document: Document) -> dict[str, str]:
    return rendered(indexing_fragments(configuration), document)


def rendered(templates: Mapping[str, Any], document: Document) -> dict[str, str]:
    """Fragments by name. One that cannot be rendered makes no vector, and is no error."""
    from meilifake.engine.liquid.fragment import FragmentFault, render
    from meilifake.engine.liquid.subject import of_fragment

    data, texts = of_fragment(document), {}
    for name, template in sorted(templates.items()):
        try:
            texts[name] = dumps(render(template, data))
        except FragmentFault:
            continue
    return texts


def changed_fragments(configuration: Configuration, old: Document, new: Document) -> set[str]:
    """The fragments of which the embedder would be told otherwise."""
    before, now = fragments(configuration, old), fragments(configuration, new)
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
