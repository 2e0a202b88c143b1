"""The two JSON objects of a tenant token, as the server's library reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meilifake.engine.uuid_text import parse_uuid
from meilifake.wire.jsonscan import Scanner
from meilifake.wire.readers import Late, anything, enumeration, misfit, mismatch, optional, parsed, started, text
from meilifake.wire.rusttext import unexpected
from meilifake.wire.structs import Struct, sequence

ALGORITHMS = ("HS256", "HS384", "HS512", "ES256", "ES384", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA")

KEY_PARTS = {"EC": ("crv", "x", "y"), "RSA": ("n", "e"), "oct": ("k",), "OKP": ("crv", "x")}
"""What a key must tell, by its kind."""
CURVES = ("P-256", "P-384", "P-521", "Ed25519")


@dataclass(frozen=True, slots=True)
class Claims:
    """`search_rules`: index pattern -> rule (`{"filter": …}`) or None."""

    search_rules: Mapping[str, Any]
    api_key_uid: str
    exp: int | None = None


def read_algorithm(data: bytes) -> str:
    """The algorithm of a token's header. Raises JsonError."""
    algorithm: str = HEADER.read(data)["alg"]
    return algorithm


def read_claims(data: bytes) -> Claims:
    """Raises JsonError."""
    fields = CLAIMS.read(data)
    return Claims(fields["searchRules"], fields["apiKeyUid"], fields.get("exp"))


def read_audience(data: bytes) -> Any:
    """Whom the token is meant for. Raises JsonError."""
    return REGISTERED.read(data).get("aud")


def check_texts(others: Sequence[Any]) -> None:
    """Whatever else a header says must be texts."""
    for value in others:
        if not isinstance(value, str):
            raise Late(f"invalid type: {unexpected(value)}, expected a string")


def expiry(scanner: Scanner) -> int | None:
    if started(scanner) in b"[{":
        raise mismatch(scanner, "i64")
    value = scanner.value(1)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise misfit(scanner, f"invalid type: {unexpected(value)}, expected i64")
    if value is not None and value >= 2**63:
        raise misfit(scanner, f"invalid value: {unexpected(value)}, expected i64")
    number: int | None = value
    return number


def search_rules(scanner: Scanner) -> dict[str, Any]:
    """Patterns without rules (an array), or pattern -> null or rule. A rule is an object, or an array of its one field."""
    value = scanner.value(1)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    if isinstance(value, dict) and all(rule is None or isinstance(rule, dict) or one(rule) for rule in value.values()):
        return {pattern: {"filter": rule[0]} if isinstance(rule, list) else rule for pattern, rule in value.items()}
    raise Late("data did not match any variant of untagged enum SearchRules")


def one(rule: Any) -> bool:
    return isinstance(rule, list) and len(rule) == 1


def jwk(scanner: Scanner) -> Any:
    """A key that nobody uses: only what its kind needs must be told."""
    if started(scanner) != 0x7B:
        raise mismatch(scanner, "struct Jwk")
    value = scanner.value(1)
    if not complete(value):
        raise misfit(scanner, "data did not match any variant of untagged enum AlgorithmParameters")
    return value


def complete(key: Mapping[str, Any]) -> bool:
    kind = key.get("kty")
    parts = KEY_PARTS.get(kind) if isinstance(kind, str) else None
    if parts is None or not all(isinstance(key.get(part), str) for part in parts):
        return False
    return "crv" not in parts or key["crv"] in CURVES


def number_or_nothing(scanner: Scanner) -> None:
    """Read and let go, but of an array or object only the beginning: the server then stumbles over what follows."""
    found = started(scanner)
    if found not in b"[{":
        scanner.value(1)
        return
    scanner.at += 1
    if scanner.skip_space() == (0x5D if found == 0x5B else 0x7D):
        scanner.at += 1


def text_or_nothing(scanner: Scanner) -> None:
    """Of an array or object not even the beginning."""
    if started(scanner) not in b"[{":
        scanner.value(1)


CLAIMS = Struct(
    "Claims",
    {"searchRules": search_rules, "exp": expiry, "apiKeyUid": parsed(parse_uuid, "a formatted UUID string", "UUID parsing failed")},
    required=("searchRules", "apiKeyUid"),
    elements=("searchRules", "exp", "apiKeyUid"),
)
REGISTERED = Struct(
    "ClaimsForValidation",
    {"exp": number_or_nothing, "nbf": number_or_nothing, "sub": text_or_nothing, "iss": anything, "aud": anything},
    elements=("exp", "nbf", "sub", "iss", "aud"),
)
"""The claims that the standard knows, read once more after the signature is found good."""
HEADER = Struct(
    "Header",
    {
        "alg": enumeration(ALGORITHMS),
        **dict.fromkeys(("typ", "cty", "jku", "kid", "x5u", "x5t", "x5t#S256", "enc", "zip", "url", "nonce"), optional(text)),
        **dict.fromkeys(("x5c", "crit"), optional(sequence(text))),
        "jwk": optional(jwk),
    },
    required=("alg",),
    check=check_texts,
)
