"""The two things that the server does with a script: check it when it is sent, run it on each document."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from meilifake.engine.rhai.ast import Block, Function
from meilifake.engine.rhai.faults import ExitJump, ParseFault, ReturnJump, RunFault
from meilifake.engine.rhai.machine import Machine
from meilifake.engine.rhai.parser import Parser
from meilifake.engine.rhai.scope import Scope, Variable
from meilifake.engine.rhai.statements import script
from meilifake.engine.rhai.values import copied
from meilifake.errors.base import MeiliError


class Script(NamedTuple):
    body: Block
    functions: dict[tuple[str, int], Function]


@lru_cache(maxsize=64)
def compile_script(text: str) -> Script:
    """Raises bad_request with Rhai's own words and place (guide tasks-documents, 12.1)."""
    try:
        parser = Parser(text)
        return Script(script(parser), parser.functions)
    except ParseFault as fault:
        raise MeiliError("bad_request", str(fault)) from None
    except RecursionError:
        raise MeiliError("bad_request", "Expression exceeds maximum complexity") from None


def run_script(compiled: Script, document: dict[str, Any], context: Mapping[str, Any] | None) -> Any:
    """What the variable `doc` holds afterwards. Raises edit_documents_by_function_error."""
    scope = Scope([] if context is None else [Variable("context", copied(dict(context)), constant=True)])
    scope.variables.append(Variable("doc", document))
    machine = Machine(compiled.functions, scope)
    try:
        with suppress(ReturnJump, ExitJump):
            machine.run(compiled.body)
    except RunFault as fault:
        raise failed(str(fault)) from None
    except RecursionError:
        raise failed("Stack overflow") from None
    left = scope.find("doc")
    return None if left is None else left.value


def failed(words: str) -> MeiliError:
    prefix = "Document edition runtime error encountered while running the function: "
    return MeiliError("edit_documents_by_function_error", prefix + words)
