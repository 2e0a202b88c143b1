"""Indexes made by hand, and searches on them without any request around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from meilifake.engine.index.index import Index
from meilifake.engine.search.ranking.rank import rank
from meilifake.engine.search.ranking.scores import global_score, score_details
from meilifake.engine.search.result import Ranked, RankRequest
from meilifake.engine.settings import FilterableRule, IndexSettings


@dataclass(slots=True)
class Searcher:
    """An index to search; documents get their place in the list as internal id."""

    index: Index

    def ranked(self, q: str | None, length: int = 20, **request: Any) -> Ranked:
        universe = request.pop("universe", self.index.documents.bits)
        return rank(self.index, RankRequest(q, universe, length, **request))

    def ids(self, q: str | None, length: int = 20, **request: Any) -> list[Any]:
        return [self.index.documents.get(docid)["id"] for docid in self.ranked(q, length, **request).docids]

    def scores(self, q: str | None, **request: Any) -> dict[Any, float]:
        ranked = self.ranked(q, **request)
        ids = (self.index.documents.get(docid)["id"] for docid in ranked.docids)
        return {i: global_score(scores) for i, scores in zip(ids, ranked.scores, strict=True)}

    def details(self, q: str | None, **request: Any) -> dict[Any, dict[str, Any]]:
        """Id -> `_rankingScoreDetails`."""
        ranked = self.ranked(q, **request)
        ids = (self.index.documents.get(docid)["id"] for docid in ranked.docids)
        rules = self.index.settings.ranking_rules
        return {i: score_details(scores, rules) for i, scores in zip(ids, ranked.scores, strict=True)}

    def ranks(self, q: str | None, kind: str, **request: Any) -> dict[Any, tuple[int, int]]:
        """Id -> (rank, max rank) of one kind of score."""
        ranked = self.ranked(q, **request)
        ids = (self.index.documents.get(docid)["id"] for docid in ranked.docids)
        found = zip(ids, ranked.scores, strict=True)
        return {i: next((s.rank, s.max_rank) for s in scores if s.kind == kind) for i, scores in found}


MakeSearcher = Callable[..., Searcher]


@pytest.fixture
def searcher() -> MakeSearcher:
    """`searcher(documents, **settings)`; a document may be a mere text, which becomes its field `t`, with ids from 1."""

    def make(documents: Sequence[Any], **settings: Any) -> Searcher:
        index = Index(datetime(2024, 1, 1, tzinfo=UTC))
        index.settings = IndexSettings(**settings)
        for docid, given in enumerate(documents):
            document = given if isinstance(given, dict) else {"id": docid + 1, "t": given}
            for name in document:
                index.fields.insert(name)
            index.documents.put(docid, str(document["id"]), document)
        index.documents.touched(list(range(len(documents))))
        return Searcher(index)

    return make


MakeIndex = Callable[..., Index]


@pytest.fixture
def make_index() -> MakeIndex:
    """`make_index(documents, filterable=("a",), **settings)`: plain rules by name, or `rules=`; internal ids are places in the list."""

    def make(documents: Sequence[dict[str, Any]], filterable: Sequence[str] = (), **settings: Any) -> Index:
        index = Index(datetime(2024, 1, 1, tzinfo=UTC))
        rules = settings.pop("rules", tuple(FilterableRule((name,)) for name in filterable))
        index.settings = IndexSettings(filterable_attributes=rules, **settings)
        for name in dict.fromkeys(name for document in documents for name in document):
            index.fields.insert(name)
        index.documents.put_many([(at, str(at), document) for at, document in enumerate(documents)])
        index.documents.touched(range(len(documents)))
        return index

    return make
