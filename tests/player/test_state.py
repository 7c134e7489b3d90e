"""What mpv's properties say becomes one state; no libmpv is needed for that."""

from dataclasses import replace
from typing import Any

import pytest

from hearingnotes.player.errors import describe_failure
from hearingnotes.player.state import OBSERVED, Phase, PlayerState, reduce

PLAYING = PlayerState(loaded=True)


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("pause", True, "paused", True),
        ("paused-for-cache", True, "buffering", True),
        ("eof-reached", True, "ended", True),
        ("eof-reached", None, "ended", False),
        ("speed", 1.5, "speed", 1.5),
        ("speed", None, "speed", 1.0),
        ("volume", 64.99, "volume", 65),
        ("mute", True, "muted", True),
        ("duration", 3600, "duration_s", 3600.0),
        ("duration", None, "duration_s", None),
        ("demuxer-start-time", 1.4, "start_pts", 1.4),
        ("container-fps", 25.0, "frame_s", 0.04),
        ("container-fps", 0, "frame_s", None),
        ("container-fps", None, "frame_s", None),
        ("current-ao", "null", "silent", True),
        ("current-ao", "alsa", "silent", False),
    ],
)
def test_each_property_of_mpv_goes_to_its_field(
    name: str, value: Any, field: str, expected: Any
) -> None:
    assert getattr(reduce(PLAYING, name, value), field) == expected


def test_every_observed_property_of_mpv_has_a_field() -> None:
    for field, _ in OBSERVED.values():
        assert hasattr(PLAYING, field)


@pytest.mark.parametrize(
    ("fields", "phase"),
    [
        ({}, Phase.PLAYING),
        ({"paused": True}, Phase.PAUSED),
        ({"buffering": True}, Phase.BUFFERING),
        ({"paused": True, "buffering": True}, Phase.PAUSED),
        ({"ended": True, "paused": True}, Phase.ENDED),
        ({"loaded": False, "paused": True}, Phase.LOADING),
        ({"failure": "gone", "loaded": False}, Phase.FAILED),
        ({"in_room": True}, Phase.ROOM),
    ],
)
def test_the_phase_is_the_one_thing_that_matters_most(fields: dict[str, Any], phase: Phase) -> None:
    assert replace(PLAYING, **fields).phase is phase


@pytest.mark.parametrize(
    ("code", "log", "says"),
    [
        (-13, "ffmpeg: http: HTTP error 404 Not Found", "nothing at that address"),
        (-13, "ffmpeg: https: HTTP error 403 Forbidden", "refuses"),
        (-13, "ffmpeg: http: HTTP error 503 Service", "fault of its own"),
        (-13, "ffmpeg: tcp: Failed to resolve hostname x.example", "not found"),
        (-13, "ffmpeg: tcp: Connection to tcp://1.2.3.4 failed: Connection refused", "network"),
        (-13, "file: Cannot open file '/x': No such file or directory", "no such file"),
        (-13, "file: Cannot open file '/x': Permission denied", "permissions"),
        (-13, "", "can't be opened"),
        (-16, "", "neither sound nor picture"),
        (-17, "cplayer: Failed to recognize file format.", "not a recording"),
        (-99, "", "can't be opened"),
    ],
)
def test_a_failure_of_mpv_is_described_in_a_sentence(code: int, log: str, says: str) -> None:
    assert says in describe_failure(code, [log])
