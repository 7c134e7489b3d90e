"""The real libmpv: what it is told, and what time it tells."""

import http.server
import locale
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.player.libmpv import mpv_version
from hearingnotes.player.protocol import LiveStart
from hearingnotes.player.state import Phase
from tests.media.origin import Origin, Page
from tests.media_files import make_numbered_video, make_tone
from tests.player.listener import WAIT_S, Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.player.close()


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tone(tmp_path_factory.mktemp("tone") / "tone.flac", 60)


def test_the_player_plays_from_the_requested_second(listener: Listener, tone: Path) -> None:
    listener.player.load(str(tone), "R", at_s=20)
    listener.until(lambda: listener.second_s() >= 20)
    assert listener.second_s() < 25
    moment = listener.player.moment()
    assert moment.recording_id == "R"
    assert moment.stale_s == 0
    listener.until(lambda: listener.player.state.phase is Phase.PLAYING)
    listener.until(lambda: listener.player.state.duration_s == pytest.approx(60, abs=0.1))


def test_a_pause_is_kept_when_something_is_loaded(listener: Listener, tone: Path) -> None:
    listener.player.load(str(tone), "R", at_s=20)
    listener.until(lambda: listener.player.state.phase is Phase.PLAYING)
    listener.player.set_paused(True)
    listener.player.load(str(tone), "R", at_s=40)
    listener.until(lambda: listener.second_s() > 39)
    assert listener.player.state.phase is Phase.PAUSED
    listener.player.set_paused(False)
    listener.until(lambda: listener.second_s() > 40.5)


def test_a_moment_before_anything_is_loaded_has_the_clock_only(listener: Listener) -> None:
    moment = listener.player.moment()
    assert moment.position_s is None
    assert moment.recording_id is None


def test_a_transport_stream_that_begins_late_counts_from_its_first_packet(
    listener: Listener, tmp_path: Path
) -> None:
    video = make_numbered_video(tmp_path / "video.mp4", 6)
    late = tmp_path / "late.ts"
    command = ["ffmpeg", "-v", "error", "-i", str(video), "-c", "copy", "-output_ts_offset", "5000"]
    subprocess.run([*command, str(late)], check=True)
    listener.player.load(str(late), "R", at_s=3)
    listener.until(lambda: listener.second_s() >= 2.9)
    listener.player.set_paused(True)
    moment = listener.player.moment()
    assert moment.position_s is not None
    assert moment.position_s > 5000
    assert 2.9 <= listener.second_s() < 6.1
    listener.player.seek_to(1)
    listener.until(lambda: abs(listener.second_s() - 1) < 0.3)


def test_the_player_pauses_seeks_and_changes_speed_and_volume(
    listener: Listener, tone: Path
) -> None:
    player = listener.player
    player.load(str(tone), "R")
    listener.until(lambda: listener.second_s() > 0)
    player.set_paused(True)
    listener.until(lambda: player.state.phase is Phase.PAUSED)
    player.seek_to(30)
    listener.until(lambda: abs(listener.second_s() - 30) < 0.3)
    player.seek_by(-5)
    listener.until(lambda: abs(listener.second_s() - 25) < 0.5)
    player.set_speed(1.75)
    player.set_volume(55)
    player.set_muted(True)
    listener.until(
        lambda: (player.state.speed, player.state.volume, player.state.muted) == (1.75, 55, True)
    )


def test_the_player_stays_at_the_end_of_a_recording(listener: Listener, tone: Path) -> None:
    listener.player.load(str(tone), "R", at_s=59)
    listener.until(lambda: listener.player.state.phase is Phase.ENDED)
    assert 59 < listener.second_s() < 60.1


def test_closing_the_player_at_the_very_end_never_ends_the_program(tone: Path) -> None:
    rounds = 100
    command = [sys.executable, "-m", "tests.player.closing", str(tone), "59.9", str(rounds)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.count("closed")) == (0, rounds), ran.stderr


def test_a_player_that_has_ended_by_itself_takes_commands_and_does_nothing(
    listener: Listener, tone: Path
) -> None:
    player = listener.player
    player.load(str(tone), "R")
    listener.until(lambda: player.state.phase is Phase.PLAYING)
    player._mpv.command("quit")
    listener.until(lambda: player.state.gone)
    player.set_paused(True)
    player.seek_by(5)
    player.load(str(tone), "R2")
    assert player.moment().position_s is None


def test_a_player_that_is_ending_takes_commands_and_does_nothing(
    listener: Listener, tone: Path
) -> None:
    """Its core has gone, and that has not been told yet."""
    player, errors, is_over = listener.player, list[Exception](), threading.Event()
    player.load(str(tone), "R")
    listener.until(lambda: player.state.phase is Phase.PLAYING)

    def use(event: Any) -> None:
        if event.event_id.value != player._shut_down:
            return
        live = LiveStart()
        for call in (
            lambda: player.load(str(tone), "R2", headers={"A": "B"}),
            lambda: player.load(str(tone), "R3", live=live),
            lambda: player.set_paused(True),
            lambda: player.seek_to(5),
            player.recent,
        ):
            try:
                call()
            except Exception as error:
                errors.append(error)
        is_over.set()

    player._mpv._event_callbacks.insert(0, use)
    player._mpv.command("quit")
    assert is_over.wait(WAIT_S)
    assert errors == []
    listener.until(lambda: player.state.gone)


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no such file"), (b"The minutes of the meeting.\n" * 99, "not a recording")],
)
def test_a_recording_that_does_not_play_is_reported_and_the_next_one_plays(
    listener: Listener, tone: Path, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "file.mp4"
    if content is not None:
        path.write_bytes(content)
    listener.player.load(str(path), "R1")
    listener.until(lambda: says in listener.player.state.failure)
    assert listener.player.state.phase is Phase.FAILED
    assert listener.player.moment().position_s is None
    listener.player.load(str(tone), "R2")
    listener.until(lambda: listener.player.moment().recording_id == "R2")
    assert listener.player.state.failure == ""


@pytest.mark.parametrize("at_s", [0.0, 5.0])
def test_a_recording_that_cannot_be_read_has_failed_and_has_no_position(
    listener: Listener, tone: Path, tmp_path: Path, origin: Origin, at_s: float
) -> None:
    """Its index is at its end, and the server hands out no parts: mpv ends at second 0."""
    sound = make_tone(tmp_path / "hearing.mov", 60, "-c:a", "pcm_s16le")
    origin.pages["/hearing.mov"] = Page(sound.read_bytes(), "video/quicktime", ranges=False)
    listener.player.load(f"{origin.url}/hearing.mov", "R1", at_s=at_s)
    listener.until(lambda: "download the file" in listener.player.state.failure)
    assert listener.player.state.phase is Phase.FAILED
    listener.player.seek_by(5)
    listener.player.set_paused(False)
    assert listener.player.moment().position_s is None
    listener.player.load(str(tone), "R2")
    listener.until(lambda: listener.player.moment().recording_id == "R2")


def test_a_late_event_of_a_failed_recording_is_not_taken_for_the_next(
    listener: Listener, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = listener.player
    player.load(str(tone), "R1", at_s=59.5)
    listener.until(lambda: player.state.phase is Phase.ENDED)
    player._change(loaded=False, failure="Nothing of it can be read.")

    def read_while_another_is_opened() -> bool:
        player.load(str(tone), "R2")
        return False

    with monkeypatch.context() as patch:
        patch.setattr(player, "_has_read_nothing", read_while_another_is_opened)
        player._on_property("eof-reached", True)
    listener.until(lambda: player.moment().recording_id == "R2")
    assert player.state.failure == ""


def test_http_headers_reach_the_server_with_their_commas(listener: Listener) -> None:
    asked: list[str] = []
    arrived = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers.get("X-Words", ""))
            arrived.set()
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/sound.mp3"
        listener.player.load(url, "R", headers={"X-Words": "one, two; three"})
        assert arrived.wait(WAIT_S)
        listener.until(lambda: listener.player.state.failure)
        server.shutdown()
    assert set(asked) == {"one, two; three"}


@pytest.mark.parametrize("options", [{"nonsense": "1"}, {"volume": "banana"}, {"no_such": "1"}])
def test_the_player_leaves_out_an_option_that_mpv_does_not_know(
    options: dict[str, str], tone: Path
) -> None:
    listener = Listener(speed="1.5", **options)
    assert listener.player.left_out == options
    listener.player.load(str(tone), "R")
    listener.until(lambda: listener.player.state.phase is Phase.PLAYING)
    assert listener.player.state.speed == 1.5
    listener.player.close()


def test_the_player_starts_where_the_decimal_point_is_a_comma() -> None:
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        for name in ("de_DE.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_NUMERIC, name)
                break
            except locale.Error:
                continue
        assert mpv_version().startswith("mpv")
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def test_a_closed_player_still_gives_moments(listener: Listener, tone: Path) -> None:
    listener.player.load(str(tone), "R")
    listener.until(lambda: (listener.player.recent().position_s or 0) > 0)
    listener.player.close()
    listener.player.close()
    moment = listener.player.moment()
    assert moment.utc is not None
    listener.player.seek_by(5)
