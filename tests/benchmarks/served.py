"""A broadcast, served by a process of its own: `python -m tests.benchmarks.served SECONDS`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.terminal import ROOT
from tests.live.broadcast import Broadcast
from tests.live.plan import Plan
from tests.media.origin import Origin

KEY = "4LBmWqYuuDY"


@contextmanager
def served(seconds: float) -> Iterator[str]:
    """The address of its playlist; what is broadcast lasts so long at least."""
    command = [sys.executable, "-m", __name__, str(round(seconds))]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


if __name__ == "__main__":
    plan = Plan(lasts_s=int(sys.argv[1]))
    with Origin() as origin, Broadcast(origin, KEY, plan) as broadcast:
        print(broadcast.media_url(), flush=True)
        sys.stdin.read()
