"""What the document routes answer."""

from __future__ import annotations

from typing import Any

from meilifake.engine.search.browse import BrowseRequest, Page


def documents_page(request: BrowseRequest, page: Page) -> dict[str, Any]:
    """The envelope of a listing, in wire order."""
    return {"results": page.documents, "offset": request.offset, "limit": request.limit, "total": page.total}
