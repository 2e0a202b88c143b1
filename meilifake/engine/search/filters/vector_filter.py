"""`_vectors` filters: which documents have vectors, where from (guide search-semantics, 10.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.search.filters.ast import Token, VectorExists
from meilifake.engine.search.filters.fault import did_you_mean
from meilifake.engine.search.vectors.store import Entry
from meilifake.errors.base import MeiliError

Error = Callable[[Token, str], MeiliError]


def select(index: Index, condition: VectorExists, error: Error) -> int:
    """Raises `error` for an embedder or a fragment that is not configured."""
    if condition.embedder is None:
        names = list(index.settings.embedders)
    else:
        names = [configured(index, condition.embedder, error)]
    found = 0
    for name in names:
        found |= SELECTORS[condition.aspect](index, name, condition, error)
    return found


def configured(index: Index, embedder: Token, error: Error) -> str:
    names = sorted(index.settings.embedders)
    if embedder.value in names:
        return embedder.value
    tail = "This index does not have any configured embedders."
    if names:
        tail = f"Available embedders are: {listed(names)}.{did_you_mean(embedder.value, names)}"
    raise error(embedder, f"The embedder `{embedder.value}` does not exist. {tail}")


def listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def entries(index: Index, name: str) -> Mapping[int, Entry]:
    table: Mapping[int, Entry] = index.vectors.get(name, {})
    return table


def with_vectors(index: Index, name: str, condition: VectorExists, error: Error) -> int:
    return bitmap.of([docid for docid, entry in entries(index, name).items() if entry.embeddings])


def user_provided(index: Index, name: str, condition: VectorExists, error: Error) -> int:
    """Also those that gave `null`."""
    return bitmap.of([docid for docid, entry in entries(index, name).items() if entry.provided])


def regenerated(index: Index, name: str, condition: VectorExists, error: Error) -> int:
    return bitmap.of([docid for docid, entry in entries(index, name).items() if entry.embeddings and entry.regenerate])


def from_template(index: Index, name: str, condition: VectorExists, error: Error) -> int:
    if fragments(index, name):
        return 0
    return with_vectors(index, name, condition, error) & ~user_provided(index, name, condition, error)


def fragments(index: Index, name: str) -> list[str]:
    return sorted(index.settings.embedders[name].get("indexingFragments") or {})


def from_fragment(index: Index, name: str, condition: VectorExists, error: Error) -> int:
    """Vectors that came with a document belong to no fragment."""
    assert condition.fragment is not None
    names, wanted = fragments(index, name), condition.fragment.value
    if wanted not in names:
        tail = "This embedder does not have any configured fragments."
        if names:
            tail = f"Available fragments on this embedder are: {listed(names)}.{did_you_mean(wanted, names)}"
        raise error(condition.fragment, f"The fragment `{wanted}` does not exist on embedder `{name}`. {tail}")
    store = dict(index.fragments[name])[wanted]
    return bitmap.of([docid for docid, entry in entries(index, name).items() if store in entry.stores])


SELECTORS: Mapping[str, Callable[[Index, str, VectorExists, Error], int]] = {
    "": with_vectors,
    "userProvided": user_provided,
    "regenerate": regenerated,
    "documentTemplate": from_template,
    "fragments": from_fragment,
}
