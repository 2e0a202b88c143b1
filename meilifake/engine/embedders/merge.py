"""New embedder settings onto the stored ones: what a settings task does with `embedders` (guide tasks-documents, 15.3 and 7.6).

Embedders are merged by name and field by field; a changed source first puts every field back to what the new source starts from. The
result is checked whole and stored as the server shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.embedders.fields import CODE, SHOWN, TEMPLATE
from meilifake.engine.embedders.models import HUGGING_FACE_DEFAULT, OPEN_AI_DEFAULT
from meilifake.engine.embedders.validate import fragments, validate
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.errors.messages import bad_key

Embedder = Mapping[str, Any]

DEFAULT_TEMPLATE = (
    "{% for field in fields %}{% if field.is_searchable and field.value != nil %}"
    "{{ field.name }}: {{ field.value }}\n{% endif %}{% endfor %}"
)
DEFAULT_MAX_BYTES = 400
MOST_EMBEDDERS, MOST_NAME_BYTES = 256, 511
HUGGING_FACE_REVISION = "617ca489d9e86b49b8167676d8220688b99db36e"

RESTARTED: Mapping[str, frozenset[str]] = {
    "huggingFace": frozenset(("model", "revision", "pooling")),
    "ollama": frozenset(("model", "dimensions")),
    "openAi": frozenset(("model", "url")),
    "rest": frozenset(("dimensions", "url", "indexingFragments", "searchFragments", "request", "response", "headers")),
    "userProvided": frozenset(("dimensions",)),
    "composite": frozenset(),
}
"""The fields that a change to this source resets; it drops every other one but those of `KEPT`."""
KEPT = frozenset(("apiKey", "distribution", "binaryQuantized", "searchEmbedder", "indexingEmbedder"))
TEMPLATED = frozenset(("huggingFace", "ollama", "openAi", "rest"))
"""Sources between which a document template survives."""


def merged(stored: Mapping[str, Embedder], submitted: Mapping[str, Embedder | None]) -> dict[str, Embedder]:
    """All embedders after an update, by name. Raises invalid_settings_embedders, vector_embedding_error."""
    result: dict[str, Embedder] = {}
    for name in sorted(stored.keys() | submitted.keys()):
        if name not in submitted:
            result[name] = stored[name]
            continue
        new = submitted[name]
        if new is None:
            continue
        whole = updated(name, stored[name], new) if name in stored else started(new)
        validate(name, whole, whole=True)
        result[name] = settled(whole)
    if len(result) > MOST_EMBEDDERS:
        words = f"Too many embedders in the configuration. Found {len(result)}, but limited to {MOST_EMBEDDERS}."
        raise MeiliError(CODE, words)
    for name in result:
        check_name(name)
    return result


def check_name(name: str) -> None:
    """The server's database takes no empty key, and none longer than this."""
    if not 0 < len(name.encode()) <= MOST_NAME_BYTES:
        raise bad_key()


def started(new: Embedder) -> dict[str, Any]:
    """A new embedder: the source it does not name is openAi, with a model."""
    whole = dict(new)
    whole["source"] = whole.get("source") or "openAi"
    if whole["source"] == "openAi" and whole.get("model") is None:
        whole["model"] = OPEN_AI_DEFAULT
    return whole


def updated(name: str, old: Embedder, new: Embedder) -> dict[str, Any]:
    if old.get("binaryQuantized") is True and new.get("binaryQuantized") is False:
        note = "Binary quantization is a lossy operation that cannot be reverted."
        hint = "Add a new embedder that is non-quantized and regenerate the vectors."
        words = f"Cannot disable the binary quantization.\n - Note: {note}\n - Hint: {hint}"
        raise MeiliError(CODE, f"`.embedders.{name}.binaryQuantized`: {words}")
    whole = overlaid(old, new)
    if new.get("searchEmbedder") is not None:
        whole["searchEmbedder"] = new["searchEmbedder"]
    whole.pop("indexingEmbedder", None)
    before, after = old.get("indexingEmbedder"), new.get("indexingEmbedder")
    if before is not None or after is not None:
        whole["indexingEmbedder"] = overlaid(before, after or {}) if before is not None else after
    return whole


def overlaid(old: Embedder, new: Embedder) -> dict[str, Any]:
    """Old fields under new ones; fragments are merged one by one."""
    whole = dict(old)
    if "source" in new and new["source"] is None:
        raise Unsupported("resetting the `source` of an embedder that exists, which the server checks as one source and stores as another")
    if "source" in new and new["source"] != old.get("source"):
        whole = restarted(whole, new["source"])
    for field, value in new.items():
        if field in ("indexingFragments", "searchFragments") and value is not None and whole.get(field) is not None:
            value = dict(sorted({**whole[field], **value}.items()))
        whole[field] = value
    return whole


def restarted(old: dict[str, Any], source: str) -> dict[str, Any]:
    kept = KEPT | TEMPLATE if source in TEMPLATED else KEPT
    return {field: value for field, value in old.items() if field in kept} | dict.fromkeys(RESTARTED[source])


def settled(whole: Embedder) -> Embedder:
    """A checked configuration as it is stored and shown: defaults filled in, what does not apply left out."""
    source = whole.get("source") or "openAi"
    fields = {field: value for field, value in whole.items() if value is not None and field not in TEMPLATE} | {"source": source}
    nested = whole.get("indexingEmbedder") or {}
    prompt = whole if whole.get("documentTemplate") is not None else nested
    if source == "composite":
        fields["searchEmbedder"] = shown(DEFAULTS[whole["searchEmbedder"]["source"]](dict(whole["searchEmbedder"])))
        inner = DEFAULTS[nested["source"]](dict(nested))
        fields["indexingEmbedder"] = shown(inner | template_of(prompt)) if templated(inner) else shown(inner)
    else:
        fields = DEFAULTS[source](fields)
        if templated(fields):
            fields |= template_of(prompt)
    return shown(fields)


def templated(embedder: Embedder) -> bool:
    return embedder["source"] in TEMPLATED and not embedder.get("indexingFragments") and not embedder.get("searchFragments")


def template_of(prompt: Embedder) -> dict[str, Any]:
    """The document template; a size given without one is forgotten."""
    template = prompt.get("documentTemplate")
    if template is None:
        return {"documentTemplate": DEFAULT_TEMPLATE, "documentTemplateMaxBytes": DEFAULT_MAX_BYTES}
    return {"documentTemplate": template, "documentTemplateMaxBytes": prompt.get("documentTemplateMaxBytes") or DEFAULT_MAX_BYTES}


def shown(fields: Embedder) -> dict[str, Any]:
    """In the order of the answers."""
    return {field: fields[field] for field in SHOWN if fields.get(field) is not None}


def open_ai(fields: dict[str, Any]) -> dict[str, Any]:
    return {"model": OPEN_AI_DEFAULT} | fields


def hugging_face(fields: dict[str, Any]) -> dict[str, Any]:
    """The default revision is that of the default model, and goes when a model is named, be it the same."""
    default = {"model": HUGGING_FACE_DEFAULT, "revision": HUGGING_FACE_REVISION} if fields.get("model") is None else {}
    return {"pooling": "useModel"} | default | {field: value for field, value in fields.items() if value is not None}


def ollama(fields: dict[str, Any]) -> dict[str, Any]:
    return {"model": "nomic-embed-text"} | fields


def rest(fields: dict[str, Any]) -> dict[str, Any]:
    given = {"headers": {}} | {field: value for field, value in fields.items() if value is not None}
    for field in ("indexingFragments", "searchFragments"):
        present = {name: {"value": value} for name, value in fragments(fields, field).items()}
        given.pop(field, None)
        if present:
            given[field] = present
    return given


def unchanged(fields: dict[str, Any]) -> dict[str, Any]:
    return fields


DEFAULTS = {
    "openAi": open_ai,
    "huggingFace": hugging_face,
    "ollama": ollama,
    "rest": rest,
    "userProvided": unchanged,
    "composite": unchanged,
}
