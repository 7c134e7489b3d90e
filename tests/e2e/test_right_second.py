"""The main job: the exported second is the second of the frame that was seen at the key press."""

import random
import re
from pathlib import Path

import pytest

from tests.e2e.mpv_window import MpvWindow
from tests.e2e.terminal import Terminal, running
from tests.media_files import FRAMES_PER_SECOND, make_numbered_video

SECONDS = 120
CAPTURES = 52
CHANCE = random.Random(20260116)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_numbered_video(tmp_path_factory.mktemp("video") / "hearing.mp4", SECONDS)


def test_every_link_opens_the_second_that_was_seen(video: Path, tmp_path: Path) -> None:
    socket_path, article = tmp_path / "mpv.sock", tmp_path / "article.md"
    picture = ("--video", "--mpv", "vo=null", "--mpv", "ao=null")
    ipc = ("--mpv", f"input-ipc-server={socket_path}")
    with running(str(video), *picture, *ipc, home=tmp_path, rows=30) as terminal:
        terminal.wait_for("playing", "/ 2:00")
        mpv = MpvWindow(socket_path)
        seen = [capture(terminal, mpv, number) for number in range(CAPTURES)]
        mpv.close()
        terminal.press("x")
        terminal.wait_for("Export: ")
        terminal.press("ctrl+u")
        terminal.wait_gone("hearing.md")
        terminal.press(str(article), "enter")
        terminal.wait_for("written to")
        terminal.press("q")
        assert terminal.end() == 0
    written = re.findall(r"word(\d+) \(Source: \S*hearing\.mp4#t=(\d+)\)", article.read_text())
    seconds = {int(number): int(second) for number, second in written}
    assert len(seconds) == CAPTURES
    wrong = {
        number: (seconds[number], before / FRAMES_PER_SECOND, after / FRAMES_PER_SECOND)
        for number, (before, after) in enumerate(seen)
        if not before // FRAMES_PER_SECOND <= seconds[number] <= after // FRAMES_PER_SECOND
    }
    assert wrong == {}


def capture(terminal: Terminal, mpv: MpvWindow, number: int) -> tuple[int, int]:
    """Take a note at a chance moment; the frames seen right before and right after the key.

    In turn: paused and playing, at speed 1 and 2.
    """
    is_playing, speed = bool(number & 1), 1 + (number >> 1 & 1)
    target = CHANCE.randrange(FRAMES_PER_SECOND, (SECONDS - 10) * FRAMES_PER_SECOND)
    mpv.command("set_property", "pause", True)
    mpv.command("set_property", "speed", speed)
    mpv.command("seek", target / FRAMES_PER_SECOND, "absolute+exact")
    terminal.wait(lambda: abs(mpv.frame() - target) <= 1, "the seek")
    if is_playing:
        mpv.command("set_property", "pause", False)
        start = CHANCE.randrange(5, 30)
        terminal.wait(lambda: mpv.frame() >= target + start, "the moment")
    before = mpv.frame()
    terminal.press("n")
    terminal.wait_for("Writing")
    after = mpv.frame()
    # Pressed in one go, as a fast typist's keys arrive: no letter may be lost.
    terminal.press(f"word{number}", "enter")
    terminal.wait_gone("Writing")
    return before, after
