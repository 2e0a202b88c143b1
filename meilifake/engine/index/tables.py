"""The search tables that ranking reads (guide search-semantics, 4.2 and 4.3), as one interface: `engine.index.inverted` fills it.

Sets of documents are bitmaps (`engine.bitmap`). Every look-up of an unknown word answers the empty set, 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from meilifake.engine.index.prefix import Prefix
from meilifake.engine.index.vocabulary import Vocabulary
from meilifake.engine.recent import Recent

EVERYTHING = -1
"""The bitmap of all documents there could be."""


class Typos(NamedTuple):
    """The words at one typo from another, and those at two, each in byte order, in which the server meets them."""

    one: Sequence[str]
    two: Sequence[str]


class Tables(Protocol):
    """Words are lemmas. "Tolerant" words can be reached by typos; "exact" ones come from `disableOnAttributes`/`disableOnNumbers`."""

    typos: Recent[Typos]
    """For searches to remember what is near a word, for how many typos and whether it is a prefix (`engine.search.query.derive`)."""
    splits: Recent[tuple[str | None, ...]]
    """And how a word is best cut in two; empty for one that cannot be cut."""

    def tolerant(self, word: str) -> int:
        """word_docids: documents with the word in a tolerant field."""

    def exact(self, word: str) -> int:
        """exact_word_docids."""

    def words_fst(self) -> Vocabulary:
        """The tolerant words that some document holds now."""

    def exact_words(self) -> Sequence[str]:
        """The words of the exact table, in byte order."""

    def word_fids(self, word: str) -> Sequence[int]:
        """The field ids in which the word occurs (tolerant and exact), ascending."""

    def word_fid(self, word: str, fid: int) -> int:
        """word_fid_docids."""

    def field_sets(self, word: str) -> Mapping[int, int]:
        """All of `word_fid` at once: field id -> documents."""

    def tolerant_fid(self, fid: int) -> bool:
        """Whether a field's words go to the tolerant table."""

    def occurrences(self, words: Collection[str], ids: Sequence[int]) -> array[int]:
        """Where some words stand in some documents (`engine.index.occurrence`), ascending. `ids`: ascending."""

    def all_occurrences(self, words: Collection[str]) -> array[int]:
        """Where some words stand in any document, in no particular order."""

    def word_positions(self, word: str) -> Sequence[int]:
        """The bucketed positions at which the word occurs in any searchable field, ascending."""

    def word_position(self, word: str, bucketed: int) -> int:
        """word_position_docids."""

    def position_sets(self, word: str) -> Mapping[int, int]:
        """All of `word_position` at once: bucketed position -> documents."""

    def field_word_count(self, fid: int, count: int) -> int:
        """field_id_word_count_docids (counts up to 30)."""

    def pair(self, distance: int, left: str, right: str) -> int:
        """word_pair_proximity_docids: documents in which `left` comes before `right` with this minimum distance (1 to 3)."""

    def cuts(self, word: str) -> Sequence[int]:
        """Where to cut a text so that both halves may be words of a `pair`, ascending."""

    def same_field(self, left: str, right: str) -> int:
        """proximityPrecision byAttribute: documents that hold both words in one same searchable field."""

    def in_prefix_db(self, prefix: str, *, exact: bool = False) -> bool:
        """Whether the prefix has an entry in the (exact) prefix database: 1 to 4 bytes and at least 100 distinct words."""

    def prefix(self, prefix: str) -> Prefix:
        """The words that start with `prefix`, tolerant and exact, all together."""

    def prefixed(self, prefix: str, limit: int | None = None) -> Sequence[str]:
        """Tolerant and exact words that start with `prefix`, in byte order, the first `limit` of them."""

    def searchable_fids(self) -> Sequence[int]:
        """Ids of the known searchable fields, nested ones included."""

    def field_name(self, fid: int) -> str:
        """The name of a field id of these tables (dotted for nested fields)."""

    def weight(self, fid: int) -> int:
        """The rank of the `searchableAttributes` entry that covers the field; 0 when all fields are searchable."""

    def max_weight(self) -> int | None:
        """The highest possible weight; None when all fields are searchable."""
