"""Names that no request of a test can provoke, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping

ENTERPRISE = "only between servers of the enterprise edition"
NEVER = "nothing in the server of this version gives it"
DISK = "needs a broken or full disk; a test can plan it (`fail_next_task`, `fail`)"
S3 = "needs an S3 store"
REMOTE = "needs a second server that misbehaves"

OUT_OF_REACH: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "import_task_already_received", "import_task_unknown_remote", "import_task_without_network_task", "network_version_mismatch",
            "receive_import_finished_unknown_remote", "not_leader", "network_version_too_old", "unprocessed_network_task",
            "inconsistent_document_change_headers", "networkTopologyChange", "invalid_header_value",
        ),
        ENTERPRISE,
    ),
    **dict.fromkeys(
        (
            "dump_not_found", "dump_already_processing", "dump_process_failed", "index_creation_failed", "invalid_state",
            "unretrievable_document", "unretrievable_error_code", "bad_parameter", "duplicate_index_found", "immutable_api_key_key",
            "invalid_facet_search_name", "invalid_multi_search_facets", "invalid_multi_search_federated", "invalid_document_geojson_field",
            "invalid_export_indexes_patterns", "invalid_chat_completion_source", "invalid_chat_completion_prompts",
            "invalid_chat_completion_pre_query_prompt", "too_many_vectors", "unsupported_media_type",
        ),
        NEVER,
    ),
    **dict.fromkeys(
        ("io_error", "no_space_left_on_device", "too_many_open_files", "database_size_limit_reached", "invalid_store_file"), DISK
    ),
    **dict.fromkeys(("s3_snapshot_server_error", "invalid_s3_snapshot_request", "invalid_s3_snapshot_parameters"), S3),
    **dict.fromkeys(
        (
            "remote_bad_request", "remote_bad_response", "remote_could_not_send_request", "remote_invalid_api_key",
            "remote_remote_error", "remote_timeout", "unknown_remote",
        ),
        REMOTE,
    ),
    "invalid_index_custom_metadata": "every text is a good one",
    "invalid_export_index_filter": "every JSON value is taken; the filter is read when the task runs",
}  # fmt: skip
"""Error codes and task kinds -> why nothing meets them."""
