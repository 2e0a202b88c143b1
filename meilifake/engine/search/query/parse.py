"""Query text to terms: words, phrases, negations, and the word that is still being typed (guide search-semantics, 5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from meilifake.engine.search.query.context import Context
from meilifake.engine.search.query.derive import budget, word_term
from meilifake.engine.search.query.term import Phrase, Term
from meilifake.engine.text.token import HARD, SOFT, STOP, WORD, Token

MAX_TOKENS = 1000
MAX_TERMS = 10


@dataclass(slots=True)
class Open:
    """A phrase that has begun. `start` moves on until its first word that is no stop word."""

    words: list[str | None] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def push(self, word: str | None, position: int) -> None:
        if all(known is None for known in self.words):
            self.start = position
        self.end = position
        self.words.append(word)


@dataclass(slots=True)
class Parser:
    """The state of the walk over the tokens; `terms` and the two kinds of negations are its result."""

    context: Context
    terms: list[Term] = field(default_factory=list)
    negative_words: list[str] = field(default_factory=list)
    negative_phrases: list[Phrase] = field(default_factory=list)
    position: int = -1
    phrase: Open | None = None
    phrase_negative: bool = False
    next_negative: bool = False
    after_space: bool = True

    def read(self, tokens: Sequence[Token]) -> None:
        tokens = tokens[:MAX_TOKENS]
        for at, token in enumerate(tokens):
            if not token.lemma:
                continue
            if len(self.terms) >= MAX_TERMS:
                # A phrase still open is thrown away.
                return
            if token.kind >= SOFT:
                self.separator(token)
            else:
                self.word(token, last=at == len(tokens) - 1)
            self.after_space = token.lemma[-1].isspace()
        self.close()

    def word(self, token: Token, *, last: bool) -> None:
        """The very last token, even if a stop word, is the beginning of a word; a stop word anywhere else only takes up a place."""
        self.position += 1
        if self.phrase is not None:
            self.phrase.push(self.context.intern(token.lemma) if token.kind == WORD else None, self.position)
        elif self.next_negative:
            self.negative_words.append(self.context.intern(token.lemma))
            self.next_negative = False
        elif last or token.kind != STOP:
            prefix = last and self.context.settings.prefix_search != "disabled"
            term = word_term(self.context, token.lemma, budget(self.context, token.lemma), prefix=prefix)
            self.add(term, self.position, self.position)

    def separator(self, token: Token) -> None:
        if token.kind == HARD:
            self.position += 7
            if self.phrase is not None:
                self.close()
                self.phrase = Open()
        quotes = token.lemma.count('"')
        if quotes and self.phrase is not None:
            self.close()
            quotes -= 1
            self.phrase_negative = False
        if quotes % 2:
            self.phrase_negative = self.next_negative
            self.phrase = Open()
        self.next_negative = self.phrase is None and token.lemma == "-" and self.after_space

    def close(self) -> None:
        """End the open phrase, if any; one of stop words only disappears."""
        phrase, self.phrase = self.phrase, None
        if phrase is None or all(word is None for word in phrase.words):
            return
        words = tuple(phrase.words)
        if self.phrase_negative:
            self.negative_phrases.append(words)
        else:
            text = self.context.intern(" ".join(word for word in words if word is not None))
            self.add(Term(text, phrase=words), phrase.start, phrase.end)

    def add(self, term: Term, start: int, end: int) -> None:
        term.start, term.end = start, end
        term.first = term.last = len(self.terms)
        self.terms.append(term)


def parse(context: Context, tokens: Sequence[Token]) -> Parser:
    """The terms and negations of a query's tokens."""
    parser = Parser(context)
    parser.read(tokens)
    return parser
