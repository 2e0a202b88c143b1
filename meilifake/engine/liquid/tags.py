"""The standard tags and blocks of liquid: what each wants of its tokens and of what it encloses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from meilifake.engine.liquid.reader import Block, Reader
from meilifake.engine.liquid.tokens import Tokens

Check = Callable[[Reader, Tokens, Block], None]
COMPARISONS = frozenset(("==", "!=", "<>", "<", ">", ">=", "<=", "contains"))


class Standard(NamedTuple):
    """`closing`: the tag that ends a block, empty for a tag that stands alone."""

    check: Check
    closing: str = ""


def nothing(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.done()


def assign(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.read("Identifier expected.", "Identifier")
    tokens.symbol("=", 'Assignment operator "=" expected.')
    reader.chain(tokens, "FilterChain expected.")
    tokens.done()


def counter(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.read("Identifier expected.", "Identifier")
    tokens.done()


def cycle(reader: Reader, tokens: Tokens, block: Block) -> None:
    first = tokens.take("Identifier or value expected")
    second = tokens.next()
    shown = None if second is None else tokens.shown(second)
    if shown == ":":
        reader.must_be(tokens, first, "Identifier", "Literal")
    elif shown in (",", None):
        reader.must_be(tokens, first, "Value")
    else:
        assert second is not None
        raise tokens.complaint(second, '":" or "," expected.')
    while (node := tokens.next()) is not None:
        reader.must_be(tokens, node, "Value")
        following = tokens.next()
        if following is None:
            break
        if tokens.shown(following) != ",":
            raise tokens.complaint(following, '"," expected.')
    tokens.done()


def partial(reader: Reader, tokens: Tokens, block: Block) -> None:
    """A template of another name; the server has none, which only rendering shows."""
    tokens.read("Identifier or literal expected.", "Value")


def condition(reader: Reader, tokens: Tokens) -> None:
    conjunction(tokens)
    while (node := tokens.next()) is not None:
        if tokens.shown(node) != "or":
            raise tokens.complaint(node, '"and" or "or" expected.')
        conjunction(tokens)


def conjunction(tokens: Tokens) -> None:
    comparison(tokens)
    while tokens.peek() == "and":
        tokens.next()
        comparison(tokens)


def comparison(tokens: Tokens) -> None:
    tokens.read("Value expected.", "Value")
    if tokens.peek() in COMPARISONS:
        tokens.next()
        tokens.read("Value expected.", "Value")


def conditional(reader: Reader, tokens: Tokens, block: Block) -> None:
    condition(reader, tokens)
    for found in reader.inside(block, "else", "elsif"):
        if found.name == "elsif":
            conditional(reader, found, block)
        else:
            reader.rest(block)
        return


def negated(reader: Reader, tokens: Tokens, block: Block) -> None:
    condition(reader, tokens)
    for _ in reader.inside(block, "else"):
        reader.rest(block)
        return


def over(reader: Reader, tokens: Tokens, options: str, *names: str) -> None:
    tokens.read("Identifier expected.", "Identifier")
    tokens.symbol("in", '"in" expected.')
    tokens.read("Array or range expected.", "Value", "Range")
    while (node := tokens.next()) is not None:
        shown = tokens.shown(node)
        if shown not in (*names, "reversed") or (shown == "reversed" and "reversed" not in options):
            raise tokens.complaint(node, f"{options} expected.")
        if shown != "reversed":
            tokens.symbol(":", '":" expected.')
            tokens.read("Value expected.", "Value")


def loop(reader: Reader, tokens: Tokens, block: Block) -> None:
    over(reader, tokens, '"limit", "offset" or "reversed"', "limit", "offset")
    for found in reader.inside(block, "else"):
        found.done()
        reader.rest(block)
        return


def table_row(reader: Reader, tokens: Tokens, block: Block) -> None:
    over(reader, tokens, '"cols", "limit" or "offset"', "cols", "limit", "offset")
    reader.rest(block)


def case(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.read("Value expected.", "Value")
    tokens.done()
    for found in reader.inside(block, "when", "else"):
        if found.name == "else":
            found.done()
            reader.rest(block)
            return
        found.read("Value expected", "Value")
        while (node := found.next()) is not None:
            if found.shown(node) not in ("or", ","):
                raise found.complaint(node, '"or" or "," expected.')
            found.read("Value expected", "Value")


def capture(reader: Reader, tokens: Tokens, block: Block) -> None:
    name = tokens.read("Identifier expected", "Identifier")
    tokens.done()
    reader.rest(block, f"{{% capture {tokens.shown(name)} %}}")


def plain(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.done()
    reader.rest(block)


def comment(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.done()
    reader.commented(block)


def verbatim(reader: Reader, tokens: Tokens, block: Block) -> None:
    tokens.done()
    reader.verbatim(block)


STANDARD: Mapping[str, Standard] = {
    "assign": Standard(assign),
    "break": Standard(nothing),
    "continue": Standard(nothing),
    "cycle": Standard(cycle),
    "decrement": Standard(counter),
    "include": Standard(partial),
    "increment": Standard(counter),
    "render": Standard(partial),
    "capture": Standard(capture, "endcapture"),
    "case": Standard(case, "endcase"),
    "comment": Standard(comment, "endcomment"),
    "for": Standard(loop, "endfor"),
    "if": Standard(conditional, "endif"),
    "ifchanged": Standard(plain, "endifchanged"),
    "raw": Standard(verbatim, "endraw"),
    "tablerow": Standard(table_row, "endtablerow"),
    "unless": Standard(negated, "endunless"),
}
