"""The bodies of the document routes, imports apart (guide http-surface, section 13)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple, Self

from meilifake.errors.base import MeiliError
from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import Usize
from meilifake.wire.body import malformed
from meilifake.wire.jsonscan import JsonError, Scanner
from meilifake.wire.jsontext import dumps, loads
from meilifake.wire.rusttext import unexpected


class BrowseQuery(WireModel):
    """POST /documents/fetch."""

    offset: Annotated[Usize, Code("invalid_document_offset")] = 0
    limit: Annotated[Usize, Code("invalid_document_limit")] = 20
    fields: Annotated[list[str] | None, Code("invalid_document_fields")] = None
    retrieve_vectors: Annotated[bool, Code("invalid_document_retrieve_vectors")] = False
    ids: Annotated[list[Any] | None, Code("invalid_document_ids")] = None
    filter: Annotated[Any, Code("invalid_document_filter")] = None
    sort: Annotated[list[str] | None, Code("invalid_document_sort")] = None
    use_network: Annotated[bool | None, Code("invalid_document_use_network")] = None


class DeletionByFilter(WireModel):
    """POST /documents/delete."""

    filter: Annotated[Any, Code("invalid_document_filter", missing="missing_document_filter")]


class Edition(WireModel):
    """POST /documents/edit."""

    filter: Annotated[Any, Code("invalid_document_filter")] = None
    context: Annotated[Any, Code("invalid_document_edition_context")] = None
    function: Annotated[str, Code("invalid_document_edition_function_filter", missing="missing_document_edition_function")]


class DocumentIds(NamedTuple):
    """POST /documents/delete-batch: an array of anything, read by plain serde, whose type errors are bad_request."""

    ids: tuple[str, ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Strings as they are, other values as their JSON text. Raises missing_payload, malformed_payload, bad_request."""
        scanner = Scanner(data)
        try:
            if scanner.skip_space() not in (-1, 0x5B):
                raise wrong_root(scanner)
            return cls(tuple(item if isinstance(item, str) else dumps(item) for item in loads(data)))
        except JsonError as error:
            raise malformed(data, error) from None


def wrong_root(scanner: Scanner) -> MeiliError:
    """The error of a body that is no array: located at the end of a scalar, before an object."""
    value = {} if scanner.peek() == 0x7B else scanner.value(0)
    return MeiliError("bad_request", f"Json deserialize error: {scanner.error(f'invalid type: {unexpected(value)}, expected a sequence')}")
