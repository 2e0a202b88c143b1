"""Media types, parsed as strictly as the server does."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]"
SUBTYPE = TOKEN.replace("+", "")
MIME = re.compile(rf"(?P<type>{TOKEN}+)/(?P<subtype>{SUBTYPE}{TOKEN}*?)(?:\+(?P<suffix>{SUBTYPE}*))?(?P<rest>;.*)?")
PARAMETER = re.compile(rf' *{TOKEN}+=(?:{TOKEN}+|"[^"\x00-\x1f\x7f]*")(?:;|$)')


class Mime(NamedTuple):
    """`application/problem+json` is type `application`, subtype `problem`, suffix `json`; all in lower case."""

    type: str
    subtype: str
    suffix: str | None


@lru_cache(maxsize=64)
def parse_mime(text: str) -> Mime | None:
    """The media type of a content-type header; None if it is none. Parameters must be well-formed and are dropped."""
    match = MIME.fullmatch(text)
    if match is None or (match["type"] == "*" and text != "*/*"):
        return None
    rest, at = (match["rest"] or "")[1:], 0
    while at < len(rest) and rest[at:].strip(" "):
        parameter = PARAMETER.match(rest, at)
        if parameter is None:
            return None
        at = parameter.end()
    suffix = match["suffix"]
    return Mime(match["type"].lower(), match["subtype"].lower(), None if suffix is None else suffix.lower())
