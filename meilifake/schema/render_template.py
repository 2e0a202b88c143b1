"""The body of `POST /render-template` (guide http-surface, section 28)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import IndexUid, NonZeroUsize, enumeration

TEMPLATE, INPUT = Code("invalid_render_template"), Code("invalid_render_input")
TEMPLATE_KINDS = (
    "documentTemplate", "chatDocumentTemplate", "indexingFragment", "searchFragment", "inlineDocumentTemplate", "inlineFragment",
)  # fmt: skip
INPUT_KINDS = ("indexDocument", "inlineDocument", "inlineSearch")


class TemplateQuery(WireModel):
    """Which template: `kind` says which of the other parameters must and must not be given."""

    code: ClassVar[str | None] = "invalid_render_template"
    kind: Annotated[str, enumeration(TEMPLATE_KINDS), TEMPLATE]
    index_uid: Annotated[IndexUid | None, TEMPLATE] = None
    embedder: Annotated[str | None, TEMPLATE] = None
    fragment: Annotated[str | None, TEMPLATE] = None
    inline: Annotated[Any, TEMPLATE] = None
    document_template_max_bytes: Annotated[NonZeroUsize | None, TEMPLATE] = None


class InputQuery(WireModel):
    """What to render it with."""

    code: ClassVar[str | None] = "invalid_render_input"
    kind: Annotated[str, enumeration(INPUT_KINDS), INPUT]
    index_uid: Annotated[IndexUid | None, INPUT] = None
    id: Annotated[str | None, INPUT] = None
    inline: Annotated[Any, INPUT] = None


class RenderQuery(WireModel):
    template: Annotated[TemplateQuery, TEMPLATE]
    input: Annotated[InputQuery | None, INPUT] = None
