"""The window of a cropped text: around the best stretch of matches, grown to the wanted number of words (guide search-semantics, 13.5)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from meilifake.engine.search.formatting.match import Match
from meilifake.engine.text.token import HARD, Token
from meilifake.errors.base import MeiliError

FAR = 7
# The server crashes where nothing follows the phrase. The number of its thread's task means nothing and is not faked.
_NO_TOKEN_AFTER = 'task 0 panicked with message "range end index {0} out of range for slice of length {0}"'
Interval = tuple[int, int]


def bounds(text: str, tokens: Sequence[Token], matches: Sequence[Match], size: int) -> tuple[int, int]:
    """The first character of the window and the one after its last, for a window of `size` words (at least 1).

    Raises MeiliError `internal` for a phrase longer than the window that ends the text, as the server does.
    """
    if not matches:
        return _grown(text, tokens, range(-1, -1, -1), range(len(tokens)), size)
    first, last = (matches[at] for at in best_interval(matches, size))
    spanned = last.words[1] - first.words[0] + 1
    after = last.tokens[1] + 1
    if size >= spanned:
        return _grown(text, tokens, range(first.tokens[0] - 1, -1, -1), range(after, len(tokens)), size - spanned)
    # A phrase that is longer than the window: the server starts at the text's start and counts words off from the token after the phrase.
    if after == len(tokens):
        raise MeiliError("internal", _NO_TOKEN_AFTER.format(after))
    return _grown(text, tokens, range(-1, -1, -1), range(after, -1, -1), spanned - size)


def _grown(text: str, tokens: Sequence[Token], before: range, after: range, words: int) -> tuple[int, int]:
    """Take tokens from both sides until `words` words are taken; the window ends at the tokens that are next on each side."""
    left, right = 0, 0
    while words > 0 and (left < len(before) or right < len(after)):
        back = tokens[before[left]] if left < len(before) else None
        ahead = tokens[after[right]] if right < len(after) else None
        takes_left, takes_right = _sides(back, ahead, words)
        if takes_left and back is not None:
            left += 1
            words -= not back.separator
        if takes_right and ahead is not None:
            right += 1
            words -= not ahead.separator
    start = tokens[before[left]].end if left < len(before) else 0
    end = tokens[after[right]].start if right < len(after) else len(text)
    return start, end


def _sides(back: Token | None, ahead: Token | None, words: int) -> tuple[bool, bool]:
    """Which of the next tokens on each side to take."""
    if back is None or ahead is None:
        return back is not None, ahead is not None
    if back.separator and ahead.separator:
        if back.kind == ahead.kind:
            return True, words > 1  # no separator right before the marker at the end
        return back.kind != HARD, back.kind == HARD
    if not back.separator and not ahead.separator:
        return True, words > 1
    return not back.separator, not ahead.separator


def best_interval(matches: Sequence[Match], size: int) -> Interval:
    """The first and last of the matches that score best within `size` words; the first such stretch wins."""
    best: Interval = (0, 0)
    best_score: tuple[int, int, int] | None = None

    def consider(first: int, last: int) -> None:
        nonlocal best, best_score
        found = _score(matches[first : last + 1])
        if best_score is None or found > best_score:
            best, best_score = (first, last), found

    first = 0
    for at, match in enumerate(matches):
        end = match.words[1]
        if end - matches[first].words[0] < size:
            continue
        if at:
            consider(first, at - 1)
        while first < len(matches) - 1:
            first += 1
            start = matches[first].words[0]
            if start > end or end - start < size:
                break
    last = len(matches) - 1
    if first != last or matches[first].word_count < size:
        consider(first, last)
    return best


def _score(matches: Sequence[Match]) -> tuple[int, int, int]:
    """Distinct query words, then closeness, then order."""
    distance = order = 0
    for match in matches:
        distance -= match.word_count - 1
        order += match.word_count - 1
    for one, following in pairwise(matches):
        distance -= min(FAR, following.words[0] - one.words[1])
        order += min(following.ids) > min(one.ids)
    return len({word for match in matches for word in match.ids}), distance, order
