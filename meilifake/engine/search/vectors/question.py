"""What is embedded of a search: its text, or the one search fragment that can be rendered with it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from meilifake.engine.embedders.templates import search_fragments, searching
from meilifake.engine.embedders.validate import failure
from meilifake.engine.search.vectors.embedders import Embedders, EmbedFault, Vector, embed, has_fragments
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

SHOWN = 250
"""Characters of a text that nobody embeds, as its error has them."""


def embed_query(q: str | None, media: Any, name: str, configuration: Mapping[str, Any], custom: Embedders) -> Vector:
    """The vector of what is searched for. Raises vector_embedding_error where the embedder cannot make one of it."""
    source, fragments = configuration.get("source"), has_fragments(searching(configuration))
    if media is not None or q is None:
        if source != "rest":
            raise failure("`media` requested but the configuration doesn't have source `rest`")
        if not fragments:
            without = "but the configuration doesn't have `searchFragments`."
            raise failure(f"`media` requested, and the configuration has source `rest`, {without}")
    if source == "userProvided":
        words = "attempt to embed the following text in a configuration where embeddings must be user provided"
        raise failure(f"{words}:\n  - `{(q or '')[:SHOWN]}`")
    try:
        return embed(search_fragment(q, media, configuration) if fragments else q or "", name, configuration, custom)
    except EmbedFault as fault:
        raise MeiliError("vector_embedding_error", f"Error while generating embeddings: {fault}") from None


def search_fragment(q: str | None, media: Any, configuration: Mapping[str, Any]) -> str:
    """The fragment as JSON text. None, or two, is an error."""
    from meilifake.engine.liquid.fragment import FragmentFault, render

    data = {key: value for key, value in (("q", q), ("media", media)) if value is not None}
    rendered: dict[str, Any] = {}
    for name, template in sorted(search_fragments(configuration).items()):
        with suppress(FragmentFault):
            rendered[name] = render(template, data)
    note = dumps({"q": q, "media": media})
    if not rendered:
        raise failure(f"Query matches no search fragment.\n  - Note: {note}")
    (first, fragment), *others = rendered.items()
    if others:
        matched = f"First matched fragment `{first}`.\n  - Note: Second matched fragment `{others[0][0]}`."
        raise failure(f"Query matches multiple search fragments.\n  - Note: {matched}\n  - Note: {note}")
    return dumps(fragment)
