"""The refusal of a request that would have left for another search server."""

from __future__ import annotations


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
