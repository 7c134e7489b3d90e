"""The picture, as the real libmpv decodes it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearingnotes.model.frame import STILL_LENGTH, Frame, Still, within
from hearingnotes.player.frame_renderer import FrameRequest
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.player.wall_clock import WallClock
from tests.media_files import (
    FRAMES_PER_SECOND,
    HEIGHT,
    WIDTH,
    make_halves,
    make_numbered_video,
    make_tone,
    read_frame_number,
)
from tests.player.listener import Listener

WHOLE = FrameRequest((WIDTH, HEIGHT), per_s=10)


class Watcher(Listener):
    """A listener that looks at the picture, too."""

    def __init__(self, **options: str) -> None:
        self.frames: list[Frame] = []
        super().__init__(**options)

    def see(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.wake()

    def play(self, path: Path, at_s: float = 0.0) -> None:
        self.player.load(str(path), "R", at_s=at_s)
        self.until(lambda: self.player.state.loaded)

    def seen(self) -> int | None:
        """The number of the frame that was seen last; None where that is no numbered one."""
        try:
            return number_of(self.frames[-1])
        except (IndexError, ValueError):
            return None

    def position_s(self) -> float | None:
        return self.player.moment().position_s

    def still(self) -> Still | None:
        taken: list[Still | None] = []
        self.player.still(taken.append)
        self.until(lambda: taken)
        return taken[0]


def number_of(frame: Frame) -> int:
    return read_frame_number(frame.pixels[::3], frame.width, frame.height)


def frame_at(position_s: float | None) -> int:
    assert position_s is not None
    return round(position_s * FRAMES_PER_SECOND)


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    watcher = Watcher()
    yield watcher
    watcher.player.close()


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_numbered_video(tmp_path_factory.mktemp("video") / "hearing.mp4", 60)


def test_the_player_decodes_no_picture_unless_frames_are_requested(
    watcher: Watcher, video: Path
) -> None:
    watcher.play(video)
    watcher.until(lambda: watcher.player.state.has_picture)
    assert watcher.player._mpv.vid is False
    assert watcher.player._mpv.current_vo is None
    assert watcher.player.state.picture_size is None
    assert watcher.still() is None
    assert watcher.frames == []


def test_the_frame_that_plays_is_rendered(watcher: Watcher, video: Path) -> None:
    watcher.player.request_frames(WHOLE)
    watcher.play(video, at_s=20)
    watcher.until(lambda: watcher.seen() is not None)
    numbers = [watcher.seen()]
    for _ in range(5):
        before = len(watcher.frames)
        watcher.until(lambda: len(watcher.frames) > before)  # noqa: B023
        assert abs((watcher.seen() or 0) - frame_at(watcher.player.moment().position_s)) <= 3
        numbers.append(watcher.seen())
    assert numbers == sorted({number for number in numbers if number})
    assert watcher.player.state.picture_size == (WIDTH, HEIGHT)


def test_frames_are_rendered_in_the_size_and_at_the_rate_requested(
    watcher: Watcher, video: Path
) -> None:
    watcher.player.request_frames(FrameRequest((40, 24), per_s=2))
    watcher.play(video)
    watcher.until(lambda: len(watcher.frames) >= 4)
    heard_s = watcher.player.moment().position_s or 0.0
    assert {(f.width, f.height, len(f.pixels)) for f in watcher.frames} == {(40, 24, 40 * 24 * 3)}
    assert len(watcher.frames) <= 2 * heard_s + 3


def test_frames_can_be_requested_and_cancelled_while_playing(watcher: Watcher, video: Path) -> None:
    watcher.play(video, at_s=10)
    watcher.player.request_frames(WHOLE)
    watcher.until(watcher.seen)
    watcher.player.request_frames(None)
    watcher.until(lambda: watcher.player.state.picture_size is None)
    before, position_s = len(watcher.frames), watcher.player.moment().position_s or 0.0
    watcher.until(lambda: (watcher.player.moment().position_s or 0.0) > position_s + 0.5)
    assert len(watcher.frames) == before
    watcher.player.request_frames(WHOLE)
    watcher.until(lambda: len(watcher.frames) > before)


@pytest.mark.parametrize("waited_for", ["has_picture", "loaded"])
def test_frames_are_rendered_whenever_they_are_requested(video: Path, waited_for: str) -> None:
    for _ in range(12):
        watcher = Watcher()
        watcher.player.load(str(video), "R")
        watcher.until(lambda: getattr(watcher.player.state, waited_for))  # noqa: B023
        watcher.player.request_frames(WHOLE)
        watcher.until(lambda: len(watcher.frames) > 1)  # noqa: B023
        watcher.player.close()


def test_a_seek_while_paused_renders_the_frame_there(watcher: Watcher, video: Path) -> None:
    watcher.player.request_frames(FrameRequest((WIDTH, HEIGHT), per_s=1))
    watcher.play(video)
    watcher.player.set_paused(True)
    for second in (30, 12, 47):
        watcher.player.seek_to(second)
        watcher.until(lambda: watcher.seen() == second * FRAMES_PER_SECOND)  # noqa: B023


@pytest.mark.parametrize("view", [FrameRequest(), FrameRequest((20, 10))])
def test_a_still_is_the_frame_of_the_key_in_its_own_size(
    watcher: Watcher, video: Path, view: FrameRequest
) -> None:
    watcher.player.request_frames(view)
    watcher.play(video, at_s=5)
    watcher.until(lambda: watcher.player.state.picture_size)
    for second in (8, 31, 18):
        watcher.player.seek_to(second)
        watcher.until(lambda: second + 0.1 < (watcher.position_s() or 0.0) < second + 3)  # noqa: B023
        moment = watcher.player.moment()
        still = watcher.still()
        assert still is not None
        assert still.is_of(moment)
        # It is drawn behind the key; on a busy machine some frames behind it.
        first, last = frame_at(moment.position_s), frame_at(watcher.position_s())
        assert first - 2 <= number_of(still.frame) <= last + 2


def test_a_still_is_no_larger_than_a_page_shows(watcher: Watcher, tmp_path: Path) -> None:
    watcher.player.request_frames(FrameRequest())
    watcher.play(make_halves(tmp_path / "large.mp4", 5, 1920, 1080))
    watcher.until(lambda: watcher.player.state.picture_size)
    still = watcher.still()
    assert still is not None
    assert (still.frame.width, still.frame.height) == (STILL_LENGTH, 720)
    assert len(still.frame.pixels) == STILL_LENGTH * 720 * 3


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((640, 480), (640, 480)), ((3840, 2160), (1280, 720)), ((2160, 3840), (720, 1280))],
)
def test_a_still_keeps_its_aspect(size: tuple[int, int], drawn: tuple[int, int]) -> None:
    assert within(STILL_LENGTH, size) == drawn


def test_a_frame_from_before_a_seek_is_not_taken_for_that_of_the_second(
    watcher: Watcher, video: Path
) -> None:
    watcher.player.request_frames(FrameRequest())
    watcher.play(video, at_s=5)
    watcher.until(lambda: watcher.player.state.picture_size)
    taken = []
    for second in range(10, 50):
        watcher.player.seek_to(second)
        for _ in range(3):
            moment, still = watcher.player.moment(), watcher.still()
            assert still is not None
            if still.is_of(moment):
                taken.append(abs(number_of(still.frame) - frame_at(moment.position_s)))
    assert max(taken, default=0) <= 0.5 * FRAMES_PER_SECOND


def test_a_still_of_another_second_is_known(watcher: Watcher, video: Path) -> None:
    watcher.player.request_frames(FrameRequest())
    watcher.play(video, at_s=5)
    watcher.until(lambda: watcher.player.state.picture_size)
    moment = watcher.player.moment()
    watcher.player.seek_to(40)
    watcher.until(lambda: frame_at(watcher.player.moment().position_s) > 1000)
    still = watcher.still()
    assert still is not None
    assert not still.is_of(moment)


def test_an_error_on_the_render_thread_does_not_end_it(watcher: Watcher, video: Path) -> None:
    renderer, tried = watcher.player._renderer, []
    assert renderer is not None

    def fail(what: object) -> None:
        tried.append(what)
        watcher.wake()
        raise RuntimeError("as a test wants it")

    watcher.player.request_frames(WHOLE)
    watcher.play(video)
    watcher.until(lambda: watcher.player.state.picture_size)
    renderer.submit(fail)
    watcher.until(lambda: tried)
    assert watcher.still() is not None
    renderer._on_frame = fail
    watcher.until(lambda: len(tried) > 2)
    renderer._on_frame = watcher.see
    before = len(watcher.frames)
    watcher.until(lambda: len(watcher.frames) > before)


GONE = """
import sys, threading
from hearingnotes.player.frame_renderer import FrameRequest
from tests.player.listener import Listener

listener = Listener()
player = listener.player
player.request_frames(FrameRequest())
player.load(sys.argv[1], "R")
listener.until(lambda: player.state.picture_size and player.moment().position_s is not None)
if sys.argv[2] == "failed":
    player._renderer._wake.wait = None  # what can't go wrong goes wrong
    player._renderer._wake.set()
    player._renderer._thread.join()
else:
    taken = []
    submit = player._renderer.submit

    def submit_too_late(job):
        player._mpv.command("quit")
        listener.until(lambda: player.state.gone)
        submit(job)

    player._renderer.submit = submit_too_late
    player.still(taken.append)
    listener.until(lambda: taken)
    print(taken[0] is None or taken[0].position_pts is None)
player.close()
(end,) = (t for t in threading.enumerate() if t.name == "mpv-end")
end.join()
print("ended")
"""


@pytest.mark.parametrize("how", ["failed", "gone"])
def test_mpv_is_ended_in_order_also_after_a_failure(video: Path, how: str) -> None:
    # A process of its own: libmpv ends the whole of it otherwise.
    command = [sys.executable, "-c", GONE, str(video), how]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout.split()[-1:]) == (0, ["ended"]), ran.stderr
    assert "False" not in ran.stdout


def has_words(frame: Frame) -> bool:
    """Whether anything white stands in the picture, which is red and blue."""
    levels = zip(*(frame.pixels[at::3] for at in range(3)), strict=True)
    return any(min(pixel) > 180 for pixel in levels)


@pytest.fixture
def captioned(tmp_path: Path) -> Path:
    (tmp_path / "hearing.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:30.000\nWe have a quorum.\n")
    return make_halves(tmp_path / "hearing.mp4", 30)


def test_frames_are_rendered_without_subtitles(watcher: Watcher, captioned: Path) -> None:
    watcher.player.request_frames(FrameRequest((320, 180), per_s=10))
    watcher.play(captioned)
    watcher.until(lambda: (watcher.position_s() or 0) > 1 and watcher.frames)
    still = watcher.still()
    assert still is not None
    assert not any(map(has_words, (*watcher.frames, still.frame)))


def test_frames_are_rendered_with_subtitles_where_the_options_say_so(captioned: Path) -> None:
    watcher = Watcher(**{"sid": "auto", "sub-auto": "exact"})
    watcher.player.request_frames(FrameRequest((320, 180), per_s=10))
    watcher.play(captioned)
    watcher.until(lambda: any(map(has_words, watcher.frames)))
    watcher.player.close()


def test_audio_has_no_picture_even_with_a_cover(watcher: Watcher, tmp_path: Path) -> None:
    cover = ("-f", "lavfi", "-i", "color=red:d=0.04", "-map", "0", "-map", "1", "-frames:v", "1")
    album = make_tone(tmp_path / "album.flac", 5, *cover, "-disposition:v", "attached_pic")
    watcher.player.request_frames(WHOLE)
    watcher.play(album)
    assert any(track.get("albumart") for track in watcher.player._mpv.track_list)
    assert not watcher.player.state.has_picture
    assert watcher.still() is None
    assert watcher.frames == []
    assert WallClock().can_draw is False


def test_a_player_with_a_window_renders_no_frames() -> None:
    player = MpvPlayer(lambda: None, with_window=True, options={"ao": "null", "vo": "null"})
    player.request_frames(WHOLE)
    assert not player.can_draw
    player.close()
