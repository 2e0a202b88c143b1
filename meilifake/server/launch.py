"""From the command line to frozen `Options`: flags over environment over configuration file, and the server's own refusals."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from meilifake import __version__
from meilifake.engine.clock import Clock
from meilifake.options import VERSION, Options, spoken
from meilifake.server.flags import DEBUG_ONLY, FLAGS, SWITCHES, BadFlag, BadLaunch, Flag

MASTER_KEY_MINIMUM = 16
FEATURE_FLAGS = {
    "experimental_contains_filter": "containsFilter",
    "experimental_enable_metrics": "metrics",
    "experimental_enable_logs_route": "logsRoute",
    "experimental_legacy_search_default": "legacySearch",
}
"""Launch flags that switch an experimental feature on."""
IGNORING = {
    "ignore_missing_dump": "dump",
    "ignore_dump_if_db_exists": "dump",
    "ignore_missing_snapshot": "snapshot",
    "ignore_snapshot_if_db_exists": "snapshot",
}
"""Flags that mean nothing, and are refused, without another one: what that one imports."""


class Launch(NamedTuple):
    """What to start: `given` holds the flags that were set from outside, `values` all of them by key."""

    values: dict[str, Any]
    given: dict[str, Flag]


COMMANDS = """commands:
  serve (the default)   the flags above
  check FILE...         whether documents and settings files would be taken, in the server's words
  conformance ...       the proof that it answers as the real one; see `python -m meilifake conformance --help`
"""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "meilifake",
        usage="python -m meilifake [flags]   (--help lists them)",
        description="A fake Meilisearch server in memory. Flags and variables are those of the real one.",
        epilog=COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("command", nargs="?", choices=["serve"], default="serve", help=argparse.SUPPRESS)
    made.add_argument("--version", "-V", action="version", version=f"meilifake {__version__} (targets Meilisearch {VERSION})")
    real = made.add_argument_group("flags of the real server")
    own = made.add_argument_group("flags that only a fake has")
    for flag in FLAGS:
        group = own if flag.words else real
        words = " ".join(part for part in (flag.words, f"[{flag.variable}]", flag.note) if part)
        if flag.read in SWITCHES:
            group.add_argument(f"--{flag.name}", action="store_const", const="true", help=words)
        elif flag.optional_value is not None:
            group.add_argument(f"--{flag.name}", nargs="?", const=flag.optional_value, help=words)
        else:
            group.add_argument(f"--{flag.name}", help=words, metavar="VALUE")
    return made


def read_launch(arguments: Sequence[str], environment: Mapping[str, str]) -> Launch:
    """Raises BadFlag; SystemExit(2) for a flag that does not exist."""
    flags = vars(parser().parse_args(arguments))
    path = flags["config_file_path"] or environment.get("MEILI_CONFIG_FILE_PATH")
    file = read_file(path) if path else {}
    values: dict[str, Any] = {}
    given: dict[str, Flag] = {}
    for flag in FLAGS:
        raw = next((one for one in (flags[flag.key], environment.get(flag.variable), file.get(flag.key)) if one is not None), None)
        if raw is None:
            values[flag.key] = flag.default
            continue
        given[flag.key] = flag
        try:
            values[flag.key] = flag.read(raw)
        except ValueError as error:
            raise BadFlag(f"--{flag.name}: {error}") from None
    check(values, given)
    return Launch(values, given)


def read_file(path: str) -> dict[str, str]:
    """The configuration file, each value as text; only when named, or an unrelated `config.toml` of the project would stop us.

    What it says of files to import is ignored, as the real server does.
    """
    import tomllib

    try:
        content = tomllib.loads(Path(path).read_text())
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadLaunch(f"unable to read the configuration file {path}: {error}") from None
    flags = {flag.key: flag for flag in FLAGS}
    for key in content:
        if key not in flags:
            raise BadLaunch(f"unknown field `{key}` in the configuration file {path}")
    if "config_file_path" in content:
        raise BadLaunch("`config_file_path` is not supported in the configuration file")
    heard = {key: value for key, value in content.items() if not key.startswith(("import_", "ignore_"))}
    return {key: written(flags[key], value) for key, value in heard.items()}


def written(flag: Flag, value: Any) -> str:
    """A value of the file as a variable of the environment would say it."""
    if flag.optional_value is not None and isinstance(value, bool):
        return flag.optional_value if value else ""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def check(values: dict[str, Any], given: dict[str, Flag]) -> None:
    """The refusals: of the real server for a production without a good key, ours for what would be a pretence."""
    try:
        spoken(values["fake_target"])
    except ValueError as error:
        raise BadFlag(f"--fake-target: {error}") from None
    for flag in given.values():
        if flag.refused and values[flag.key]:
            raise BadFlag(f"--{flag.name} is not supported by meilifake: {flag.note}")
    for name, kind in IGNORING.items():
        if name in given and f"import_{kind}" not in given:
            raise BadFlag(f"--{given[name].name} needs --import-{kind}")
    if bool(values["ssl_cert_path"]) != bool(values["ssl_key_path"]):
        raise BadFlag("--ssl-cert-path and --ssl-key-path go together")
    key = values["master_key"]
    if values["env"] == "production" and len((key or "").encode()) < MASTER_KEY_MINIMUM:
        if key is None:
            raise BadLaunch(
                "You must provide a master key to secure your instance in a production environment. "
                "It can be specified via the MEILI_MASTER_KEY environment variable or the --master-key launch option."
            )
        raise BadLaunch(
            f"The master key must be at least {MASTER_KEY_MINIMUM} bytes in a production environment. "
            f"The provided key is only {len(key.encode())} bytes."
        )


def make_options(values: Mapping[str, Any]) -> Options:
    return Options(
        master_key=values["master_key"],
        tasks=values["fake_tasks"],
        env=values["env"],
        payload_limit=values["http_payload_size_limit"],
        max_batched_tasks=values["experimental_max_number_of_batched_tasks"],
        batch_size_limit=values["experimental_limit_batched_tasks_total_size"],
        replication_parameters=values["experimental_replication_parameters"],
        features=tuple(feature for key, feature in FEATURE_FLAGS.items() if values[key]),
        webhook_url=values["task_webhook_url"],
        webhook_authorization=values["task_webhook_authorization_header"],
        personalization=bool(values["experimental_personalization_api_key"]),
        allowed_ip_networks=values["experimental_allowed_ip_networks"],
        dump_dir=values["dump_dir"],
        search_queue_size=values["experimental_search_queue_size"],
        seed=values["fake_seed"],
        task_time=values["fake_task_time"] / 1000,
    )


def make_clock(now: str | None) -> Clock | None:
    """A clock that starts at `now` (RFC 3339) and runs on; None: the wall clock. Raises BadFlag."""
    if not now:
        return None
    try:
        start = datetime.fromisoformat(now)
    except ValueError:
        raise BadFlag(f"MEILIFAKE_NOW: `{now}` is not a date like 2026-01-31T12:00:00Z") from None
    start, zero = start if start.tzinfo else start.replace(tzinfo=UTC), monotonic()
    return lambda: start + timedelta(seconds=monotonic() - zero)


def address(value: str) -> tuple[str, int]:
    """`host:port`. Raises BadFlag."""
    host, colon, port = value.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        raise BadFlag(f"--http-addr: `{value}` is not an address like 127.0.0.1:7700")
    return host.strip("[]") or "0.0.0.0", int(port)


def notes(launch: Launch) -> list[str]:
    """A line per given flag that changes nothing here."""
    debug = launch.values["log_level"] in ("DEBUG", "TRACE")
    return [f"--{flag.name}: {flag.note}" for flag in launch.given.values() if flag.note and (debug or flag.note not in DEBUG_ONLY)]
