"""Filters for HTML and URLs, and for line breaks."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from meilifake.engine.liquid.filters.parameter import bad_input
from meilifake.engine.liquid.values import text

ENTITIES = {"<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&quot;", "&": "&amp;"}
SPECIAL = re.compile("[<>'\"&]")
SPECIAL_ONCE = re.compile("[<>'\"]|&(?!lt;|gt;|#39;|quot;|amp;)")
MARKUP = [re.compile(one, re.IGNORECASE | re.DOTALL) for one in ("<script.*?</script>", "<style.*?</style>", "<!--.*?-->", "<.*?>")]


def escape(value: Any) -> str | None:
    return None if value is None else SPECIAL.sub(lambda found: ENTITIES[found[0]], text(value))


def escape_once(value: Any) -> str | None:
    return None if value is None else SPECIAL_ONCE.sub(lambda found: ENTITIES[found[0]], text(value))


def strip_html(value: Any) -> str:
    shown = text(value)
    for pattern in MARKUP:
        shown = pattern.sub("", shown)
    return shown


def newline_to_br(value: Any) -> str:
    return text(value).replace("\n", "<br />\n")


def strip_newlines(value: Any) -> str:
    return text(value).replace("\n", "").replace("\r", "")


def url_encode(value: Any) -> str | None:
    return None if value is None else quote(text(value), safe="").replace("~", "%7E")


def url_decode(value: Any) -> str | None:
    """Raises LiquidFault for what is no UTF-8."""
    if value is None:
        return None
    try:
        return unquote_to_bytes(text(value).replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise bad_input("Malformed UTF-8") from None
