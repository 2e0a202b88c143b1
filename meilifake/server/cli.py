"""`python -m meilifake`: read the launch options, serve, stop on SIGTERM or SIGINT. Exit codes: 0, 1 (cannot serve), 2 (bad flags)."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from meilifake import __version__
from meilifake.app.journal import Journal
from meilifake.app.seeds import SeedError
from meilifake.errors.base import MeiliError, Unsupported
from meilifake.fake import MeiliFake
from meilifake.options import VERSION
from meilifake.server.console import Console
from meilifake.server.flags import BadFlag
from meilifake.server.launch import address, make_clock, make_options, notes, read_launch
from meilifake.server.live import LiveServer
from meilifake.server.outbound import HttpSender
from meilifake.server.webhooks import WebhookSender
from meilifake.wire.message import Answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until a signal; returns the exit code."""
    try:
        launch = read_launch(sys.argv[1:] if arguments is None else arguments, os.environ)
        host, port = address(launch.values["http_addr"])
        clock = make_clock(launch.values["fake_now"])
    except BadFlag as error:
        print(f"meilifake: {error}", file=sys.stderr)
        return error.status
    console = Console(launch.values["log_level"], launch.values["experimental_logs_mode"])
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as last, MeiliFake(clock=clock, options=make_options(launch.values)) as fake:
        fake.webhooks.sender = WebhookSender()
        fake.outbound.sender, fake.outbound.together = HttpSender(fake.options.allowed_ip_networks), True
        fake.outbound.keeping = False
        try:
            folder = Path(launch.values["db_path"]) if "db_path" in launch.given else None
            context = tls(launch.values)
            answer = recorder(launch.values, console, last) if launch.values["fake_record"] else kept_answer(fake, launch.values, folder)
            server = LiveServer(answer, host, port, limit=fake.options.payload_limit, observer=console.exchange, tls=context)
            url = server.start()
        except (OSError, ValueError, SeedError, MeiliError, Unsupported) as error:
            console.last_words(f"cannot serve on {launch.values['http_addr']}: {error}")
            return 1
        try:
            print(f"meilifake {__version__} (as Meilisearch v{VERSION}) is ready on {url}", flush=True)
            threading.Thread(target=warm_up, args=(fake,), name="meilifake-warm-up", daemon=True).start()
            console.say("INFO", "data stays in memory; --db-path keeps it" if folder is None else f"data is kept in {folder}")
            if launch.values["fake_ui"]:
                console.say("INFO", f"the inspector is at {url}/_fake/ui")
            elif launch.values["fake_control"]:
                console.say("INFO", f"the control API is below {url}/_fake/")
            for line in notes(launch):
                console.say("INFO", line)
            if launch.values["env"] == "development" and fake.options.master_key is None:
                console.say("WARN", "no master key was given: every request is allowed")
            stop.wait()
        finally:
            server.stop()
    return 0


def warm_up(fake: MeiliFake) -> None:
    """Load what the first real requests will need, now that the server answers."""
    for area in ("indexes", "tasks", "multi-search"):
        fake.app.matcher.load(area)
    import meilifake.schema.search  # noqa: F401  (brings pydantic)


def recorder(values: dict[str, Any], console: Console, last: ExitStack) -> Answer:
    """Who answers with `--fake-record`: the real server; what was said is written at the end. Raises ValueError for a URL that is none."""
    from meilifake.server.recorder import Recorder
    from meilifake.server.upstream import Upstream

    recording = Recorder(Upstream(values["fake_record"]), Path(values["fake_record_to"]), values["master_key"])
    if not recording.fresh():
        console.say("WARN", f"{values['fake_record']} has had tasks before: the numbers of a replay will be others")
    last.callback(recording.save)
    console.say("INFO", f"exchanges with {values['fake_record']} are written to {values['fake_record_to']} at the end")
    return recording


def kept_answer(fake: MeiliFake, values: dict[str, Any], folder: Path | None) -> Answer:
    """Who answers, with what a dump or a folder of data holds. Raises SeedError, OSError, ValueError for data that cannot be loaded."""
    if values["fake_embedders"]:
        from meilifake.app.embedders import Embedders, from_lines

        fake.embedders.update(Embedders(from_lines(values["fake_embedders"])))
    if not kept(folder, values):
        import_dump(fake, values)
    answer = front(fake, values)
    if folder is None:
        return answer
    from meilifake.server.durable import Durable

    durable = Durable(fake, answer, folder)
    fake.go_on()
    return durable


def front(fake: MeiliFake, values: dict[str, Any]) -> Answer:
    """Who answers: the fake, with its control API before it if that is wanted. Raises SeedError, OSError for data that cannot be loaded."""
    if values["fake_load"]:
        fake.load(values["fake_load"])
    if values["fake_ui"]:
        return fake.inspected()
    if not values["fake_control"]:
        fake.journal = Journal(0)
        return fake.answer
    return fake.controlled()


def kept(folder: Path | None, values: dict[str, Any]) -> bool:
    """Whether there is data from before, which no dump may replace. Raises ValueError as the real server does."""
    if folder is None or not (folder / "state").exists():
        return False
    if values["import_dump"] and not values["ignore_dump_if_db_exists"]:
        raise ValueError(f"database already exists at {str(folder)!r}, try to delete it or rename it")
    return True


def import_dump(fake: MeiliFake, values: dict[str, Any]) -> None:
    """Raises OSError for a missing file, unless it may be missing."""
    path = values["import_dump"]
    if not path or (values["ignore_missing_dump"] and not Path(path).exists()):
        return
    if not Path(path).is_file():
        raise FileNotFoundError(f"the dump {path} does not exist")
    fake.load_dump(path)


def tls(values: dict[str, Any]) -> Any:
    """The TLS context of `--ssl-cert-path` and `--ssl-key-path`, None without them. Raises OSError for unreadable files."""
    if not values["ssl_cert_path"]:
        return None
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(values["ssl_cert_path"], values["ssl_key_path"])
    return context
