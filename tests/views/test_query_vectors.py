"""The vector of a query in an answer: 32 bits, told in as few digits as will do."""

from __future__ import annotations

import httpx

from meilifake import MeiliFake
from meilifake.transports.httpx_transport import FakeTransport


def test_a_query_vector_is_written_as_the_shortest_of_its_32_bits() -> None:
    search = {"vector": [0.123456789012, 0.1], "hybrid": {"embedder": "own", "semanticRatio": 1.0}, "retrieveVectors": True}
    with httpx.Client(transport=FakeTransport(MeiliFake().answer), base_url="http://localhost:7700") as client:
        client.patch("/indexes/films/settings", json={"embedders": {"own": {"source": "userProvided", "dimensions": 2}}})
        client.post("/indexes/films/documents", json=[{"id": 1, "_vectors": {"own": [0.1, 0.5]}}])
        alone = client.post("/indexes/films/search", json=search).json()
        merged = client.post("/multi-search", json={"federation": {}, "queries": [{"indexUid": "films", **search}]}).json()
    assert alone["queryVector"] == [0.12345679, 0.1]
    assert merged["queryVectors"] == {"0": [0.12345679, 0.1]}
    assert alone["hits"][0]["_vectors"]["own"]["embeddings"] == [[0.10000000149011612, 0.5]]
