"""The authorization header against the action of a route: who may do what, on which indexes (guide http-surface, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from meilifake.engine import keys
from meilifake.engine.engine import Engine
from meilifake.errors.base import MeiliError
from meilifake.wire.message import Request
from meilifake.wire.rusttext import debug_text

if TYPE_CHECKING:
    from meilifake.engine.keys import Key

READABLE = re.compile(r"[\t -~]*")
TENANT_ACTIONS = ("search", "chatCompletions")


class Access(NamedTuple):
    """What the caller may touch.

    `indexes`: the patterns of the key's indexes, None for all (the master key, or no master key at all); `search_rules`: the rules of
    a tenant token by index pattern, None without a token; `creates`: whether the key may create indexes within its scope.
    """

    indexes: tuple[str, ...] | None = None
    search_rules: Mapping[str, Any] | None = None
    creates: bool = True

    def allows(self, index_uid: str) -> bool:
        """Whether this index is in the caller's scope: of the key, and of the tenant token if there is one."""
        if self.indexes is not None and not keys.matches(self.indexes, index_uid):
            return False
        return self.search_rules is None or keys.matches(self.search_rules, index_uid)

    def allows_all(self) -> bool:
        """Whether every index, present or future, is in the caller's scope."""
        return (self.indexes is None or "*" in self.indexes) and (self.search_rules is None or "*" in self.search_rules)

    def may_create(self, index_uid: str) -> bool:
        """Whether a write to this missing index may create it."""
        return self.creates and self.allows(index_uid)

    def search_filter(self, index_uid: str) -> Any:
        """The filter that the tenant token's most specific rule for this index imposes, None without one."""
        if self.search_rules is None or not self.allows(index_uid):
            return None
        found = [pattern for pattern in self.search_rules if keys.matches((pattern,), index_uid)]
        rule = self.search_rules[max(found, key=lambda pattern: (not pattern.endswith("*"), len(pattern.encode())))]
        return None if rule is None else rule.get("filter")


OPEN = Access()


def authorise(engine: Engine, request: Request, action: str | None, index_uid: str | None) -> Access:
    """What the caller may touch. An action `a & b` asks for both rights. `index_uid`: the one in the path, if any.

    Raises missing_authorization_header, invalid_api_key, missing_master_key.
    """
    if action is None:
        return OPEN
    master_key = engine.options.master_key
    header = request.headers.get("authorization")
    if master_key is None and header is None and not action.startswith("keys."):
        return OPEN
    token = bearer(header)
    if master_key is None:
        if action.startswith("keys."):
            raise missing_master_key()
        return OPEN
    if token is None and master_key:
        raise missing_authorization()
    if token is None:
        return OPEN  # who says nothing says an empty master key
    if token.encode(errors="replace") == master_key.encode():
        return OPEN
    granted = [authenticate(engine, master_key, token, part, index_uid) for part in action.split(" & ")]
    return granted[0]


def bearer(header: str | None) -> str | None:
    """The token of the header, None without a header. The scheme is `Bearer` to the letter, one space follows.

    A header with other characters than visible ASCII ones cannot be read, which is as good as none.
    """
    if header is None:
        return None
    trimmed = header.strip(" \t")
    if READABLE.fullmatch(trimmed) is None:
        raise missing_authorization()
    scheme, space, token = trimmed.partition(" ")
    if scheme != "Bearer":
        raise missing_authorization()
    if not space:
        raise invalid_key()
    return token


def authenticate(engine: Engine, master_key: str, token: str, action: str, index_uid: str | None) -> Access:
    """The index checks come before those of action and expiry, since only they explain themselves."""
    now = engine.now()
    rules: Mapping[str, Any] | None = None
    key: Key | None
    claims = None
    if action in TENANT_ACTIONS and token.count(".") >= 2:
        from meilifake.app.tokens import verify

        claims = verify(token, master_key, now)
    if claims is not None:
        rules = claims.search_rules
        key = engine.state.keys.get(claims.api_key_uid)
    else:
        key = keys.find_presented(engine.state, master_key, token)
    if key is None:
        raise invalid_key()
    access = Access(key.indexes, rules, keys.authorises(key, "indexes.create", None, now))
    if index_uid is not None:
        check_index(access, index_uid)
    if not keys.authorises(key, action, index_uid, now):
        raise invalid_key()
    return access


def check_index(access: Access, index_uid: str) -> None:
    """A tenant token is told its own scope, never that of the key behind it."""
    rules, patterns = access.search_rules, access.indexes or ()
    if rules is not None and not keys.matches(rules, index_uid):
        raise out_of_scope(f"The provided tenant token cannot acces the index `{index_uid}`, allowed indexes are {shown(rules)}.")
    if not keys.matches(patterns, index_uid):
        if rules is not None:
            raise out_of_scope(f"The API key used to generate this tenant token cannot acces the index `{index_uid}`.")
        raise out_of_scope(f"The API key cannot acces the index `{index_uid}`, authorized indexes are {shown(patterns)}.")


def shown(patterns: Iterable[str]) -> str:
    """Patterns as the refusals print them: sorted, without duplicates."""
    return "[" + ", ".join(debug_text(pattern) for pattern in sorted(set(patterns))) + "]"


def out_of_scope(words: str) -> MeiliError:
    return MeiliError("invalid_api_key", words)


def invalid_key() -> MeiliError:
    return MeiliError("invalid_api_key", "The provided API key is invalid.")


def missing_authorization() -> MeiliError:
    words = "The Authorization header is missing. It must use the bearer authorization method."
    return MeiliError("missing_authorization_header", words)


def missing_master_key() -> MeiliError:
    words = "Meilisearch is running without a master key. To access this API endpoint, you must have set a master key at launch."
    return MeiliError("missing_master_key", words)
