"""Where an embedder keeps the vectors of its indexing fragments: a numbered store for each (guide tasks-documents, 15.3).

A document's vectors stand in the order of the stores. A fragment that is added gets the first free store and stands last in the list; one
that goes makes room for the last. A fragment is looked for as in a sorted list, and the server crashes when it is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from meilifake.errors.crash import Crash

TEMPLATE = ""
"""The fragment that a document template is, as it were; its vectors are in store 0."""


class Fragment(NamedTuple):
    name: str
    store: int


Fragments = Sequence[Fragment]


def numbered(names: Iterable[str]) -> Fragments:
    """All the fragments of an embedder that begins anew."""
    return tuple(Fragment(name, store) for store, name in enumerate(sorted(names)))


def stores(fragments: Fragments) -> Mapping[str, int]:
    """Store by name, of an embedder with fragments or with a template."""
    return dict(fragments) if fragments else {TEMPLATE: 0}


def changed(fragments: Fragments, gone: Iterable[str], added: Iterable[str]) -> Fragments:
    """Raises Crash where one that goes is not found."""
    left = list(fragments)
    for name in sorted(gone):
        at = place(left, name)
        if left[at].name != name:
            raise Crash("called `Option::unwrap()` on a `None` value")
        left[at] = left[-1]
        left.pop()
    taken = {one.store for one in left}
    free = iter([store for store in range(256) if store not in taken])
    return (*left, *(Fragment(name, next(free)) for name in sorted(added)))


def place(fragments: Fragments, name: str) -> int:
    """Where a binary search ends, in a list that may not be sorted."""
    base, size = 0, len(fragments)
    while size > 1:
        half = size // 2
        if fragments[base + half].name.encode() <= name.encode():
            base += half
        size -= half
    return base
