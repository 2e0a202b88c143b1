"""What ends a script: the errors that Rhai words and locates, and the jumps that are no errors."""

from __future__ import annotations

from typing import Any

Position = tuple[int, int]
"""Line and column, from 1."""


def located(message: str, position: Position | None) -> str:
    return message if position is None else f"{message} (line {position[0]}, position {position[1]})"


class ParseFault(Exception):
    """The script is not well-formed."""

    def __init__(self, message: str, position: Position | None) -> None:
        super().__init__(located(message, position))
        self.message = message
        self.position = position


class RunFault(Exception):
    """The script failed while running. `thrown`: what `throw` threw; `catchable`: `try` may catch it; `function`: where it came from;
    `error`: Rhai's name of it, where its words do not tell."""

    def __init__(
        self,
        message: str,
        position: Position | None = None,
        *,
        thrown: Any = None,
        catchable: bool = True,
        function: str = "",
        error: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.thrown = thrown
        self.catchable = catchable
        self.function = function
        self.error = error

    def __str__(self) -> str:
        return located(self.message, self.position)

    def at(self, position: Position) -> RunFault:
        """The same fault, located if it was not."""
        if self.position is None:
            self.position = position
        return self


class Thrown(RunFault):
    """A `throw` of the script itself."""


class Jump(Exception):
    """`break`, `continue`, `return` and `exit` on their way out."""

    def __init__(self, value: Any = None) -> None:
        super().__init__()
        self.value = value


class BreakJump(Jump):
    pass


class ContinueJump(Jump):
    pass


class ReturnJump(Jump):
    pass


class ExitJump(Jump):
    pass


def not_found(name: str, types: str, position: Position | None) -> RunFault:
    return RunFault(f"Function not found: {name} ({types})", position)


def wrong_type(found: str, expected: str, position: Position | None) -> RunFault:
    return RunFault(f"Data type incorrect: {found} (expecting {expected})", position)


def arithmetic(message: str) -> RunFault:
    return RunFault(message, error="ErrorArithmetic")
