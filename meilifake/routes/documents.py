"""Documents: reading, importing, deleting and editing them (guide http-surface, section 13)."""

from __future__ import annotations

from typing import Any

from meilifake.app.call import Call
from meilifake.engine.features import require
from meilifake.engine.index.projection import known_names, read_document
from meilifake.engine.search.browse import BrowseRequest, browse
from meilifake.engine.search.document_filter import parse_filter
from meilifake.engine.search.filters import permitted, refuse_foreign
from meilifake.engine.tasks.model import DocumentClear, DocumentDeletion, DocumentDeletionByFilter, DocumentEdition, DocumentImport
from meilifake.errors.base import MeiliError
from meilifake.errors.messages import check_index_uid, document_not_found
from meilifake.routes.enqueue import enqueued
from meilifake.schema.search_parameters import filter_expression
from meilifake.views.documents import documents_page
from meilifake.wire.message import Reply
from meilifake.wire.payload import read_documents
from meilifake.wire.query import BadParameter, Param, boolean, character, comma_list, positive_integer, star_or_list, text, untyped
from meilifake.wire.route import Route


def delimiter(raw: str) -> str:
    one = character(raw)
    if not one.isascii():
        raise BadParameter(f"csv delimiter must be an ascii character. Found: `{one}`")
    return one


def skip_creation(raw: str) -> bool:
    if raw.lower() not in ("true", "false"):
        raise BadParameter(f"skipCreation must be either `true` or `false`. Found: `{raw}`")
    return raw.lower() == "true"


FIELDS = Param("fields", star_or_list(), None, "invalid_document_fields")
RETRIEVE_VECTORS = Param("retrieveVectors", boolean, False, "invalid_document_retrieve_vectors")
USE_NETWORK = Param("useNetwork", untyped, None, "invalid_document_use_network")
ONE = (FIELDS, RETRIEVE_VECTORS, USE_NETWORK)
MANY = (
    Param("offset", positive_integer, 0, "invalid_document_offset"),
    Param("limit", positive_integer, 20, "invalid_document_limit"),
    FIELDS,
    RETRIEVE_VECTORS,
    Param("ids", comma_list(), None, "invalid_document_ids"),
    Param("filter", filter_expression, None, "invalid_document_filter"),
    Param("sort", text, None, "invalid_document_sort"),
    USE_NETWORK,
)
METADATA = Param("customMetadata", text, None, "invalid_index_custom_metadata")
DELETION = (METADATA,)
IMPORT = (
    Param("primaryKey", text, None, "invalid_index_primary_key"),
    Param("csvDelimiter", delimiter, None, "invalid_document_csv_delimiter"),
    METADATA,
    Param("skipCreation", skip_creation, None, "invalid_skip_creation"),
)


def get_document(call: Call) -> Reply:
    index = call.engine.state.index(check_index_uid(call.path["index_uid"]))
    external = call.path["document_id"]
    docid = index.documents.docid(external)
    if docid is None:
        raise document_not_found(external)
    fields = call.query["fields"]
    names = None if fields is None else known_names(index, fields)
    return Reply(read_document(index, docid, names, call.query["retrieveVectors"]))


def get_documents(call: Call) -> Reply:
    query = call.query
    sort = query["sort"]
    return listing(
        call,
        BrowseRequest(
            query["offset"],
            query["limit"],
            query["fields"],
            query["retrieveVectors"],
            query["ids"],
            query["filter"],
            None if sort is None else sort_expressions(sort),
        ),
    )


def sort_expressions(raw: str) -> list[str]:
    from meilifake.engine.search.sorting import split_sort

    return split_sort(raw)


def fetch_documents(call: Call) -> Reply:
    body = call.body
    return listing(
        call,
        BrowseRequest(body.offset, body.limit, body.fields, body.retrieve_vectors, body.ids, body.filter, body.sort),
        body.use_network,
        proxy=call.from_another_server,
    )


def listing(call: Call, request: BrowseRequest, use_network: bool | None = None, *, proxy: bool = False) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    state = call.engine.state
    if use_network is not None:
        from meilifake.engine.search.federation.remotes import check_use_network
        from meilifake.engine.search.network_browse import browse_network

        check_use_network(use_network, state.features)
        if use_network:
            return Reply(documents_page(request, *browse_network(state, call.engine.outbound, uid, request)))
    return Reply(documents_page(request, browse(state, uid, request, proxy=proxy)))


def replace_documents(call: Call) -> Reply:
    return import_documents(call, "replace")


def update_documents(call: Call) -> Reply:
    return import_documents(call, "update")


def import_documents(call: Call, method: str) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    received = read_documents(call.request, call.query["csvDelimiter"], call.engine.options.payload_limit)
    payload = DocumentImport(
        method,
        received.documents,
        call.query["primaryKey"],
        call.access.may_create(uid),
        bool(call.query["skipCreation"]),
        received.size,
        None if received.broken is None else (received.broken.position, f"internal: {received.broken.error}."),
        received.lines if call.engine.state.features.get("getTaskDocumentsRoute", False) else None,
    )
    return enqueued(call, payload, uid)


def clear_documents(call: Call) -> Reply:
    return enqueued(call, DocumentClear(), check_index_uid(call.path["index_uid"]))


def delete_document(call: Call) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    return enqueued(call, DocumentDeletion((call.path["document_id"],)), uid)


def delete_batch(call: Call) -> Reply:
    return enqueued(call, DocumentDeletion(call.body.ids), check_index_uid(call.path["index_uid"]))


def delete_by_filter(call: Call) -> Reply:
    uid = check_index_uid(call.path["index_uid"])
    check_filter(call, call.body.filter)
    return enqueued(call, DocumentDeletionByFilter(call.body.filter), uid)


def check_filter(call: Call, expression: Any) -> None:
    """Raises invalid_document_filter for a filter that is not well-formed, or empty. Which attributes exist is the task's affair."""
    if parse_filter(expression, call.engine.state.features, writing=True) is None:
        raise MeiliError("invalid_document_filter", "Sending an empty filter is forbidden.")


def edit_documents(call: Call) -> Reply:
    from meilifake.engine.rhai.compile import compile_script

    require(call.engine.state.features, "editDocumentsByFunction", "Using the documents edit route")
    uid, body = check_index_uid(call.path["index_uid"]), call.body
    compile_script(body.function)
    if body.filter is not None:
        check_edition_filter(call, uid, body.filter)
    if body.context is not None and not isinstance(body.context, dict):
        raise MeiliError("invalid_document_edition_context", "The context must be an object")
    return enqueued(call, DocumentEdition(body.function, body.filter, body.context), uid)


def check_edition_filter(call: Call, uid: str, expression: Any) -> None:
    """As for a deletion, but the server names the index."""
    code = "invalid_document_filter"
    condition = permitted(expression, call.engine.state.features, code, uid)
    if condition is None:
        raise MeiliError(code, "Sending an empty filter is forbidden.")
    try:
        refuse_foreign(condition, code)
    except MeiliError as error:
        raise error.prefixed(f"Index `{uid}`: ") from None


DOCUMENTS = "/indexes/{index_uid}/documents"
ROUTES = (
    Route("GET", DOCUMENTS, "documents.get", get_documents, query=MANY),
    Route("POST", DOCUMENTS, "documents.add", replace_documents, query=IMPORT),
    Route("PUT", DOCUMENTS, "documents.add", update_documents, query=IMPORT),
    Route("DELETE", DOCUMENTS, "documents.delete", clear_documents, query=DELETION),
    Route("POST", DOCUMENTS + "/delete-batch", "documents.delete", delete_batch, DELETION, "documents:DocumentIds", body_first=True),
    Route("POST", DOCUMENTS + "/delete", "documents.delete", delete_by_filter, DELETION, "documents:DeletionByFilter"),
    Route("POST", DOCUMENTS + "/edit", "documents.*", edit_documents, DELETION, "documents:Edition"),
    Route("POST", DOCUMENTS + "/fetch", "documents.get", fetch_documents, body="documents:BrowseQuery"),
    Route("GET", DOCUMENTS + "/{document_id}", "documents.get", get_document, query=ONE),
    Route("DELETE", DOCUMENTS + "/{document_id}", "documents.delete", delete_document, query=DELETION),
)
