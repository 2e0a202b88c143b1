"""The standard tags and blocks of liquid: what each wants of its tokens and of what it encloses, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from meilifake.engine.liquid.branches import COMPARISONS, Case, Comparison, Condition, Exists, If, Joined, When
from meilifake.engine.liquid.elements import Assign, Capture, Counter, Cycle, Element, IfChanged, Interrupt, Text
from meilifake.engine.liquid.expressions import Expression, literal
from meilifake.engine.liquid.loops import For, Over, TableRow
from meilifake.engine.liquid.partials import include, render, repeated
from meilifake.engine.liquid.peg import Node
from meilifake.engine.liquid.reader import Block, Reader
from meilifake.engine.liquid.tokens import Tokens
from meilifake.engine.liquid.values import text

Read = Callable[[Reader, Tokens, Block], Element]


class Standard(NamedTuple):
    """`closing`: the tag that ends a block, empty for a tag that stands alone."""

    read: Read
    closing: str = ""


def interrupt(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tokens.done()
    return Interrupt(tokens.name)


def assign(reader: Reader, tokens: Tokens, block: Block) -> Element:
    name = tokens.read("Identifier expected.", "Identifier")
    tokens.symbol("=", 'Assignment operator "=" expected.')
    chain = reader.chain(tokens, "FilterChain expected.")
    tokens.done()
    return Assign(tokens.shown(name), chain)


def counter(reader: Reader, tokens: Tokens, block: Block) -> Element:
    name = tokens.read("Identifier expected.", "Identifier")
    tokens.done()
    return Counter(tokens.shown(name), 1 if tokens.name == "increment" else -1)


def cycle(reader: Reader, tokens: Tokens, block: Block) -> Element:
    first = tokens.take("Identifier or value expected")
    second = tokens.next()
    shown = None if second is None else tokens.shown(second)
    name, values = "", []
    if shown == ":":
        name = cycle_name(reader, tokens, first)
    elif shown in (",", None):
        values.append(reader.value(reader.must_be(tokens, first, "Value")))
    else:
        assert second is not None
        raise tokens.complaint(second, '":" or "," expected.')
    while (node := tokens.next()) is not None:
        values.append(reader.value(reader.must_be(tokens, node, "Value")))
        following = tokens.next()
        if following is None:
            break
        if tokens.shown(following) != ",":
            raise tokens.complaint(following, '"," expected.')
    tokens.done()
    return Cycle(name or "-".join(map(str, values)), values)


def cycle_name(reader: Reader, tokens: Tokens, node: Node) -> str:
    found = reader.must_be(tokens, node, "Identifier", "Literal")
    shown = tokens.shown(found)
    return shown if found.rule == "Identifier" else text(literal(found.children[0].rule, shown))


def condition(reader: Reader, tokens: Tokens) -> Condition:
    found = conjunction(reader, tokens)
    while (node := tokens.next()) is not None:
        if tokens.shown(node) != "or":
            raise tokens.complaint(node, '"and" or "or" expected.')
        found = Joined(found, "or", conjunction(reader, tokens))
    return found


def conjunction(reader: Reader, tokens: Tokens) -> Condition:
    found: Condition = comparison(reader, tokens)
    while tokens.peek() == "and":
        tokens.next()
        found = Joined(found, "and", comparison(reader, tokens))
    return found


def comparison(reader: Reader, tokens: Tokens) -> Exists | Comparison:
    left = reader.value(tokens.read("Value expected.", "Value"))
    operator = tokens.peek()
    if operator is None or operator not in COMPARISONS:
        return Exists(left)
    tokens.next()
    return Comparison(left, operator, reader.value(tokens.read("Value expected.", "Value")))


def conditional(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tested, body = condition(reader, tokens), list[Element]()
    for found in reader.inside(block, body, "else", "elsif"):
        otherwise = [conditional(reader, found, block)] if found.name == "elsif" else reader.rest(block)
        return If(tested, True, body, otherwise)
    return If(tested, True, body, ())


def negated(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tested, body = condition(reader, tokens), list[Element]()
    for _ in reader.inside(block, body, "else"):
        return If(tested, False, body, reader.rest(block))
    return If(tested, False, body, ())


def over(reader: Reader, tokens: Tokens, wanted: str, *names: str) -> Over:
    """`wanted`: what the library says that it expects. An option given twice counts the last time."""
    variable = tokens.shown(tokens.read("Identifier expected.", "Identifier"))
    tokens.symbol("in", '"in" expected.')
    items = repeated(reader, tokens)
    options: dict[str, Expression] = {}
    backwards = False
    while (node := tokens.next()) is not None:
        shown = tokens.shown(node)
        if shown not in names:
            raise tokens.complaint(node, f"{wanted} expected.")
        if shown == "reversed":
            backwards = True
            continue
        tokens.symbol(":", '":" expected.')
        options[shown] = reader.value(tokens.read("Value expected.", "Value"))
    return Over(variable, items, options, backwards)


def loop(reader: Reader, tokens: Tokens, block: Block) -> Element:
    through, body = over(reader, tokens, '"limit", "offset" or "reversed"', "limit", "offset", "reversed"), list[Element]()
    for found in reader.inside(block, body, "else"):
        found.done()
        return For(through, body, reader.rest(block))
    return For(through, body, ())


def table_row(reader: Reader, tokens: Tokens, block: Block) -> Element:
    through = over(reader, tokens, '"cols", "limit" or "offset"', "cols", "limit", "offset")
    return TableRow(through, reader.rest(block))


def case(reader: Reader, tokens: Tokens, block: Block) -> Element:
    """What stands before the first `when` is read and belongs to nothing."""
    target = reader.value(tokens.read("Value expected.", "Value"))
    tokens.done()
    cases: list[When] = []
    body: list[Element] = []
    values: list[Expression] = []
    for found in reader.inside(block, body, "when", "else"):
        cases += [When(values, tuple(body))] * bool(values)
        body.clear()
        if found.name == "else":
            found.done()
            return Case(target, cases, reader.rest(block))
        values = alternatives(reader, found)
    return Case(target, [*cases, *[When(values, body)] * bool(values)], ())


def alternatives(reader: Reader, tokens: Tokens) -> list[Expression]:
    values = [reader.value(tokens.read("Value expected", "Value"))]
    while (node := tokens.next()) is not None:
        if tokens.shown(node) not in ("or", ","):
            raise tokens.complaint(node, '"or" or "," expected.')
        values.append(reader.value(tokens.read("Value expected", "Value")))
    return values


def capture(reader: Reader, tokens: Tokens, block: Block) -> Element:
    name = tokens.shown(tokens.read("Identifier expected", "Identifier"))
    tokens.done()
    return Capture(name, reader.rest(block, f"{{% capture {name} %}}"))


def changed(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tokens.done()
    return IfChanged(reader.rest(block))


def comment(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tokens.done()
    reader.commented(block)
    return Text("")


def verbatim(reader: Reader, tokens: Tokens, block: Block) -> Element:
    tokens.done()
    return Text(reader.verbatim(block))


STANDARD: Mapping[str, Standard] = {
    "assign": Standard(assign),
    "break": Standard(interrupt),
    "continue": Standard(interrupt),
    "cycle": Standard(cycle),
    "decrement": Standard(counter),
    "include": Standard(include),
    "increment": Standard(counter),
    "render": Standard(render),
    "capture": Standard(capture, "endcapture"),
    "case": Standard(case, "endcase"),
    "comment": Standard(comment, "endcomment"),
    "for": Standard(loop, "endfor"),
    "if": Standard(conditional, "endif"),
    "ifchanged": Standard(changed, "endifchanged"),
    "raw": Standard(verbatim, "endraw"),
    "tablerow": Standard(table_row, "endtablerow"),
    "unless": Standard(negated, "endunless"),
}
