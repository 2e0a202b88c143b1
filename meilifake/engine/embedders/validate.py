"""One embedder's settings, checked: partial ones when they are submitted, whole ones when a task applies them.

A configuration is a mapping in the wire's keys: an absent key is not set, None is a reset. The checks come in the server's order
(guide tasks-documents, 15.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.embedders.fields import ALONE, CODE, INDEXING, SEARCH, SOURCES, Context, check
from meilifake.engine.embedders.injection import TemplateFault, is_array
from meilifake.engine.embedders.models import MODELS
from meilifake.errors.base import MeiliError

TEXT, FRAGMENT, EMBEDDING = "{{text}}", "{{fragment}}", "{{embedding}}"


def validate(name: str, embedder: Mapping[str, Any], *, whole: bool) -> None:
    """Raises invalid_settings_embedders or vector_embedding_error."""
    check_template(name, embedder)
    if embedder.get("dimensions") == 0:
        raise MeiliError(CODE, f"`.embedders.{name}.dimensions`: `dimensions` cannot be zero")
    check_url(name, embedder.get("url"))
    check_rest_templates(embedder, whole=whole)
    source = embedder.get("source")
    if source is None:
        return
    check(name, source, ALONE, embedder)
    if source == "openAi":
        check_model(name, embedder)
    if source == "composite":
        check_nested(name, embedder["searchEmbedder"], SEARCH)
        check_template(name, embedder["indexingEmbedder"])
        check_nested(name, embedder["indexingEmbedder"], INDEXING)


def check_template(name: str, embedder: Mapping[str, Any]) -> None:
    """The document template's syntax. Its size limit is looked at only beside a template."""
    template = embedder.get("documentTemplate")
    if template is None:
        return
    if embedder.get("documentTemplateMaxBytes") == 0:
        words = "`documentTemplateMaxBytes` cannot be zero"
        raise MeiliError(CODE, f"`.embedders.{name}.documentTemplateMaxBytes`: {words}")
    from meilifake.engine.liquid.template import fault

    found = fault(template)
    if found is not None:
        words = f"Invalid template: user error: cannot parse template: {found}."
        raise MeiliError(CODE, f"`.embedders.{name}.documentTemplate`: {words}")


def check_url(name: str, url: str | None) -> None:
    if url is None:
        return
    from meilifake.engine import url_text

    try:
        url_text.check_url(url)
    except ValueError as fault:
        raise MeiliError(CODE, f"`.embedders.{name}.url`: could not parse `{url}`: {fault}") from None


def check_model(name: str, embedder: Mapping[str, Any]) -> None:
    model, dimensions = embedder.get("model"), embedder.get("dimensions")
    if model is None:
        return
    if model not in MODELS:
        names = ", ".join(f'"{known}"' for known in MODELS)
        raise MeiliError(CODE, f"`.embedders.{name}.model`: Invalid model `{model}` for OpenAI. Supported models: [{names}]")
    if dimensions is None:
        return
    native = MODELS[model].dimensions
    if not MODELS[model].overridable and dimensions != native:
        words = f"Model `{model}` does not support overriding its native dimensions of {native}. Found {dimensions}"
        raise MeiliError(CODE, f"`.embedders.{name}.dimensions`: {words}")
    if dimensions > native:
        words = f"Model `{model}` does not support overriding its dimensions to a value higher than {native}. Found {dimensions}"
        raise MeiliError(CODE, f"`.embedders.{name}.dimensions`: {words}")


def check_nested(name: str, embedder: Mapping[str, Any], context: Context) -> None:
    """An embedder inside a composite one: it must name a source, which must be able to embed by itself."""
    source = embedder.get("source")
    where = f"`.embedders.{name}{context.suffix}"
    if source is None:
        raise MeiliError(CODE, f"{where}`: Missing field `source`.\n  - note: this field is mandatory for nested embedders")
    if not SOURCES[source].nestable:
        raise MeiliError(CODE, f"{where}.source`: Source `{source}` is not available in a nested embedder")
    check(name, source, context, embedder)


def fragments(embedder: Mapping[str, Any], field: str) -> dict[str, Any]:
    """The fragments that a configuration has (a null one is a removal)."""
    return {name: fragment["value"] for name, fragment in (embedder.get(field) or {}).items() if fragment is not None}


def check_rest_templates(embedder: Mapping[str, Any], *, whole: bool) -> None:
    """`request`, `response` and fragments against each other. Raises vector_embedding_error."""
    indexing, search = fragments(embedder, "indexingFragments"), fragments(embedder, "searchFragments")
    if whole and bool(indexing) != bool(search):
        raise inconsistent_fragments(indexing, search)
    if (indexing or search) and not whole and embedder.get("documentTemplate") is not None:
        counts = f"{len(indexing)} fragments declared in `indexingFragments` and {len(search)} fragments declared in `search_fragments_len`"
        hint = "remove the declared fragments or remove the `documentTemplate`"
        raise failure(f"cannot pass both fragments and a document template.\n  - Note: {counts}.\n  - Hint: {hint}")
    if embedder.get("request") is None:
        return
    try:
        several = request_is_array(embedder, indexing, search, whole=whole)
        if embedder.get("response") is not None:
            check_response(embedder["response"], several)
    except TemplateFault as fault:
        raise failure(str(fault)) from None


def request_is_array(embedder: Mapping[str, Any], indexing: dict[str, Any], search: dict[str, Any], *, whole: bool) -> bool:
    """Whether a request carries several texts. A partial update may leave its fragments unsaid: then either placeholder will do."""
    request = embedder["request"]
    if indexing or search:
        for name, value in indexing.items():
            check_fragment(f".indexingFragments.{name}", value)
        several = fragment_request(request)
        for name, value in search.items():
            check_fragment(f".searchFragments.{name}", value)
        return several
    unsaid = not whole and not any(field in embedder and embedder[field] is None for field in ("indexingFragments", "searchFragments"))
    if unsaid:
        try:
            return fragment_request(request)
        except TemplateFault:
            pass
    try:
        return is_array("request", request, TEXT)
    except TemplateFault as fault:
        note = "this template is using a document template, and so expects to contain the placeholder"
        raise TemplateFault(f'{fault}\n  - Note: {note} "{TEXT}" rather than "{FRAGMENT}"') from None


def fragment_request(request: Any) -> bool:
    try:
        return is_array("request", request, FRAGMENT)
    except TemplateFault as fault:
        note = "this template is using fragments, and so expects to contain the placeholder"
        raise TemplateFault(f'{fault}\n  - Note: {note} "{FRAGMENT}" rathern than "{TEXT}"') from None


def check_response(response: Any, several: bool) -> None:
    if is_array("response", response, EMBEDDING) == several:
        return
    if several:
        raise TemplateFault("in `response`: `response` has a single embedding, but `request` has multiple texts to embed")
    raise TemplateFault("in `response`: `response` has multiple embeddings, but `request` has only one text to embed")


def check_fragment(root: str, value: Any) -> None:
    """Every string of a fragment is a template."""
    from meilifake.engine.liquid.fragment import FragmentFault, check_strings

    try:
        check_strings(value)
    except FragmentFault as fault:
        raise TemplateFault(fault.words(root)) from None


def inconsistent_fragments(indexing: dict[str, Any], search: dict[str, Any]) -> MeiliError:
    """One of the two has fragments and the other none. Only one of the two hints is indented as the others are."""
    empty, filled, some, dash = (
        ("indexingFragments", "searchFragments", search, "  -") if search else ("searchFragments", "indexingFragments", indexing, " -")
    )
    names = ", ".join(list(some)[:3]) + (", ..." if len(some) > 3 else "")
    hint = f"declare at least one fragment in `{empty}` or remove fragments from `{filled}` by setting them to `null`"
    words = f"`{empty}` is empty, but `{filled}` declares {len(some)} fragments: {names}\n{dash} Hint: {hint}"
    return failure(f"inconsistent fragments: {words}")


def failure(words: str) -> MeiliError:
    return MeiliError("vector_embedding_error", f"Error while generating embeddings: user error: {words}")
