"""The grammar of liquid templates as the server's library has it: rule by rule, in the order that its messages follow."""

from __future__ import annotations

from meilifake.engine.liquid.peg import (
    Machine,
    Node,
    Parser,
    anything,
    choice,
    end,
    literal,
    many,
    optional,
    pattern,
    rule,
    sequence,
    spaces,
    unless,
)

ORDER = (
    "EOI", "LiquidFile", "InvalidLiquid", "TagInner", "ExpressionInner", "Tag", "Expression", "Raw", "Identifier", "Variable",
    "Value", "Filter", "FilterChain", "PositionalFilterArgument", "KeywordFilterArgument", "NilLiteral", "EmptyLiteral",
    "BlankLiteral", "StringLiteral", "IntegerLiteral", "FloatLiteral", "BooleanLiteral", "Literal", "Range", "GreaterThan",
    "LesserThan", "Assign", "Comma", "Colon", "Equals", "NotEquals", "LesserThanGreaterThan", "GreaterThanEquals",
    "LesserThanEquals",
)  # fmt: skip
SYMBOLS = {
    "LesserThan": "<", "GreaterThan": ">", "LesserThanEquals": "<=", "GreaterThanEquals": ">=", "Equals": "==", "NotEquals": "!=",
    "LesserThanGreaterThan": "<>", "Assign": "=", "Comma": ",", "Colon": ":",
}  # fmt: skip
"""Rules that messages show as what they match, in quotes."""

SPACE = "(?: |\r\n|\n|\r)*"
HYPHEN = r"-(?!\}\}|%\})"


def value(machine: Machine) -> bool:
    return VALUE(machine)


identifier = rule("Identifier", pattern(f"(?:[A-Za-z_]|{HYPHEN})(?:[A-Za-z0-9_]|{HYPHEN})*"))
variable = rule(
    "Variable",
    sequence(
        identifier,
        many(choice(sequence(literal("."), identifier), sequence(literal("["), spaces, value, spaces, literal("]")))),
    ),
    loose=False,
)
literal_value = rule(
    "Literal",
    choice(
        rule("NilLiteral", pattern("nil|null")),
        rule("EmptyLiteral", pattern("empty")),
        rule("BlankLiteral", pattern("blank")),
        rule("StringLiteral", pattern("'[^']*'|\"[^\"]*\"")),
        rule("FloatLiteral", pattern(r"[+-]?[0-9]+\.[0-9]+")),
        rule("IntegerLiteral", pattern("[+-]?[0-9]+")),
        rule("BooleanLiteral", pattern("true|false")),
    ),
)
VALUE = rule("Value", choice(literal_value, variable))
argument = choice(
    rule("KeywordFilterArgument", sequence(identifier, literal(":"), VALUE)),
    rule("PositionalFilterArgument", VALUE),
)
filter_call = rule(
    "Filter",
    sequence(identifier, optional(sequence(literal(":"), argument, many(sequence(literal(","), argument))))),
)
filter_chain = rule("FilterChain", sequence(VALUE, many(sequence(literal("|"), filter_call))))


def symbol(name: str) -> Parser:
    return rule(name, literal(SYMBOLS[name]))


tag_token = choice(
    rule("Range", sequence(literal("("), VALUE, literal(".."), VALUE, literal(")"))),
    filter_chain,
    *map(symbol, ("Equals", "NotEquals", "LesserThanGreaterThan", "GreaterThanEquals", "LesserThanEquals")),
    *map(symbol, ("GreaterThan", "LesserThan", "Assign", "Comma", "Colon")),
)
tag_start = pattern(rf"{SPACE}\{{%-|\{{%")
tag_end = pattern(rf"-%\}}{SPACE}|%\}}")
expression_start = pattern(rf"{SPACE}\{{\{{-|\{{\{{")
expression_end = pattern(rf"-\}}\}}{SPACE}|\}}\}}")
tag = rule("Tag", sequence(tag_start, spaces, rule("TagInner", sequence(identifier, many(tag_token)), loose=True), spaces, tag_end))
expression = rule(
    "Expression",
    sequence(expression_start, spaces, rule("ExpressionInner", filter_chain, loose=True), spaces, expression_end),
)
raw = rule("Raw", pattern(rf"(?:(?!{SPACE}\{{[%{{]-|\{{[%{{])[\s\S])+"))
element = choice(expression, tag, raw)
invalid = rule("InvalidLiquid", sequence(unless(expression), anything))
end_of_input = rule("EOI", end)
whole = rule("LiquidFile", sequence(many(element), end_of_input))


def elements(text: str) -> list[Node]:
    """The elements of a text, with every character that fits nowhere as an `InvalidLiquid`, and `EOI` last."""
    machine = Machine(text, loose=False)
    many(choice(element, invalid))(machine)
    end_of_input(machine)
    return machine.nodes


def failure(text: str) -> Machine:
    """The machine after a strict reading of the text has failed."""
    machine = Machine(text, loose=False)
    whole(machine)
    return machine
