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
    ("words", "size"),
    [
        ("100 MB", 100_000_000),
        ("10MiB", 10 << 20),
        ("1000000", 1_000_000),
        ("1.5 kB", 1500),
        ("1.5 kb", 188),
        ("8b", 1),
        ("1 Mbit", 125_000),
        ("3 B", 3),
    ],
)
def test_sizes(words: str, size: int) -> None:
    assert read_launch(["--http-payload-size-limit", words], {}).values["http_payload_size_limit"] == size


@pytest.mark.parametrize(("words", "on"), [("true", True), ("false", False)])
def test_switches_in_the_environment(words: str, on: bool) -> None:
    values = read_launch([], {"MEILI_EXPERIMENTAL_CONTAINS_FILTER": words, "MEILI_EXPERIMENTAL_LEGACY_SEARCH": words}).values
    assert make_options(values).features == (("containsFilter", "legacySearch") if on else ())


@pytest.mark.parametrize("words", ["1", "True", "", "0", "yes"])
def test_a_switch_knows_two_words(words: str) -> None:
    with pytest.raises(BadFlag, match="neither `true` nor `false`"):
        read_launch([], {"MEILI_NO_ANALYTICS": words})
    assert read_launch([], {"MEILIFAKE_CONTROL": words}).values["fake_control"] is (words not in ("", "0"))


def test_an_empty_master_key_is_one() -> None:
    assert make_options(read_launch([], {"MEILI_MASTER_KEY": ""}).values).master_key == ""


def test_levels_are_read_leniently_and_environments_are_not() -> None:
    assert read_launch(["--log-level", " Info "], {}).values["log_level"] == "INFO"
    with pytest.raises(BadFlag):
        read_launch(["--env", "Production"], {})


@pytest.mark.parametrize(
    "flag",
    [
        "--experimental-drop-search-after=0", "--experimental-nb-searches-per-core=0", "--experimental-embedding-cache-entries=x",
        "--experimental-search-queue-size=18446744073709551616", "--max-indexing-memory=zz", "--max-indexing-threads=zz",
        "--http-payload-size-limit=99999999999999999999", "--schedule-snapshot=x", "--task-webhook-url=zz", "--task-webhook-url=",
        "--import-dump=", "--experimental-allowed-ip-networks=", "--experimental-allowed-ip-networks=127.0.0.1/8",
        "--experimental-allowed-ip-networks=10.0.0.0/8, 127.0.0.1",
    ],
)  # fmt: skip
def test_values_that_the_server_refuses(flag: str) -> None:
    with pytest.raises(BadFlag) as caught:
        read_launch([flag], {})
    assert caught.value.status == 2


@pytest.mark.parametrize(
    "flag",
    [
        "--experimental-search-queue-size=+5", "--max-indexing-threads=", "--max-indexing-threads=unlimited", "--schedule-snapshot",
        "--schedule-snapshot=", "--experimental-allowed-ip-networks=any", "--experimental-allowed-ip-networks=127.0.0.0/8,::1",
    ],
)  # fmt: skip
def test_values_that_it_takes(flag: str) -> None:
    assert read_launch([flag], {})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--env", "production"], "You must provide a master key"),
        (["--env", "production", "--master-key", "short"], "must be at least 16 bytes.*only 5 bytes"),
        (["--env", "testing"], "development, production"),
        (["--http-payload-size-limit", "many"], "the character 'm' is not a number"),
        (["--import-snapshot", "x.snapshot"], "databases of the real server"),
        (["--ssl-auth-path", "x"], "not supported by meilifake"),
        (["--ssl-cert-path", "x"], "go together"),
        (["--ignore-missing-dump"], "--import-dump"),
        (["--ignore-dump-if-db-exists"], "--import-dump"),
        (["--ignore-missing-snapshot"], "--import-snapshot"),
        (["--config-file-path", "/nowhere/config.toml"], "unable to read"),
    ],
)
def test_refusals(arguments: list[str], words: str) -> None:
    with pytest.raises(BadFlag, match=words):
        read_launch(arguments, {})


def test_what_cannot_be_launched_is_another_failure_than_a_bad_flag() -> None:
    with pytest.raises(BadFlag) as caught:
        read_launch(["--env", "production"], {})
    assert caught.value.status == 1


def test_a_file_says_nothing_of_other_files(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('import_dump = "/nowhere"\nignore_missing_dump = true\nexperimental_allowed_ip_networks = ["::1", "10.0.0.0/8"]')
    file.write_text(file.read_text() + "\nschedule_snapshot = true")
    launch = read_launch(["--config-file-path", str(file)], {})
    assert launch.values["schedule_snapshot"] == 86400
    assert "import_dump" not in launch.given
    assert launch.values["experimental_allowed_ip_networks"] == ("::1", "10.0.0.0/8")
    file.write_text('config_file_path = "x"')
    with pytest.raises(BadFlag, match="is not supported in the configuration file"):
        read_launch(["--config-file-path", str(file)], {})


def test_an_unknown_field_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('doggo = "bernese"')
    with pytest.raises(BadFlag, match="unknown field `doggo`"):
        read_launch(["--config-file-path", str(file)], {})


def test_help_tells_our_own_flags_from_those_of_the_real_server(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_launch(["--help"], {})
    real, own = capsys.readouterr().out.split("flags that only a fake has:")
    assert "--master-key" in real
    assert "--fake-" not in real
    assert all(f"--{flag.name}" in own for flag in FLAGS if flag.name.startswith("fake-"))
    assert all(flag.words for flag in FLAGS if flag.name.startswith("fake-"))
    assert "check FILE..." in own


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
