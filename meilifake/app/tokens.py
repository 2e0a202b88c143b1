"""Tenant tokens: a JWT signed with the value of an API key (guide http-surface, 7.3)."""

from __future__ import annotations

import hmac
from datetime import datetime

from meilifake.app.base64url import Base64Error, decode
from meilifake.app.claims import Claims, read_algorithm, read_audience, read_claims
from meilifake.engine.keys import derive
from meilifake.errors.base import Broken, MeiliError
from meilifake.wire.jsonscan import JsonError

DIGESTS = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
"""Every other algorithm of the standard is known and refused; `none` is not even known."""


def verify(token: str, master_key: str, now: datetime) -> Claims | None:
    """The claims of a valid token; None for a text that is no token (fewer than two dots), which may still be a key.

    The signature is checked against the key derived from the claimed uid, stored or not. Raises invalid_api_key.
    """
    head, dot, signature = token.rpartition(".")
    header, second, payload = head.rpartition(".")
    if not dot or not second:
        return None
    try:
        algorithm = read_algorithm(part(header))
        body = part(payload)
        claims = read_claims(body)
        digest = DIGESTS.get(algorithm)
        if digest is None:
            raise undecodable("InvalidAlgorithm")
        secret = derive(master_key, claims.api_key_uid).encode()
        if not hmac.compare_digest(hmac.digest(secret, head.encode(), digest), part(signature)):
            raise undecodable("InvalidSignature")
        audience = read_audience(body)
    except Base64Error as fault:
        raise undecodable(f"Base64 error: {fault}") from None
    except Broken as crash:
        raise crash.aside() from None
    except JsonError as fault:
        raise undecodable(f"JSON error: {fault}") from None
    if names_audience(audience):
        raise undecodable("InvalidAudience")
    moment = int(now.timestamp() // 1)
    if claims.exp is not None and moment > claims.exp:
        words = f"Tenant token expired. Was valid up to `{claims.exp}` and we're now `{moment}`."
        raise MeiliError("invalid_api_key", words)
    return claims


def part(text: str) -> bytes:
    return decode(text.encode())


def names_audience(audience: object) -> bool:
    """The server expects no audience, and its library then refuses any token that names one."""
    if isinstance(audience, list):
        return all(isinstance(item, str) for item in audience)
    return isinstance(audience, str)


def undecodable(fault: str) -> MeiliError:
    return MeiliError("invalid_api_key", f"Could not decode tenant token, {fault}.")
