"""The fake behind a `respx` router: `fake.respx(router)`. respx brings httpx, neither is imported here."""

from __future__ import annotations

from typing import Any

from meilifake.transports.httpx_transport import make_response, patience, read_request
from meilifake.transports.waiting import pause
from meilifake.wire.message import Answer


def mount(answer: Answer, router: Any, urls: tuple[str, ...]) -> list[Any]:
    """Adds a route per base URL (none: one route for whatever the router gets) whose side effect is the fake; returns the routes."""

    def side_effect(request: Any, *arguments: Any, **captures: Any) -> Any:
        response = answer(read_request(request))
        if response.delay:
            pause(patience(request, response))
        return make_response(request, response)

    routes = [router.route(url__startswith=url.rstrip("/")) for url in urls] or [router.route()]
    for route in routes:
        route.mock(side_effect=side_effect)
    return routes
