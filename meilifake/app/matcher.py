"""Path and verb to a route: static segments before parameters, 404 and 405 with an empty body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from meilifake.wire.route import Route

Found = tuple[Route, Mapping[str, str]] | tuple[None, tuple[str, ...]]
"""The route and its decoded parameters; or None and the verbs that the path has (none: the path is unknown)."""
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
"""In the order of the `allow` header."""
SLASHES = re.compile("/+")


class Node:
    __slots__ = ("children", "parameter", "routes")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.parameter: Node | None = None
        self.routes: dict[str, tuple[Route, tuple[str, ...]]] = {}


class Areas:
    """A matcher per area of the server (the first segment of a path), each built when its first request comes.

    Parameters: `area_of`, the area of a path; `routes_of`, the routes of an area, none for one that does not exist.
    """

    def __init__(self, area_of: Callable[[str], str], routes_of: Callable[[str], Iterable[Route]]) -> None:
        self.area_of = area_of
        self.routes_of = routes_of
        self.matchers: dict[str, Matcher] = {}
        self.match = lru_cache(maxsize=256)(self.matched)
        """`matched`, which remembers the last requests: a test asks for the same few again and again."""

    def matched(self, method: str, path: str) -> Found:
        """As `Matcher.match`."""
        return self.matcher(path).match(method, path)

    def place(self, path: str) -> tuple[str, bool]:
        """As `Matcher.place`."""
        return self.matcher(path).place(path)

    def matcher(self, path: str) -> Matcher:
        area = self.area_of(path)
        if "%" in area:
            area = unquote(area)
        return self.matchers.get(area) or self.load(area)

    def load(self, area: str) -> Matcher:
        """Build the matcher of an area. Paths that do not exist are not remembered."""
        matcher = Matcher(self.routes_of(area))
        if matcher.root.children or matcher.root.routes:
            self.matchers[area] = matcher
        return matcher


class Matcher:
    """A trie over path segments, built once from the table of routes."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.root = Node()
        for route in routes:
            node, names = self.root, []
            for segment in route.path.strip("/").split("/"):
                if segment.startswith("{"):
                    names.append(segment[1:-1])
                    node.parameter = node.parameter or Node()
                    node = node.parameter
                elif segment:
                    node = node.children.setdefault(segment, Node())
            if route.method in node.routes:
                raise ValueError(f"two routes for {route.method} {route.path}")
            node.routes[route.method] = (route, tuple(names))

    def match(self, method: str, path: str) -> Found:
        node, values = self.find(path)
        if node is None:
            return None, ()
        found = node.routes.get(method)
        if found is None:
            return None, tuple(sorted(node.routes, key=VERBS.index))
        route, names = found
        return route, dict(zip(names, values, strict=True))

    def place(self, path: str) -> tuple[str, bool]:
        """The path of the resource that a path leads to, and True; or the path itself without superfluous slashes, and False."""
        node, _ = self.find(path)
        for route, _ in () if node is None else node.routes.values():
            return route.path, True
        return "/" + SLASHES.sub("/", path).strip("/"), False

    def find(self, path: str) -> tuple[Node | None, list[str]]:
        """Where a path leads, and the values of its parameters.

        The server trims trailing slashes, merges runs of them, decodes each segment by itself and never backtracks from a static
        segment to a parameter (guide http-surface, 1.1).
        """
        node, values = self.root, list[str]()
        for segment in path.split("/"):
            if not segment:
                continue
            if "%" in segment:
                segment = unquote(segment)
            child = node.children.get(segment)
            if child is None:
                child = node.parameter
                if child is None:
                    return None, values
                values.append(segment)
            node = child
        return node, values
