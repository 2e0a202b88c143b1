"""Stand-ins for embedding services: how many dimensions, what goes wrong, and how far scores are spread."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.embedders.models import distribution_of
from meilifake.engine.search.vectors.embedders import Embedder, check_built, dimensions_of, embed
from meilifake.errors.base import MeiliError

REST = {"source": "rest", "url": "http://a.test", "request": "{{text}}", "response": "{{embedding}}"}
TEMPLATE = {"documentTemplate": "{{ doc.title }}"}
THREE = {"*": Embedder(lambda text: [1.0, 2.0, 3.0])}


@pytest.mark.parametrize(
    ("configuration", "offline", "own"),
    [
        ({"source": "openAi"}, 1536, 1536),
        ({"source": "openAi", "model": "text-embedding-3-large"}, 3072, 3072),
        ({"source": "openAi", "dimensions": 3}, 3, 3),
        ({"source": "huggingFace"}, 768, 3),
        ({"source": "ollama", "model": "m"}, 384, 3),
        ({**REST, "dimensions": 5}, 5, 5),
        ({"source": "composite", "searchEmbedder": {"source": "openAi"}, "indexingEmbedder": {"source": "ollama"}}, 384, 3),
    ],
)
def test_dimensions(configuration: dict[str, Any], offline: int, own: int) -> None:
    assert dimensions_of("e", configuration, {}) == dimensions_of("e", configuration, {"e": None, **THREE}) == offline
    assert dimensions_of("e", configuration, THREE) == own
    assert len(embed("a text", "e", configuration, {})) == offline


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ({"source": "openAi", "model": "text-embedding-ada-002"}, {"mean": 0.9, "sigma": 0.08}),
        ({"source": "openAi", "distribution": {"mean": 0.1, "sigma": 0.2}}, {"mean": 0.1, "sigma": 0.2}),
        ({"source": "huggingFace"}, {"mean": 0.85, "sigma": 0.1}),
        ({"source": "huggingFace", "model": "another"}, None),
        (REST, None),
        ({"source": "composite", "searchEmbedder": REST, "indexingEmbedder": {"source": "openAi"}}, {"mean": 0.75, "sigma": 0.1}),
    ],
)
def test_the_usual_distribution_of_a_model(configuration: dict[str, Any], expected: Any) -> None:
    assert distribution_of(configuration) == expected


def refused(embedder: dict[str, Any], custom: Any = {}) -> str:  # noqa: B006
    with pytest.raises(MeiliError) as caught:
        check_built({"e": embedder}, custom)
    return caught.value.message.removeprefix("Error while generating embeddings: ")


def test_what_is_seen_when_embedders_are_built() -> None:
    fragments = {**REST, "indexingFragments": {"a": {"value": 1}}, "searchFragments": {"a": {"value": 1}}}
    assert refused(fragments) == (
        "user error: cannot infer `dimensions` for an embedder using `indexingFragments`.\n"
        "  - Note: Specify `dimensions` explicitly or don't use `indexingFragments`."
    )
    composite = {"source": "composite", "searchEmbedder": {**REST, "dimensions": 2}, "indexingEmbedder": {**REST, "dimensions": 3}}
    assert refused(composite) == (
        "user error: error while generating test embeddings.\n"
        "  - the dimensions of embeddings produced at search time and at indexing time don't match.\n"
        "  - Search time dimensions: 2\n  - Indexing time dimensions: 3\n"
        "  - Note: Dimensions of embeddings produced by both embedders are required to match."
    )
    assert refused({"source": "ollama", "url": "http://h/x"}) == (
        "user error: unsupported Ollama URL.\n  - For `ollama` sources, the URL must end with `/api/embed` or `/api/embeddings`\n"
        "  - Got `http://h/x`"
    )


def down(text: str) -> list[float]:
    raise TimeoutError("timeout: global")


def test_a_service_out_of_reach() -> None:
    reason = "runtime error: could not reach embedding server:\n  - timeout: global"
    assert (
        refused(REST, {"*": Embedder(down)})
        == f"runtime error: could not determine model dimensions:\n  - test embedding failed with {reason}"
    )
    with MeiliFake(embedders=down) as fake:
        fake.load([{"id": 1, "title": "Fog"}], index="books")
        books = httpx.Client(transport=fake.transport, base_url="http://a.test/indexes/books")
        task = books.patch("/settings/embedders", json={"e": {**REST, **TEMPLATE, "dimensions": 3}}).json()["taskUid"]
        error = books.get(f"http://a.test/tasks/{task}").json()["error"]
        assert (error["code"], error["message"]) == (
            "vector_embedding_error",
            f"Index `books`: While embedding documents for embedder `e`: {reason}",
        )
        fake.embedders["e"] = lambda text: [1.0, 2.0, 3.0]
        books.patch("/settings/embedders", json={"e": {**REST, **TEMPLATE, "dimensions": 3}})
        fake.embedders["e"] = down
        search = {"q": "fog", "hybrid": {"embedder": "e", "semanticRatio": 1}}
        answer = books.post("/search", json=search)
        assert (answer.status_code, answer.json()["message"]) == (400, f"Error while generating embeddings: {reason}")
        assert books.post("/search", json=search | {"hybrid": {"embedder": "e"}}).json()["semanticHitCount"] == 0


def test_a_vector_of_another_length() -> None:
    with MeiliFake(embedders={"e": lambda text: [1.0] * len(text)}) as fake:
        books = httpx.Client(transport=fake.transport, base_url="http://a.test/indexes/books")
        books.patch("/settings/embedders", json={"e": {**REST, **TEMPLATE}})
        task = books.post("/documents", json=[{"id": 1, "title": "Four"}, {"id": 2, "title": "Fog", "_vector": []}]).json()["taskUid"]
        assert books.get(f"http://a.test/tasks/{task}").json()["error"]["message"] == (
            "Index `books`: While embedding documents for embedder `e`: runtime error: was expecting embeddings of dimension `4`, "
            "got embeddings of dimensions `3`\n- Hint: try replacing `_vector` by `_vectors` in 1 document(s)."
        )
        vector = {"vector": [1, 2, 3], "hybrid": {"embedder": "e"}}
        assert books.post("/search", json=vector).json()["message"] == "Invalid vector dimensions: expected: `4`, found: `3`."
