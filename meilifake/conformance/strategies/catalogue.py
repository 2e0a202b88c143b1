"""Every route of the table with the parameters that it reads: good bodies, made wrong in a few places or in none."""

from __future__ import annotations

import base64
import re
from random import Random

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.nonsense.generator import Generator, Keys

OUTWARD = re.compile(rb"openAi|ollama|huggingFace|rest|http|useNetwork|remote|completions|media|personalize", re.IGNORECASE)
"""What would have a server call another one."""
ENDLESS = ("/logs/stream", "/chat/completions", "/export", "/network", "/snapshots", "/metrics", "/compact")
"""Routes whose answers never end, or tell of the machine; and those that call other servers."""
PLAIN = frozenset(range(33, 127))


def kept(sent: Sent | None) -> st.SearchStrategy[Sent]:
    return st.nothing() if sent is None else st.just(sent)


def told(random: Random) -> Sent | None:
    """None for what no client sends, or would do more than answer."""
    raw = Generator(random, Keys(None)).request()
    text = raw.target + raw.body + b"".join(value for _, value in raw.headers)
    if OUTWARD.search(text) or any(part in raw.target.decode("latin-1") for part in ENDLESS) or not PLAIN.issuperset(raw.target):
        return None
    if raw.method not in ("GET", "POST", "PUT", "PATCH", "DELETE") or not raw.target.startswith(b"/") or b"//" in raw.target:
        return None
    headers = {name.decode(): value.decode() for name, value in raw.headers if value.isascii() and value == value.strip()}
    return Sent(raw.method, raw.target.decode(), headers, {"base64": base64.b64encode(raw.body).decode()})


requests = st.randoms(use_true_random=False).flatmap(lambda random: kept(told(random)))
