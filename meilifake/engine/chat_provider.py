"""Where the language model of a workspace is: the address that a server would call, and what it says when it cannot (guide
http-surface, 29). A fake makes no calls: unless a test gives the answers, every conversation ends like that of a server without a network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from meilifake.engine.url_text import DEFAULT_PORTS, check_url
from meilifake.engine.webhooks import HEADER_VALUE

BASES = {"openAi": "https://api.openai.com/v1/", "mistral": "https://api.mistral.ai/v1/"}
"""Where a source lives unless the workspace says otherwise."""
PATH_SAFE, QUERY_SAFE = "/%:@!$&'()*+,;=~[]|^\\", "/%:@!$&()*+,;=~[]|^\\?{}`"
"""What an address may hold as it is."""


def address(settings: Mapping[str, Any]) -> str:
    """The base and the path are put together as they are: a base with a slash at its end makes two."""
    base = settings["baseUrl"]
    if settings["source"] == "azureOpenAi":
        return f"{base}/openai/deployments/{settings['deploymentId']}/chat/completions?api-version={settings['apiVersion']}"
    return f"{BASES.get(settings['source'], '') if base is None else base}/chat/completions"


def failure(settings: Mapping[str, Any], allowed: Sequence[str], *, answering: bool = False) -> str | None:
    """Why the call fails, empty where it does not; None for an address that is none, or what no header can hold: at both the server
    gives up without a word.

    Parameters: `allowed`, the local networks that may be called, or `any`; `answering`, whether a model is there to answer.
    """
    url = address(settings)
    try:
        check_url(url)
    except ValueError:
        return None
    said = (settings[name] for name in (("apiKey",) if settings["source"] == "azureOpenAi" else ("orgId", "projectId", "apiKey")))
    if not all(HEADER_VALUE.fullmatch(text) for text in said if text is not None):
        return None
    parts = urlsplit(url)
    if rejected(parts.hostname or "", allowed):
        return "Rejected IP"
    if parts.scheme not in ("http", "https"):
        return f"builder error for url ({shown(parts)})"
    return "" if answering else f"error sending request for url ({shown(parts)})"


def rejected(host: str, allowed: Sequence[str]) -> bool:
    """Whether the host is a local address by number, which the server does not call unless it may."""
    try:
        number = ip_address(host)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    return not (number.is_global or number.is_multicast or "any" in allowed or any(number in ip_network(one) for one in allowed))


def shown(parts: SplitResult) -> str:
    """In the form that a parsed address has: no credentials, no usual port, special characters escaped."""
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    query = f"?{quote(parts.query, QUERY_SAFE)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, QUERY_SAFE)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{quote(parts.path, PATH_SAFE)}{query}{fragment}"
