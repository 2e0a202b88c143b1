"""Named constructors of the errors that several rooms raise, so that one wording lives in one place."""

from __future__ import annotations

import re

from meilifake.errors.base import MeiliError

UID = re.compile(r"[a-zA-Z0-9_-]{1,400}")
BAD_KEY = "MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size"
"""What the server's database says of a key that is empty, or too long to be put in place."""


def bad_key() -> MeiliError:
    """As the engine of an index tells of it; other parts of the server put other words around it."""
    return MeiliError("internal", f"internal: {BAD_KEY}.")


def index_not_found(uid: str) -> MeiliError:
    return MeiliError("index_not_found", f"Index `{uid}` not found.")


def index_already_exists(uid: str) -> MeiliError:
    return MeiliError("index_already_exists", f"Index `{uid}` already exists.")


def task_not_found(uid: int) -> MeiliError:
    return MeiliError("task_not_found", f"Task `{uid}` not found.")


def batch_not_found(uid: int) -> MeiliError:
    return MeiliError("batch_not_found", f"Batch `{uid}` not found.")


def document_not_found(document_id: str) -> MeiliError:
    return MeiliError("document_not_found", f"Document `{document_id}` not found.")


def index_uid_message(uid: str) -> str:
    """The server says 512 although the limit is 400 bytes (guide http-surface, section 6)."""
    return (
        f"`{uid}` is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, "
        "hyphens (-) and underscores (_), and can not be more than 512 bytes."
    )


def invalid_index_uid(uid: str) -> MeiliError:
    return MeiliError("invalid_index_uid", index_uid_message(uid))


def is_index_uid(text: str) -> bool:
    return UID.fullmatch(text) is not None


def check_index_uid(text: str) -> str:
    """An index uid as it stands in a path. Raises invalid_index_uid."""
    if not is_index_uid(text):
        raise invalid_index_uid(text)
    return text
