"""Real pauses, whatever a test did to the clock: freezegun and time-machine may freeze `time`, a planned delay still ends."""

from __future__ import annotations

import sys
import threading


def pause(seconds: float) -> None:
    """Block this thread for `seconds`. An Event's wait uses the lock's own timer, which no frozen clock reaches."""
    threading.Event().wait(seconds)


async def pause_async(seconds: float) -> None:
    """Suspend the running task for `seconds`, under trio or asyncio. In a thread: both loops' own sleeps stand still under freezegun."""
    trio = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_task():
        await trio.to_thread.run_sync(pause, seconds, abandon_on_cancel=True)
        return
    import asyncio

    await asyncio.get_running_loop().run_in_executor(None, pause, seconds)
