"""How the server's library words and draws an error in a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meilifake.engine.liquid.grammar import ORDER, SYMBOLS


class LiquidFault(Exception):
    """A template refused. `lines` come after the drawing, as the library's context of an error."""

    def __init__(self, message: str, *lines: str) -> None:
        super().__init__(message)
        self.message = message
        self.lines = lines

    def __str__(self) -> str:
        return f"liquid: {self.message}\n" + "".join(f"{line}\n" for line in self.lines)

    def within(self, *lines: str) -> LiquidFault:
        return LiquidFault(self.message, *self.lines, *lines)


def context(**values: str) -> tuple[str, ...]:
    """Lines of context; `_` in a name stands for a space."""
    return ("  with:", *(f"    {name.replace('_', ' ')}={value}" for name, value in values.items()))


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, in characters, from 1."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - start + 1


def line_of(text: str, at: int) -> str:
    """The line of a place with its line break."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    return text[start:] if stop < 0 else text[start : stop + 1]


def visible(line: str) -> str:
    return line.replace("\r", "␍").replace("\n", "␊")


def bare(line: str) -> str:
    return line.replace("\r", "").replace("\n", "")


def at_position(text: str, at: int, words: str, *, lines_before: int = 0) -> LiquidFault:
    """An error at one place."""
    line, column = place(text, at)
    shown = line_of(text, at)
    shown = visible(shown) if text[at : at + 1] in ("\n", "\r") and at < len(text) else bare(shown)
    return drawn(line + lines_before, column, shown, underline(shown, column, None), words)


def at_span(text: str, start: int, stop: int, words: str) -> LiquidFault:
    """An error of a stretch of the text."""
    (line, column), (last_line, last_column) = place(text, start), place(text, stop)
    if last_column == 1 and stop:
        last_line, last_column = place(text, stop - 1)
        last_column += 1
    inside = text[start:stop]
    edges = inside[:1] in ("\n", "\r") or inside[-1:] in ("\n", "\r") if inside else False
    first = line_of(text, start) if inside else ""
    shown = visible(first) if edges else bare(first)
    mark = underline(shown, column, last_column)
    lines = lines_of(text, start, stop)
    if len(lines) < 2:
        return drawn(line, column, shown, mark, words)
    return drawn(line, column, shown, mark, words, (last_line, lines[-1] if edges else visible(lines[-1])))


def lines_of(text: str, start: int, stop: int) -> list[str]:
    """The lines that a stretch touches."""
    found: list[str] = []
    at = start
    while at < stop or not found:
        found.append(line_of(text, at))
        following = text.find("\n", at)
        if following < 0 or following + 1 > stop:
            break
        at = following + 1
        if at >= stop:
            break
    return found


def underline(line: str, start: int, stop: int | None) -> str:
    mark = "".join("\t" if char == "\t" else " " for char in line[: start - 1])
    if stop is None:
        return mark + "^---"
    if start > stop:
        start, stop = stop - 1, start + 1
        mark = "".join("\t" if char == "\t" else " " for char in line[: start - 1])
    if stop - start > 1:
        return mark + "^" + "-" * (stop - start - 2) + "^"
    return mark + "^"


def drawn(line: int, column: int, shown: str, mark: str, words: str, further: tuple[int, str] | None = None) -> LiquidFault:
    width = len(str(max(line, further[0] if further else line)))
    gap = " " * width
    rows = [f"{gap}--> {line}:{column}", f"{gap} |", f"{line:>{width}} | {shown}"]
    if further is not None:
        last, continued = further
        if last - line > 1:
            rows.append(f"{gap} | ...")
        rows.append(f"{last:>{width}} | {continued}")
    rows += [f"{gap} | {mark}", f"{gap} |", f"{gap} = {words}"]
    return LiquidFault("\n".join(rows))


def wanted(expected: Iterable[str], unexpected: Iterable[str]) -> str:
    """What was tried, in words."""
    positive, negative = named(expected), named(unexpected)
    if positive and negative:
        return f"unexpected {negative}; expected {positive}"
    if negative:
        return f"unexpected {negative}"
    return f"expected {positive}" if positive else "unknown parsing error"


def named(rules: Iterable[str]) -> str:
    names: Sequence[str] = [f'"{SYMBOLS[name]}"' if name in SYMBOLS else name for name in sorted(set(rules), key=ORDER.index)]
    if len(names) < 3:
        return " or ".join(names)
    return ", ".join(names[:-1]) + f", or {names[-1]}"
