"""A plain script: indexes the books of a file and prints what it finds. It knows nothing of a fake.

    python search_books.py books.json lighthouse

Set MEILI_URL for another server than http://localhost:7700.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import meilisearch


def main(path: str, words: str) -> list[str]:
    client = meilisearch.Client(os.environ.get("MEILI_URL", "http://localhost:7700"))
    index = client.index("books")
    task = index.add_documents(json.loads(Path(path).read_text(encoding="utf-8")))
    client.wait_for_task(task.task_uid)
    titles = [hit["title"] for hit in index.search(words, {"limit": 5})["hits"]]
    print("\n".join(titles))
    return titles


if __name__ == "__main__":
    main(*sys.argv[1:])
