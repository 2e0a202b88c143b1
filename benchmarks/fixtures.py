"""A fixture's life beside that of `respx.mock`, which intercepts the same client."""

from __future__ import annotations

import httpx
import respx
from timing import Row, in_turns

from meilifake import MeiliFake

URL = "http://localhost:7700"


def measure(quick: bool) -> list[Row]:
    def our_life() -> None:
        fake = MeiliFake()
        with fake.intercept(URL):
            pass
        fake.close()

    def their_life() -> None:
        router = respx.mock()
        router.start()
        router.stop()

    def our_life_with_a_request() -> None:
        fake = MeiliFake()
        with fake.intercept(URL):
            client.get("/health")
        fake.close()

    def their_life_with_a_request() -> None:
        with respx.mock(base_url=URL) as router:
            router.get("/health").respond(json={"status": "available"})
            client.get("/health")

    rounds = 5 if quick else 30
    client = httpx.Client(base_url=URL)
    one, other = in_turns(our_life, their_life, rounds)
    rows = [Row("set-up and tear-down", one, other, "respx.mock start and stop", 0.3), Row("the same", one, aim=300e-6)]
    one, other = in_turns(our_life_with_a_request, their_life_with_a_request, rounds)
    return [*rows, Row("with one request in between", one, other, "respx.mock, one route")]
