"""`python -m meilifake`: the fake as a server of its own."""

from __future__ import annotations

import sys


def main() -> int:
    from meilifake.server.cli import main as serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
