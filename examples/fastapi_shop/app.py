"""A FastAPI application with one search route. Its client is made when the module is imported, as in most applications."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, HTTPException
from meilisearch_python_sdk import AsyncClient
from meilisearch_python_sdk.errors import MeilisearchApiError, MeilisearchError

app = FastAPI()
search_client = AsyncClient("http://localhost:7700")


@app.get("/books")
async def books(q: str = "", after: int = 0) -> dict[str, Any]:
    """Books by words, newer than a year. Without the search server the shop says so, it does not break."""
    try:
        found = await search_client.index("books").search(q, filter=f"year > {after}", limit=5)
    except MeilisearchApiError as error:
        raise HTTPException(503 if error.status_code == 503 else 500, "search is out of order") from error
    except MeilisearchError as error:
        raise HTTPException(503, "search is away") from error
    return {"total": found.estimated_total_hits, "titles": [hit["title"] for hit in found.hits]}
