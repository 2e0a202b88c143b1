"""The file of a dump: a gzipped tar whose members are plain bytes by name. Directories are members too."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping

from meilifake.errors.base import MeiliError

Members = dict[str, bytes | None]
"""Name to content, None for a directory; parents before what they hold."""


def pack(members: Mapping[str, bytes | None], stamp: float) -> bytes:
    """`stamp`: the modification time of every member, in seconds."""
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=stamp) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        tar.addfile(directory("./", stamp))
        for name, content in members.items():
            if content is None:
                tar.addfile(directory(name, stamp))
                continue
            entry = tarfile.TarInfo(name)
            entry.mtime, entry.mode, entry.size = int(stamp), 0o644, len(content)
            tar.addfile(entry, io.BytesIO(content))
    return raw.getvalue()


def directory(name: str, stamp: float) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mtime, entry.mode = tarfile.DIRTYPE, int(stamp), 0o755
    return entry


def unpack(raw: bytes) -> Members:
    """Raises MeiliError (internal) when it is no dump."""
    members: Members = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(raw), mode="r:gz") as tar:
            for entry in tar:
                name = entry.name.removeprefix("./").rstrip("/")
                if entry.isdir():
                    members[name] = None
                elif (content := tar.extractfile(entry)) is not None:
                    members[name] = content.read()
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise corrupted() from problem
    return members


def corrupted() -> MeiliError:
    return MeiliError("internal", "Corrupted dump.")
