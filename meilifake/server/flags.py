"""FLAGS: every launch option of the real server and what becomes of it here, and the few that only a fake has.

Names, variables and defaults are those of v1.50.0 (guide ecosystem, 3.3). Precedence: configuration file, then environment, then flag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from meilifake.engine.url_text import check_url
from meilifake.options import VERSION


class BadFlag(Exception):
    """Launch options that no server starts with, in words for the console. `status`: the exit code."""

    status = 2


class BadLaunch(BadFlag):
    """Each option is one by itself, but not here, or not together."""

    status = 1


def text(value: str) -> str:
    return value


def path(value: str) -> str:
    if not value:
        raise ValueError("a value is required")
    return value


def switch(value: str) -> bool:
    """A variable of an on/off flag: the real server's argument parser knows two words."""
    if value not in ("true", "false"):
        raise ValueError(f"`{value}` is neither `true` nor `false`")
    return value == "true"


def own_switch(value: str) -> bool:
    """One of ours is not so strict."""
    return value.lower() not in ("", "0", "n", "no", "f", "false", "off")


SWITCHES = (switch, own_switch)
WHOLE = re.compile(r"\+?[0-9]{1,30}", re.ASCII)


def whole(value: str) -> int:
    if WHOLE.fullmatch(value) is None or int(value) >= 2**64:
        raise ValueError(f"`{value}` is not a whole number of 64 bits")
    return int(value)


def positive(value: str) -> int:
    if not whole(value):
        raise ValueError("number would be zero for non-zero type")
    return whole(value)


def threads(value: str) -> int | None:
    return None if value in ("", "unlimited") else whole(value)


def interval(value: str) -> int | None:
    """Seconds between two snapshots, none when empty."""
    return whole(value) if value else None


def size(value: str) -> int:
    """Bytes: `100 MB`, `10MiB`, `1000000`; a small b counts bits."""
    from meilifake.wire.bytesize import size_of

    found = size_of(value)
    if found >= 2**64:
        raise ValueError(f"the value {value} exceeds the valid range")
    return found


def url(value: str) -> str:
    check_url(value)
    return value


def choice(*allowed: str, lenient: bool = True) -> Callable[[str], str]:
    """`lenient`: in any case, and with blanks around."""

    def read(value: str) -> str:
        for one in allowed:
            if value == one or (lenient and value.strip().lower() == one.lower()):
                return one
        raise ValueError(f"`{value}` is not one of {', '.join(allowed)}")

    return read


def names(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def networks(value: str) -> tuple[str, ...]:
    """Addresses and networks between commas, or `any`."""
    import ipaddress

    parts = tuple(value.split(","))
    for part in parts:
        if part != "any":
            ipaddress.ip_network(part)
    return parts


class Flag(NamedTuple):
    """`name` as on the command line, without dashes. `note`: why a given value changes nothing (accepted) or stops us (refused); `words`:
    what it does, of a flag that only a fake has.
    """

    name: str
    read: Callable[[str], Any] = text
    default: Any = None
    env: str = ""
    note: str = ""
    refused: bool = False
    optional_value: str | None = None
    words: str = ""

    @property
    def variable(self) -> str:
        return self.env or "MEILI_" + self.name.replace("-", "_").upper()

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")


NO_EFFECT = "it has no effect here"
NO_SNAPSHOTS = "snapshot files are databases of the real server and cannot be read here"
NO_S3 = "nothing is uploaded"
NO_CLIENT_CERTIFICATES = "client certificates are not checked here"

FLAGS: tuple[Flag, ...] = (
    Flag("http-addr", default="localhost:7700"),
    Flag("master-key"),
    Flag("env", choice("development", "production", lenient=False), "development"),
    Flag("http-payload-size-limit", size, 100_000_000),
    Flag("log-level", choice("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"), "INFO"),
    Flag("experimental-logs-mode", choice("HUMAN", "JSON"), "HUMAN"),
    Flag("config-file-path", path),
    Flag("import-dump", path),
    Flag("ignore-missing-dump", switch, False),
    Flag("ignore-dump-if-db-exists", switch, False),
    Flag("dump-dir", path, default="dumps/"),
    Flag("task-webhook-url", url),
    Flag("task-webhook-authorization-header"),
    Flag("experimental-contains-filter", switch, False),
    Flag("experimental-enable-metrics", switch, False),
    Flag("experimental-enable-logs-route", switch, False),
    Flag("experimental-legacy-search-default", switch, False, env="MEILI_EXPERIMENTAL_LEGACY_SEARCH"),
    Flag("experimental-max-number-of-batched-tasks", whole),
    Flag("experimental-limit-batched-tasks-total-size", size),
    Flag("experimental-search-queue-size", whole, 1000),
    Flag("experimental-drop-search-after", positive, 60, note=NO_EFFECT),
    Flag("experimental-replication-parameters", switch, False),
    Flag("experimental-personalization-api-key"),
    Flag("experimental-allowed-ip-networks", networks, ()),
    Flag("db-path", path, default="./data.ms"),
    Flag("no-analytics", switch, False),
    Flag("max-indexing-memory", size, note=NO_EFFECT),
    Flag("max-indexing-threads", threads, note=NO_EFFECT),
    Flag("experimental-nb-searches-per-core", positive, note=NO_EFFECT),
    Flag("experimental-dumpless-upgrade", switch, False, note=NO_EFFECT),
    Flag("experimental-reduce-indexing-memory-usage", switch, False, note=NO_EFFECT),
    Flag("experimental-embedding-cache-entries", whole, note=NO_EFFECT),
    Flag("experimental-no-snapshot-compaction", switch, False, note=NO_EFFECT),
    Flag("experimental-no-edition-2024-for-settings", switch, False, note=NO_EFFECT),
    Flag("experimental-no-edition-2024-for-dumps", switch, False, note=NO_EFFECT),
    Flag("import-snapshot", path, note=NO_SNAPSHOTS, refused=True),
    Flag("ignore-missing-snapshot", switch, False, note=NO_SNAPSHOTS),
    Flag("ignore-snapshot-if-db-exists", switch, False, note=NO_SNAPSHOTS),
    Flag("snapshot-dir", path, default="snapshots/", note="no snapshot file is written"),
    Flag("schedule-snapshot", interval, note="no snapshot file is written", optional_value="86400"),
    Flag("ssl-cert-path", path),
    Flag("ssl-key-path", path),
    Flag("ssl-auth-path", path, note=NO_CLIENT_CERTIFICATES, refused=True),
    Flag("ssl-ocsp-path", path, note="OCSP is not spoken here", refused=True),
    Flag("ssl-require-auth", switch, False, note=NO_CLIENT_CERTIFICATES, refused=True),
    Flag("ssl-resumption", switch, False, note="TLS sessions are the ssl module's affair", refused=True),
    Flag("ssl-tickets", switch, False, note="TLS sessions are the ssl module's affair", refused=True),
    Flag("s3-bucket-url", note=NO_S3),
    Flag("s3-bucket-region", note=NO_S3),
    Flag("s3-bucket-name", note=NO_S3),
    Flag("s3-snapshot-prefix", note=NO_S3),
    Flag("s3-access-key", note=NO_S3),
    Flag("s3-secret-key", note=NO_S3),
    Flag("experimental-s3-role-arn", note=NO_S3),
    Flag("experimental-s3-web-identity-token-file", note=NO_S3),
    Flag("experimental-s3-max-in-flight-parts", note=NO_S3),
    Flag("experimental-s3-compression-level", note=NO_S3),
    Flag("experimental-s3-signature-duration-seconds", note=NO_S3),
    Flag("experimental-s3-multipart-part-size", note=NO_S3),
    Flag("fake-target", default=VERSION, env="MEILIFAKE_TARGET", words="version of Meilisearch to answer as; others than ours are refused"),
    Flag(
        "fake-tasks",
        choice("background", "instant", "manual"),
        "background",
        env="MEILIFAKE_TASKS",
        words="background (in a thread, as the real server), instant (done when the answer arrives), manual (by the control API)",
    ),
    Flag("fake-task-time", whole, 0, env="MEILIFAKE_TASK_TIME", words="milliseconds that a batch shows as processing"),
    Flag("fake-seed", whole, env="MEILIFAKE_SEED", words="number that makes the uuids it invents the same in every run"),
    Flag("fake-now", env="MEILIFAKE_NOW", words="moment at which the clock starts, as 2026-01-31T12:00:00Z"),
    Flag(
        "fake-embedders",
        names,
        (),
        env="MEILIFAKE_EMBEDDERS",
        words="what stands in for embedding services, between commas: name=..., or one for all",
    ),
    Flag("fake-load", env="MEILIFAKE_LOAD", words="file or directory of documents to start with (JSON, NDJSON, CSV)"),
    Flag("fake-control", own_switch, False, env="MEILIFAKE_CONTROL", words="serve the control API below /_fake/"),
    Flag("fake-ui", own_switch, False, env="MEILIFAKE_UI", words="serve the inspector at /_fake/ui, and the control API"),
    Flag("fake-record", env="MEILIFAKE_RECORD", words="URL of a real server: pass every request on to it, and keep what was said"),
    Flag("fake-record-to", default="recorded.json", env="MEILIFAKE_RECORD_TO", words="file that the recording is written to at the end"),
)

DEBUG_ONLY = frozenset({NO_EFFECT})
"""Notes that only `--log-level DEBUG` prints: an existing compose file should start without noise."""
