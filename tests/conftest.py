"""What several rooms of tests share."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.media.origin import Origin

# How fast a test is depends on what else the machine does.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Where pytest is started in the background it may be ignored, and so it would be in what is started
# here to be stopped by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets the time zone of this machine."""

    def set_zone(name: str) -> None:
        patch.setenv("TZ", name)
        time.tzset()

    with monkeypatch.context() as patch:
        yield set_zone
    time.tzset()


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Origin]:
    """The server, with the environment that makes a child's yt-dlp ask it for YouTube.

    Files that a test puts into `origin.media` are served below `/media/`.
    """
    media = tmp_path / "served"
    media.mkdir()
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    with Origin(media) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture(autouse=True)
def one_player_at_a_time() -> Iterator[None]:
    """FFmpeg's messages go to the first libmpv of a process: wait until the last one has ended."""
    yield
    for thread in threading.enumerate():
        if thread.name == "mpv-end":
            thread.join(20)


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """A command run inside a test starts the log for the whole process: undo that."""
    logger = logging.getLogger("hearingnotes")
    before = (logger.level, logger.propagate, logger.handlers[:])
    yield
    logger.level, logger.propagate, logger.handlers[:] = before
