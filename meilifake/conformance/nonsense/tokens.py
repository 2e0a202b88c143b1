"""Tokens that look like ones: tenant tokens with wrong signatures, algorithms, dates and rules."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from random import Random
from typing import Any

HEADERS: Sequence[Any] = (
    {"alg": "HS256", "typ": "JWT"}, {"alg": "HS384"}, {"alg": "HS512"}, {"alg": "none"}, {"alg": "None"}, {"alg": "RS256"}, {"alg": ""},
    {"alg": 5}, {}, [], "HS256", None, {"alg": "HS256", "typ": 3}, {"alg": "HS256", "kid": "../x", "crit": ["b64"]},
)  # fmt: skip
RULES: Sequence[Any] = (
    ["*"], {"*": {}}, {"*": None}, {"movies": {"filter": "year > 3"}}, {"movies": {"filter": "(("}}, {"movies": {"filter": 5}}, {"a b": {}},
    [], {}, None, "x", 5, {"*": {"filter": ["a = 1"], "x": 1}}, ["movies", 3], {"": {}}, {"*": []}, {"é*": {"filter": None}},
)  # fmt: skip
DATES: Sequence[Any] = (None, 1, -1, 2**31, 2**63, 2**64, 1e300, "9999999999", 9999999999, 1.5, True)
HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}


def part(value: Any) -> str:
    return encoded(json.dumps(value).encode())


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(random: Random, key: str, uid: str) -> str:
    """A token for a key that is often right in all but one thing."""
    header = HEADERS[0] if random.random() < 0.5 else random.choice(HEADERS)
    stranger = random.choice([None, "x", 5, "1" * 36])
    payload: Any = {"apiKeyUid": uid if random.random() < 0.7 else stranger, "searchRules": random.choice(RULES)}
    date = random.choice(DATES)
    if date is not None:
        payload["exp"] = date
    if random.random() < 0.1:
        payload = random.choice([None, [], "x", {"searchRules": ["*"]}, {"apiKeyUid": uid}])
    secret = key if random.random() < 0.6 else random.choice(["", "x", key[:-1]])
    signed = f"{part(header)}.{part(payload)}"
    algorithm = HASHES.get(str(header.get("alg")) if isinstance(header, dict) else "", hashlib.sha256)
    signature = encoded(hmac.new(secret.encode(), signed.encode(), algorithm).digest())
    whole = f"{signed}.{signature if random.random() < 0.8 else random.choice(['', 'x', '=' * 9, 'é'])}"
    if random.random() < 0.9:
        return whole
    return whole[: random.randrange(len(whole))] + random.choice(["", ".", "..", "%", " "])
