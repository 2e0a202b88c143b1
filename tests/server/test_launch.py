"""Flags, variables, the configuration file, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meilifake.server.flags import FLAGS, BadFlag
from meilifake.server.launch import address, make_clock, make_options, notes, read_launch


def test_defaults() -> None:
    launch = read_launch([], {})
    assert launch.given == {}
    options = make_options(launch.values)
    assert (options.tasks, options.payload_limit, options.master_key) == ("background", 100_000_000, None)


def test_flag_over_environment_over_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('master_key = "from the file"\nenv = "production"\nno_analytics = true\nhttp_addr = "file:1"\n')
    environment = {"MEILI_MASTER_KEY": "from the variable", "MEILI_HTTP_ADDR": "variable:1", "MEILI_CONFIG_FILE_PATH": str(file)}
    values = read_launch(["--http-addr", "flag:1"], environment).values
    assert (values["http_addr"], values["master_key"], values["env"], values["no_analytics"]) == (
        "flag:1",
        "from the variable",
        "production",
        True,
    )


def test_how_long_tasks_take_is_said_in_milliseconds() -> None:
    assert make_options(read_launch(["--fake-task-time", "20"], {}).values).task_time == 0.02
    assert make_options(read_launch([], {"MEILIFAKE_TASK_TIME": "5"}).values).task_time == 0.005
    with pytest.raises(BadFlag, match="whole number"):
        read_launch(["--fake-task-time", "soon"], {})


@pytest.mark.parametrize(
    ("words", "size"), [("100 MB", 100_000_000), ("10MiB", 10 << 20), ("1000000", 1_000_000), ("1.5 kb", 1500), ("3 B", 3)]
)
def test_sizes(words: str, size: int) -> None:
    assert read_launch(["--http-payload-size-limit", words], {}).values["http_payload_size_limit"] == size


@pytest.mark.parametrize(("words", "on"), [("true", True), ("1", True), ("false", False), ("0", False), ("no", False)])
def test_switches_in_the_environment(words: str, on: bool) -> None:
    values = read_launch([], {"MEILI_EXPERIMENTAL_CONTAINS_FILTER": words, "MEILI_EXPERIMENTAL_LEGACY_SEARCH": words}).values
    assert make_options(values).features == (("containsFilter", "legacySearch") if on else ())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--env", "production"], "You must provide a master key"),
        (["--env", "production", "--master-key", "short"], "must be at least 16 bytes.*only 5 bytes"),
        (["--env", "testing"], "development, production"),
        (["--http-payload-size-limit", "many"], "not a size"),
        (["--import-snapshot", "x.snapshot"], "databases of the real server"),
        (["--ssl-auth-path", "x"], "not supported by meilifake"),
        (["--ssl-cert-path", "x"], "go together"),
        (["--ignore-missing-dump"], "--import-dump"),
        (["--config-file-path", "/nowhere/config.toml"], "unable to read"),
    ],
)
def test_refusals(arguments: list[str], words: str) -> None:
    with pytest.raises(BadFlag, match=words):
        read_launch(arguments, {})


def test_an_unknown_field_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('doggo = "bernese"')
    with pytest.raises(BadFlag, match="unknown field `doggo`"):
        read_launch(["--config-file-path", str(file)], {})


def test_an_unknown_flag() -> None:
    with pytest.raises(SystemExit) as caught:
        read_launch(["--doggo"], {})
    assert caught.value.code == 2


def test_what_changes_nothing_is_said() -> None:
    assert notes(read_launch(["--max-indexing-memory", "2"], {})) == []
    assert notes(read_launch(["--max-indexing-threads", "2"], {})) == []
    assert notes(read_launch(["--max-indexing-threads", "2", "--log-level", "DEBUG"], {})) == [
        "--max-indexing-threads: it has no effect here"
    ]


def test_every_flag_has_its_own_variable() -> None:
    variables = [flag.variable for flag in FLAGS]
    assert len(set(variables)) == len(variables)


def test_the_clock_starts_at_the_given_moment_and_runs() -> None:
    clock = make_clock("2024-01-02T03:04:05Z")
    assert clock is not None
    first = clock()
    assert timedelta(0) <= first - datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC) < timedelta(seconds=5)
    assert clock() > first
    with pytest.raises(BadFlag):
        make_clock("yesterday")


@pytest.mark.parametrize(
    ("words", "expected"), [("localhost:7700", ("localhost", 7700)), ("[::1]:0", ("::1", 0)), (":80", ("0.0.0.0", 80))]
)
def test_addresses(words: str, expected: tuple[str, int]) -> None:
    assert address(words) == expected


@pytest.mark.parametrize("words", ["localhost", "localhost:port", "x:70000"])
def test_bad_addresses(words: str) -> None:
    with pytest.raises(BadFlag):
        address(words)
