"""Single-precision numbers: the server keeps some settings in 32 bits and prints the shortest text that gives those bits back."""

from __future__ import annotations

import struct
from typing import Annotated

from pydantic import AfterValidator


def single(value: float) -> float:
    """The float whose own shortest text is that of the nearest 32-bit number."""
    try:
        narrow: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return value
    for digits in range(1, 10):
        text = f"{narrow:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(text)))[0] == narrow:
            return float(text)
    return narrow


F32 = Annotated[float, AfterValidator(single)]
