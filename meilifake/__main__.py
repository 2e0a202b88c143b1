"""`python -m meilifake`: the fake as a server of its own.

`... check`: settings and seeds that a server would refuse; `... conformance`: the proof that it answers as the real one.
"""

from __future__ import annotations

import sys


def main() -> int:
    if sys.argv[1:2] == ["conformance"]:
        from meilifake.conformance.cli import main as prove

        return prove(sys.argv[2:])
    if sys.argv[1:2] == ["check"]:
        from meilifake.server.check import main as check

        return check(sys.argv[2:])
    from meilifake.server.cli import main as serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
