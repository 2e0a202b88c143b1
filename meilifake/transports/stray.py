"""Requests that leave for another search server: the refusal of those that surely do, and the look of those that may."""

from __future__ import annotations

import re

ROUTES = re.compile(r"/(multi-search|indexes/[^/?]+/(search|documents|settings|facet-search|similar))([/?]|$)")
"""Paths that hardly any other service has."""


class StrayRequest(Exception):
    """A request to a Meilisearch address that no fake answers: a test was about to talk to a real server.

    Parameters: `method` and `url` of the request; `known`, the base URLs that are intercepted.
    """

    def __init__(self, method: str, url: str, known: tuple[str, ...]) -> None:
        self.method = method
        self.url = url
        super().__init__(
            f"{method} {url} would have reached a real search server.\n"
            f"The fake answers {', '.join(known) or 'no URL'} only.\n"
            "Give its URL too: fake.intercept(url), @pytest.mark.meili_fake(urls=[...]) or the ini option meilifake_url."
        )


def looks_like_search(url: str) -> bool:
    """Whether a request to this URL may well be for a search server, wherever that is."""
    return ROUTES.search(url) is not None
