"""The ratchet: the names of the recorded scenarios that pass, in `conformance/ratchet.json`. None may leave.

python .ci/ratchet.py check     # replay the names on the list; exit 1 when one fails
python .ci/ratchet.py update    # replay everything; the list becomes what passes now (a loss is refused unless --force)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "conformance" / "ratchet.json"
REPLAY = ROOT.parent / "shared" / "replay.py"


def passing() -> set[str]:
    """The names of all scenarios that pass in process, on this tree; those that start from a dump are named `dumps/...`."""
    names: set[str] = set()
    for recordings in ("recordings", "dumps"):
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            command = [sys.executable, str(REPLAY), "--recordings", str(REPLAY.parent / recordings), "--json", str(report)]
            subprocess.run([*command, "-j", str(os.cpu_count() or 2)], cwd=ROOT, check=False)
            passed = json.loads(report.read_text())["passed"]
        names.update(passed if recordings == "recordings" else [f"{recordings}/{name}" for name in passed])
    return names


def main() -> int:
    action = sys.argv[1] if len(sys.argv) > 1 else "check"
    if not REPLAY.exists():
        print(f"skipped: the recordings are not here ({REPLAY.parent.name}/)")
        return 0
    known = set(json.loads(LIST.read_text())) if LIST.exists() else set()
    now = passing()
    lost = sorted(known - now)
    for name in lost:
        print(f"LOST {name}")
    print(f"ratchet: {len(known & now)} kept, {len(lost)} lost, {len(now - known)} gained")
    if action == "update" and (not lost or "--force" in sys.argv):
        LIST.write_text(json.dumps(sorted(now), indent=0) + "\n")
        return 0
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
