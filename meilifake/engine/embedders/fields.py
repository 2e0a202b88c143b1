"""Which embedder fields go with which source: one table, and the server's words for a field out of place (guide tasks-documents, 15.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from meilifake.errors.base import MeiliError

FIELDS = (
    "source", "model", "revision", "pooling", "apiKey", "dimensions", "documentTemplate", "documentTemplateMaxBytes", "url",
    "indexingFragments", "searchFragments", "request", "response", "headers", "searchEmbedder", "indexingEmbedder", "distribution",
    "binaryQuantized",
)  # fmt: skip
"""In the order of messages."""

CHECKED = (
    "model", "revision", "pooling", "dimensions", "apiKey", "url", "indexingFragments", "searchFragments", "request", "response",
    "documentTemplate", "documentTemplateMaxBytes", "headers", "searchEmbedder", "indexingEmbedder", "binaryQuantized", "distribution",
)  # fmt: skip
"""In the order in which the server looks at them: it stops at the first that is out of place."""

SHOWN = (
    "source", "model", "revision", "pooling", "apiKey", "dimensions", "binaryQuantized", "documentTemplate", "documentTemplateMaxBytes",
    "url", "indexingFragments", "searchFragments", "request", "response", "headers", "searchEmbedder", "indexingEmbedder", "distribution",
)  # fmt: skip
"""In the order of answers and task details."""

CODE = "invalid_settings_embedders"
TEMPLATE = frozenset(("documentTemplate", "documentTemplateMaxBytes"))
TOP_LEVEL = frozenset(("distribution", "binaryQuantized"))


class Source(NamedTuple):
    """`mandatory` and `allowed` fields; `source` itself is always allowed, `TOP_LEVEL` on an embedder that is not nested."""

    mandatory: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    nestable: bool = True


def fields(*names: str) -> frozenset[str]:
    return frozenset(names)


SOURCES: Mapping[str, Source] = {
    "openAi": Source(allowed=TEMPLATE | fields("model", "apiKey", "dimensions", "url")),
    "huggingFace": Source(allowed=TEMPLATE | fields("model", "revision", "pooling")),
    "ollama": Source(fields("model"), TEMPLATE | fields("url", "apiKey", "dimensions")),
    "userProvided": Source(fields("dimensions"), nestable=False),
    "rest": Source(
        fields("url", "request", "response"),
        TEMPLATE | fields("apiKey", "dimensions", "headers", "indexingFragments", "searchFragments"),
    ),
    "composite": Source(fields("searchEmbedder", "indexingEmbedder"), nestable=False),
}
"""In the order of messages."""


class Context(NamedTuple):
    """Where an embedder stands: on its own, or nested in a composite one, where some fields make no sense."""

    suffix: str
    words: str
    excluded: frozenset[str]


ALONE = Context("", "", frozenset())
SEARCH = Context(".searchEmbedder", " for the search embedder", TOP_LEVEL | TEMPLATE | fields("indexingFragments"))
INDEXING = Context(".indexingEmbedder", " for the indexing embedder", TOP_LEVEL | fields("searchFragments"))


def available(source: str, field: str, context: Context) -> bool:
    if field in context.excluded:
        return False
    row = SOURCES[source]
    return field == "source" or field in TOP_LEVEL or field in row.mandatory or field in row.allowed


def check(name: str, source: str, context: Context, embedder: Mapping[str, Any]) -> None:
    """Raise invalid_settings_embedders for the first field that is not available, or mandatory and not given."""
    for field in CHECKED:
        if not available(source, field, context):
            if field in embedder:
                raise unavailable(name, source, field, context)
        elif field in SOURCES[source].mandatory and embedder.get(field) is None:
            words = f"Missing field `{field}` (note: this field is mandatory for source `{source}`)"
            raise MeiliError(CODE, f"`.embedders.{name}`: {words}")


def unavailable(name: str, source: str, field: str, context: Context) -> MeiliError:
    lines = [f"`.embedders.{name}{context.suffix}`: Field `{field}` unavailable for source `{source}`{context.words}."]
    sources = [other for other in SOURCES if available(other, field, context)]
    if sources:
        lines.append(f"  - note: `{field}` is available for sources: {ticked(sources)}")
    names = [other for other in FIELDS if available(source, other, context)]
    lines.append(f"  - note: available fields for source `{source}`{context.words}: {ticked(names)}")
    if available(source, field, ALONE):
        lines.append(f"  - note: `{field}` is available when source `{source}` is not{context.words}")
    return MeiliError(CODE, "\n".join(lines))


def ticked(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
