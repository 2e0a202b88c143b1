"""Random bad requests: a route of the server, its own parameter names, and something wrong with most of it."""

from __future__ import annotations

import gzip
import json
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote

from meilifake.conformance.nonsense import vocabulary
from meilifake.conformance.nonsense.mutation import mutated
from meilifake.conformance.nonsense.queries import QUERY_VALUES
from meilifake.conformance.nonsense.specimens import CSV, FEDERATIONS, INPUTS, NDJSON, QUERIES, TEMPLATES, specimens
from meilifake.conformance.nonsense.tokens import forged
from meilifake.conformance.parameters import of_body, of_query
from meilifake.engine.settings_table import SETTINGS
from meilifake.routes.table import all_routes
from meilifake.wire.route import Route

Headers = list[tuple[bytes, bytes]]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO")
TYPES = (
    b"application/json", b"application/x-ndjson", b"text/csv", b"text/plain", b"", b"application/json; charset=utf-16", b"\xe9\xff", b"*/*",
    b"APPLICATION/JSON", b"application/json, text/csv", b"multipart/form-data; boundary=x",
)  # fmt: skip
ODD: Headers = [
    (b"content-encoding", b"gzip"), (b"content-encoding", b"br"), (b"content-encoding", b"gzip, deflate"), (b"content-encoding", b"zstd"),
    (b"accept-encoding", b"gzip;q=0, *;q=0"), (b"accept-encoding", b"\xff"), (b"accept", b"image/png"), (b"origin", b"null"),
    (b"origin", b"http://\xe9"), (b"access-control-request-method", b"FOO"), (b"access-control-request-headers", b"x-\xe9\xff"),
    (b"x-meilisearch-client", b"\x80" * 40), (b"taskid", b"99999999999"), (b"dryrun", b"yes"), (b"meili-include-metadata", b"x"),
    (b"authorization", b"Bearer \xff"), (b"range", b"bytes=5-1"), (b"cookie", b"a" * 3000), (b"user-agent", b""), (b"if-none-match", b"*"),
]  # fmt: skip
TAME = 0.15
"""What is left of the faults in every other request, so that it gets past the first checks."""
KNOWN = {
    "{task_id}": ("0", "1", "2"), "{batch_id}": ("0", "1"), "{document_id}": ("1", "2", "9"),
    "{uuid}": ("0" * 8 + "-0000" * 3 + "-" + "0" * 12,),
    "{uid}": ("r1", "r2"),
}  # fmt: skip
"""What is there, by the part of a path."""
NOWHERE = (
    "/nope", "/" + "/" * 40, "/%", "/%zz", "/indexes/%ff/x", "/?%ff", "/_fake", "/" + "a/" * 300, "/é%20", "//x:1/", "/.",
    "/indexes/../health",
)  # fmt: skip


class Raw(NamedTuple):
    """One request, undecoded. `route`: what it was made for, None for a path that is none."""

    method: str
    target: bytes
    headers: Headers
    body: bytes
    route: Route | None


class Keys(NamedTuple):
    """What tokens are forged from; `master` is None where everything is open."""

    master: str | None
    search: str = ""
    uid: str = ""


class Generator:
    """Draws from `random`, and from nothing else."""

    def __init__(self, random: Random, keys: Keys) -> None:
        self.random = random
        self.keys = keys
        self.wild = 1.0
        self.routes = all_routes()
        self.weights = [0.25 if "/settings/" in route.path and not route.body else 1.0 + bool(route.body) for route in self.routes]

    def odd(self, share: float) -> bool:
        """Whether something goes wrong that does so in this share of the wild requests."""
        return self.random.random() < share * self.wild

    def request(self) -> Raw:
        random = self.random
        self.wild = random.choice((1.0, TAME))
        route = None if self.odd(0.03) else random.choices(self.routes, self.weights)[0]
        method = random.choice(METHODS) if route is None or self.odd(0.05) else route.method
        target = self.target(route).encode("utf-8", "surrogatepass")
        body = self.body(route) if method not in ("GET", "HEAD") or random.random() < 0.1 else b""
        return Raw(method, target, self.headers(body), body, route)

    def target(self, route: Route | None) -> str:
        random = self.random
        if route is None:
            return random.choice(NOWHERE)
        path = "/".join(self.segment(part) for part in route.path.split("/"))
        if self.odd(0.05):
            path = random.choice([path + "/", path.replace("/", "//"), path.upper(), path + "%20", path + "/x"])
        return path + self.query(route)

    def segment(self, part: str) -> str:
        if not part.startswith("{"):
            return part if not self.odd(0.01) else "".join(f"%{ord(char):02x}" for char in part)
        if not self.odd(0.25):
            return self.keys.search or "x" if part == "{key}" else self.random.choice(KNOWN.get(part, ("movies", "movies", "books")))
        chosen = self.random.choice(vocabulary.UIDS + vocabulary.WORDS)
        plain = self.random.random() < 0.5 and chosen.isascii() and chosen.isprintable() and " " not in chosen
        return chosen if plain else quote(chosen, safe="")

    def query(self, route: Route) -> str:
        random = self.random
        names = of_query(route)
        if random.random() < (0.4 if names else 0.9):
            return ""
        pairs = []
        for _ in range(random.randrange(4)):
            name = random.choice(names) if names and not self.odd(0.1) else random.choice(["x", "", "%ff", "limit", "é"])
            given = str(random.choice(vocabulary.WORDS if random.random() < 0.6 else vocabulary.NUMBERS))
            if name in QUERY_VALUES and not self.odd(0.4):
                given = random.choice(QUERY_VALUES[name])
            broken = self.odd(0.1)
            pairs.append(f"{name}={random.choice(['%', '%ff', '%zz', '+', '%00', '=']) if broken else quote(given, safe='')}")
        return "?" + random.choice("&&&;").join(pairs)

    def headers(self, body: bytes) -> Headers:
        random = self.random
        found: Headers = []
        if not self.odd(0.05):
            apt = TYPES[0] if body not in CSV + NDJSON else TYPES[2 if body in CSV else 1]
            found.append((b"content-type", random.choice(TYPES) if self.odd(0.1) else apt))
        found += [random.choice(ODD) for _ in range(random.randrange(1, 3) if self.odd(0.3) else 0)]
        token = self.token()
        if token is not None:
            found.append((b"authorization", token.encode("utf-8")))
        return found

    def token(self) -> str | None:
        random, keys = self.random, self.keys
        if not self.odd(0.3):
            return f"Bearer {keys.master}" if keys.master else None
        if random.random() < 0.5:
            return f"Bearer {forged(random, keys.search or 'x', keys.uid or 'x')}"
        whole = f"Bearer {keys.search}"
        return random.choice([None, "Bearer", "Bearer ", "bearer x", "Basic eDp5", "Bearer a.b.c", whole, "Bearer " + "x" * 4000, ""])

    def body(self, route: Route | None) -> bytes:
        random = self.random
        text = self.text(route)
        if not self.odd(0.3):
            return text
        draw = random.random()
        if draw < 0.33:
            return text[: random.randrange(len(text) + 1)]
        if draw < 0.6:
            at = random.randrange(len(text) + 1)
            return text[:at] + bytes(random.choices(range(256), k=random.randrange(1, 4))) + text[at + random.randrange(2) :]
        return self.strange(text)

    def strange(self, text: bytes) -> bytes:
        depth = self.random.choice((100, 127, 128, 129, vocabulary.DEEPEST, 5000))
        return self.random.choice([
            b"", b"\xef\xbb\xbf" + text, b"\xff\xfe" + text, text + text, text + b"\n" + text, b"[" * depth, b"[" * depth + b"]" * depth,
            b'{"a":' * depth + b"1" + b"}" * depth, b'{"a":1,"a":2,"q":"x","q":3}', b'{"q":"\\ud800"}', b'{"q":"\\u00zz"}',
            b'{"limit":1e999}', b'{"limit":' + b"9" * 4000 + b"}", b"[1,]", b"NaN", b"'a'", b"id,title\n1,a,b\n\"x", b"id:number\nx\n",
            b'{"id":1}\n{"id":2', gzip.compress(text), gzip.compress(text)[:-3], b'"' + b"a" * 20000 + b'"', b"\x00", b"{}" * 50,
            b'{"filter":"' + b"(" * 3000 + b'"}', b'{"filter":"' + b"NOT " * 3000 + b'a = 1"}',
            b'[{"id":1,"a":' + b"[" * 120 + b"]" * 120 + b"}]",
        ])  # fmt: skip

    def text(self, route: Route | None) -> bytes:
        """A good body with a fault or none; else JSON, most of the time an object with names that the route knows."""
        random = self.random
        if route is not None and not self.odd(0.4):
            good = self.specimen(route)
            if good is not None:
                return good
        names = self.names(route)
        made: Any = vocabulary.value(random) if random.random() < 0.1 else {}
        if made == {}:
            for _ in range(random.choice((0, 1, 1, 2, 2, 3, 4))):
                name = random.choice(names[:24] if random.random() < 0.9 else vocabulary.every_name())
                made[name] = vocabulary.value_for(random, name)
        if random.random() < 0.1:
            made = [made]
        return json.dumps(made, ensure_ascii=random.random() < 0.2).encode("utf-8", "surrogatepass")

    def specimen(self, route: Route) -> bytes | None:
        """None for a route that has none."""
        random = self.random
        if route.path.endswith("/documents") and random.random() < 0.4:
            return random.choice(CSV + NDJSON)
        if route.path == "/multi-search":
            made: Any = {"queries": random.sample(QUERIES, random.randrange(1, 4))}
            if random.random() < 0.6:
                made["federation"] = random.choice(FEDERATIONS)
        elif route.path == "/render-template":
            made = {"template": random.choice(TEMPLATES), "input": random.choice(INPUTS)}
        else:
            found = specimens(route)
            if not found:
                return None
            made = random.choice(found)
            other = random.choice(found)
            if random.random() < 0.4 and isinstance(made, dict) and isinstance(other, dict):
                made = {**made, **other}
        return json.dumps(mutated(random, made), ensure_ascii=False).encode("utf-8", "surrogatepass")

    def names(self, route: Route | None) -> tuple[str, ...]:
        if route is not None and route.path.endswith("/settings"):
            return tuple(setting.name for setting in SETTINGS)
        return (of_body(route.body) if route is not None else ()) or vocabulary.every_name()
