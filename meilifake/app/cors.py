"""Cross-origin requests: any origin may call, and a preflight is answered on any path before routing (guide http-surface, 1.3)."""

from __future__ import annotations

import re

from meilifake.wire.message import Request, Response

METHODS = ("TRACE", "GET", "DELETE", "PUT", "CONNECT", "POST", "OPTIONS", "HEAD", "PATCH")
VERB = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
VARY = ("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
ALLOW_ORIGIN = ("access-control-allow-origin", "*")


def preflight(request: Request) -> Response | None:
    """The answer to a preflight, None for any other request, one that asks for no verb at all among them. An unknown verb is refused in
    plain text, without `vary`."""
    wanted = request.headers.get("access-control-request-method")
    if request.method != "OPTIONS" or wanted is None or VERB.fullmatch(wanted) is None:
        return None
    if wanted not in METHODS:
        text = b"Requested method is not allowed"
        return Response(400, [("content-length", str(len(text)))], text)
    headers = [("content-length", "0"), ("access-control-max-age", "86400"), VARY, ALLOW_ORIGIN]
    headers.append(("access-control-allow-methods", ", ".join(METHODS)))
    asked = request.headers.get("access-control-request-headers")
    if asked is not None:
        headers.append(("access-control-allow-headers", asked))
    return Response(200, headers)
