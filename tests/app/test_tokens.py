"""Tenant tokens: signature, expiry, audience (guide http-surface, 7.3)."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.app.tokens import verify
from meilifake.engine.keys import derive
from meilifake.errors.base import MeiliError

MASTER = "a master key of some length"
UID = "11111111-1111-4111-8111-111111111111"
NOW = datetime(2030, 1, 1, 0, 0, 0, 999999, tzinfo=UTC)


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(claims: Any = None, *, algorithm: str = "HS256", secret: str | None = None) -> str:
    claims = {"searchRules": ["*"], "apiKeyUid": UID} | (claims or {})
    head = ".".join(encoded(json.dumps(value).encode()) for value in ({"alg": algorithm}, claims))
    key = derive(MASTER, UID) if secret is None else secret
    digest = {"HS384": "sha384", "HS512": "sha512"}.get(algorithm, "sha256")
    return f"{head}.{encoded(hmac.digest(key.encode(), head.encode(), digest))}"


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
def test_good_tokens(algorithm: str) -> None:
    claims = verify(token({"exp": int(NOW.timestamp()), "aud": None}, algorithm=algorithm), MASTER, NOW)
    assert claims is not None
    assert (claims.api_key_uid, claims.search_rules) == (UID, {"*": None})


def test_a_text_without_two_dots_is_no_token() -> None:
    assert verify("abc", MASTER, NOW) is None
    assert verify("a.b", MASTER, NOW) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (token(secret="x"), "InvalidSignature"),
        (token()[:-4] + "AAAA", "InvalidSignature"),
        (token(algorithm="RS256"), "InvalidAlgorithm"),
        (token(algorithm="none"), "JSON error: unknown variant `none`, expected one of `HS256`, "),
        (token({"aud": "x"}), "InvalidAudience"),
        (token({"apiKeyUid": "x"}), "JSON error: UUID parsing failed: invalid character: found `x` at 0 at line 1 column "),
        ("!.a.b", "Base64 error: Invalid symbol 33, offset 0."),
        ("..", "JSON error: EOF while parsing a value at line 1 column 0"),
    ],
)
def test_undecodable_tokens(text: str, fault: str) -> None:
    with pytest.raises(MeiliError) as caught:
        verify(text, MASTER, NOW)
    assert caught.value.code == "invalid_api_key"
    assert caught.value.message.startswith(f"Could not decode tenant token, {fault}")


def test_an_expired_token_is_told_so_in_seconds() -> None:
    moment = int(NOW.timestamp())
    with pytest.raises(MeiliError) as caught:
        verify(token({"exp": moment - 1}), MASTER, NOW)
    assert caught.value.message == f"Tenant token expired. Was valid up to `{moment - 1}` and we're now `{moment}`."
