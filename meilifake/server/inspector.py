"""The inspector: one page at `/_fake/ui` that shows what the fake holds and does. Off unless `--fake-ui` or `serve(inspector=True)`.

Its own requests carry a header: they go past the journal and the planned faults, with the master key if there is one.
"""

from __future__ import annotations

from copy import copy
from importlib.resources import files
from typing import TYPE_CHECKING

from meilifake.server.control import Control
from meilifake.wire.message import Request, Response

if TYPE_CHECKING:
    from meilifake.fake import MeiliFake

PATH = "/_fake/ui"
MARK = "x-meilifake-inspector"


class Inspector:
    """Answers the page and its requests, and hands everything else to the control API."""

    def __init__(self, fake: MeiliFake) -> None:
        self.fake = fake
        self.control = Control(fake)

    def __call__(self, request: Request) -> Response:
        if request.path.rstrip("/") == PATH:
            return page()
        if MARK in request.headers and not request.path.startswith("/_fake/"):
            return self.fake.app(self.trusted(request))
        return self.control(request)

    def trusted(self, request: Request) -> Request:
        key = self.fake.options.master_key
        if key is None:
            return request
        signed = copy(request)
        signed.headers = {**request.headers, "authorization": f"Bearer {key}"}
        return signed


def page() -> Response:
    body = files("meilifake.server").joinpath("inspector.html").read_bytes()
    return Response(200, [("content-type", "text/html; charset=utf-8"), ("content-length", str(len(body)))], body)
