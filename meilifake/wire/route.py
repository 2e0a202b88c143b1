"""A route as a row: what it matches, the right it needs, what it reads, who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from meilifake.app.call import Call
    from meilifake.wire.message import Reply
    from meilifake.wire.query import Param


class Route(NamedTuple):
    """One verb of one path.

    `action` is the API key action that the server asks for (None: open to all). `query` is the table of accepted parameters (None:
    the query string is ignored, whatever it says). `body` names the model of a JSON body as `module:Class` below
    `meilifake.schema`, loaded at first use; None: the body and its content type are ignored (or read by the handler itself).
    `body_first`: the body's errors come before the query string's, as on `delete-batch`. `check_path` raises PathRefused for path
    parameters that the server refuses before query and body.
    """

    method: str
    path: str
    action: str | None
    handler: Callable[[Call], Reply]
    query: tuple[Param, ...] | None = None
    body: str | None = None
    body_first: bool = False
    check_path: Callable[[Mapping[str, str]], None] | None = None
