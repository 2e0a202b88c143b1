from __future__ import annotations

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.engine.search.vectors.similarity import cosine_distance, shift, similarity, single


@pytest.mark.parametrize(
    ("vector", "shown"),
    [([2.0, 3.0], 0.19161224365234375), ([1.0, 2.0], 1.1920928955078125e-07), ([1.0, 3.0], 1.1920928955078125e-07)],
)
def test_a_distribution_is_a_pair_of_32_bit_floats(vector: list[float], shown: float) -> None:
    score = similarity(cosine_distance(single([1.0, 1.0]), single(vector)))
    assert shift(score, {"mean": 0.998, "sigma": 0.01}) == shown


def test_scores_stay_below_one_and_without_a_distribution_as_they_are() -> None:
    assert shift(0.9, {"mean": 0.1, "sigma": 0.1}) == 1.0
    assert shift(0.25, None) == 0.25


@pytest.mark.parametrize(
    ("dimensions", "shown"),
    [(15, 0.5417073965072632), (100, 0.48916393518447876), (130, 0.5255814790725708)],
)
def test_long_vectors_are_added_in_lanes(dimensions: int, shown: float) -> None:
    left = single([((7 * at) % 11 - 5) / 7 for at in range(dimensions)])
    right = single([((5 * at) % 13 - 6) / 9 for at in range(dimensions)])
    assert similarity(cosine_distance(left, right)) == shown


@pytest.mark.parametrize("quantized", [False, True])
def test_vectors_from_before_other_dimensions_are_refused_by_name(quantized: bool) -> None:
    client = httpx.Client(transport=MeiliFake().transport, base_url="http://fake")

    def embedder(dimensions: int) -> None:
        settings = {"source": "userProvided", "dimensions": dimensions, "binaryQuantized": quantized}
        client.patch("/indexes/books/settings", json={"embedders": {"mine": settings}})

    def search(*vector: float) -> httpx.Response:
        return client.post("/indexes/books/search", json={"vector": vector, "hybrid": {"embedder": "mine", "semanticRatio": 1}})

    embedder(2)
    client.post("/indexes/books/documents", json=[{"id": 1, "_vectors": {"mine": [1, 2]}}])
    assert search(1, 0).status_code == 200
    embedder(3)
    refused = search(1, 0, 0)
    assert refused.status_code == 501
    assert "`dimensions`" in refused.json()["message"]
