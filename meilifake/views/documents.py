"""What the document routes answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meilifake.engine.search.browse import BrowseRequest, Page


def documents_page(request: BrowseRequest, page: Page, errors: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The envelope of a listing, in wire order. `errors`: of other servers, by name, where there were any."""
    view = {"results": page.documents, "offset": request.offset, "limit": request.limit, "total": page.total}
    return view if errors is None else {**view, "remoteErrors": errors}
