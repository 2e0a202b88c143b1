"""The two JSON objects of a tenant token, read in stream order: the first thing that does not fit is what the server reports.

A fault inside a value is located where the value ends; one that only the whole value shows, where the reader then stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from meilifake.engine.uuid_text import parse_uuid
from meilifake.wire.jsonscan import JsonError, Scanner
from meilifake.wire.rusttext import unexpected
from meilifake.wire.words import listed

ALGORITHMS = ("HS256", "HS384", "HS512", "ES256", "ES384", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA")
Reader = Callable[[Scanner], Any]


@dataclass(frozen=True, slots=True)
class Claims:
    """`search_rules`: index pattern -> rule (`{"filter": …}`) or None."""

    search_rules: Mapping[str, Any]
    api_key_uid: str
    exp: int | None = None
    audience: Any = None


class Late(Exception):
    """A fault that the server locates after having closed the object it is in."""


def read_algorithm(data: bytes) -> str:
    """The algorithm of a token's header. Raises JsonError."""
    fields = read(data, HEADER, "struct Header", sequence=False)
    algorithm: str = fields["alg"]
    return algorithm


def read_claims(data: bytes) -> Claims:
    """Raises JsonError."""
    fields = read(data, CLAIMS, "struct Claims", sequence=True)
    return Claims(fields["searchRules"], fields["apiKeyUid"], fields.get("exp"), fields.get("aud"))


def read(data: bytes, readers: Mapping[str, Reader], name: str, *, sequence: bool) -> dict[str, Any]:
    scanner = Scanner(data)
    first = scanner.skip_space()
    if first == -1:
        raise scanner.error("EOF while parsing a value", peeked=True)
    if first == 0x7B:
        fields = enclosed(scanner, 0x7D, lambda: members(scanner, readers))
    elif first == 0x5B and sequence:
        fields = enclosed(scanner, 0x5D, lambda: elements(scanner, readers, name))
    else:
        raise mismatch(scanner, name)
    scanner.end()
    return fields


def enclosed(scanner: Scanner, close: int, body: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    scanner.at += 1
    try:
        return body()
    except Late as fault:
        if scanner.skip_space() == close:
            scanner.at += 1
        raise scanner.error(str(fault)) from None


def members(scanner: Scanner, readers: Mapping[str, Reader]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    extras: list[Any] = []
    first = True
    while scanner.more_members(first):
        first = False
        scanner.at += 1
        key = scanner.string()
        reader = readers.get(key)
        if reader is not None and key in fields:
            raise Late(f"duplicate field `{key}`")
        found = scanner.skip_space()
        if found != 0x3A:
            raise scanner.error("EOF while parsing an object" if found == -1 else "expected `:`", peeked=True)
        scanner.at += 1
        if reader is None:
            extras.append(scanner.value(1))
        else:
            fields[key] = reader(scanner)
    for key in REQUIRED:
        if key in readers and key not in fields:
            raise Late(f"missing field `{key}`")
    strange = next((value for value in extras if not isinstance(value, str)), None) if "alg" in readers else None
    if strange is not None:
        raise Late(f"invalid type: {unexpected(strange)}, expected a string")
    scanner.at += 1
    return fields


REQUIRED = ("alg", "searchRules", "apiKeyUid")


def elements(scanner: Scanner, readers: Mapping[str, Reader], name: str) -> dict[str, Any]:
    """A sequence in place of the object: its elements are the fields in their order of declaration."""
    fields: dict[str, Any] = {}
    names = [key for key in readers if key != "aud"]
    for position, key in enumerate(names):
        found = scanner.skip_space()
        if found == 0x5D:
            raise Late(f"invalid length {position}, expected {name} with {len(names)} elements")
        if position:
            if found != 0x2C:
                raise scanner.error("EOF while parsing a list" if found == -1 else "expected `,` or `]`", peeked=True)
            scanner.at += 1
        fields[key] = readers[key](scanner)
    if scanner.skip_space() != 0x5D:
        raise scanner.error("trailing characters", peeked=True)
    scanner.at += 1
    return fields


def mismatch(scanner: Scanner, expected: str) -> JsonError:
    """What follows is not what was expected: a scalar is read first, an array or object is not."""
    found = scanner.skip_space()
    if found in b"[{":
        return scanner.error(f"invalid type: {'map' if found == 0x7B else 'sequence'}, expected {expected}")
    value = scanner.value(1)
    return scanner.error(f"invalid type: {unexpected(value)}, expected {expected}")


def text(scanner: Scanner, expected: str) -> str:
    found = scanner.skip_space()
    if found != 0x22:
        if found == -1:
            raise scanner.error("EOF while parsing a value", peeked=True)
        raise mismatch(scanner, expected)
    scanner.at += 1
    return scanner.string()


def optional_text(scanner: Scanner) -> str | None:
    if scanner.skip_space() == 0x6E:
        scanner.value(1)
        return None
    return text(scanner, "a string")


def algorithm(scanner: Scanner) -> str:
    if scanner.skip_space() != 0x22:
        raise mismatch(scanner, "enum Algorithm")
    name = text(scanner, "variant identifier")
    if name not in ALGORITHMS:
        raise scanner.error(f"unknown variant `{name}`, expected one of {listed(ALGORITHMS)}")
    return name


def expiry(scanner: Scanner) -> int | None:
    found = scanner.skip_space()
    if found == -1:
        raise scanner.error("EOF while parsing a value", peeked=True)
    if found in b"[{":
        raise mismatch(scanner, "i64")
    value = scanner.value(1)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise scanner.error(f"invalid type: {unexpected(value)}, expected i64")
    if value is not None and value >= 2**63:
        raise scanner.error(f"invalid value: {unexpected(value)}, expected i64")
    number: int | None = value
    return number


def uid(scanner: Scanner) -> str:
    value = text(scanner, "a formatted UUID string")
    try:
        return parse_uuid(value)
    except ValueError as fault:
        raise scanner.error(f"UUID parsing failed: {fault}") from None


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


def anything(scanner: Scanner) -> Any:
    return scanner.value(1)


CLAIMS: Mapping[str, Reader] = {"searchRules": search_rules, "exp": expiry, "apiKeyUid": uid, "aud": anything}
HEADER: Mapping[str, Reader] = {
    "alg": algorithm,
    **dict.fromkeys(("typ", "cty", "jku", "kid", "x5u", "x5t", "x5t#S256", "enc", "zip", "url", "nonce"), optional_text),
    **dict.fromkeys(("jwk", "x5c", "crit"), anything),
}
