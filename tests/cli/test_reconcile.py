"""`hearingnotes reconcile`: the real yt-dlp says what a recording is now."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import OTHER, OTHER_ID, VIDEO_ID, UserHome, save_live
from tests.media.origin import Origin

LINK = f"https://youtu.be/{VIDEO_ID}"
SOUND = {"format_id": "140", "ext": "m4a", "acodec": "mp4a.40.2", "vcodec": "none",
         "url": "/media/sound.m4a"}  # fmt: skip
STARTED = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
BROADCAST = {
    **{"formats": [SOUND], "title": "Council, live", "release_timestamp": STARTED.timestamp()},
}


@pytest.fixture
def stored(home: UserHome, origin: Origin) -> UserHome:
    """Three notes of a broadcast, the last at 50:00; yt-dlp's YouTube is the server of the test."""
    home.variables = origin.environment()
    save_live(home, ["first", "second", "third"])
    return home


def recording(home: UserHome, number: int = 1) -> dict[str, Any]:
    recordings = json.loads(home.run("recording", "list", "0001", "--json").out)
    found: dict[str, Any] = recordings[number - 1]
    return found


@pytest.mark.parametrize(
    ("described", "message", "status", "duration_s"),
    [
        ({"live_status": "is_live"}, "It is still live.", "is_live", None),
        (
            {"live_status": "post_live", "duration": 3000},
            "It is over, and its finished video is still being made; ask again later today.",
            *("post_live", None),
        ),
        (
            {"live_status": "post_live", "formats": [], "state": "ended"},
            "It is over, and its finished video is still being made; ask again later today.",
            *("post_live", None),
        ),
        (
            {"live_status": "was_live", "duration": 5400},
            "It is a finished video of 1:30:00, and the last note lies in it, at 50:00.",
            *("was_live", 5400.0),
        ),
    ],
)
def test_reconcile_reports_and_saves_what_a_broadcast_has_become(
    stored: UserHome,
    origin: Origin,
    described: dict[str, Any],
    message: str,
    status: str,
    duration_s: float | None,
) -> None:
    origin.video(VIDEO_ID, **{**BROADCAST, **described})
    result = stored.run("reconcile", "0001")
    assert (result.code, result.out, result.err) == (0, f"{LINK}\n  {message}\n", "")
    found = recording(stored)
    assert (found["live_status"], found["duration_s"]) == (status, duration_s)
    assert (found["title"], found["starts_utc"]) == (
        "Council, live",
        "2026-01-16T15:00:00.000000+00:00",
    )


def test_reconcile_reports_a_trimmed_video_with_the_command_that_corrects_the_notes(
    stored: UserHome, origin: Origin
) -> None:
    origin.video(VIDEO_ID, **BROADCAST, live_status="was_live", duration=2400)
    result = stored.run("reconcile", "0001")
    assert result.out.splitlines() == [
        LINK,
        "  It is a finished video of 40:00, but the last note lies at 50:00, 10:00 beyond: "
        "it has probably been trimmed.",
        "  Say where one note lies in it, and the later ones follow: "
        "hearingnotes anchor 0001 NOTE TIME",
    ]
    (verdict,) = json.loads(stored.run("reconcile", "0001", "--json").out)
    assert (verdict["standing"], verdict["short_by_s"]) == ("shorter", 600.0)
    assert verdict["recording"].items() <= recording(stored).items()
    stored.run("anchor", "0001", "1", "33:00")
    assert "the last note lies in it, at 35:00." in stored.run("reconcile", "0001").out


@pytest.mark.parametrize(
    ("state", "reason"),
    [("private", "This video is private"), ("removed", "This video has been taken down")],
)
def test_reconcile_reports_a_video_that_is_gone_with_the_reason(
    stored: UserHome, origin: Origin, state: str, reason: str
) -> None:
    origin.video(VIDEO_ID, state=state)
    result = stored.run("reconcile", "0001")
    assert result.code == 0
    assert f"It can't be had any more. {reason}" in result.out
    assert result.out.endswith("hearingnotes recording add 0001 URL\n")
    assert recording(stored)["live_status"] == "gone"
    origin.video(VIDEO_ID, **BROADCAST, live_status="was_live", duration=5400)
    stored.run("reconcile", "0001")
    assert recording(stored)["live_status"] == "was_live"


@pytest.mark.parametrize("fault", ["robot", "too often", "closed"])
def test_reconcile_changes_nothing_where_the_platform_does_not_answer(
    stored: UserHome, origin: Origin, fault: str
) -> None:
    before = recording(stored)
    origin.video(VIDEO_ID, state=fault) if fault != "closed" else origin.close()
    result = stored.run("reconcile", "0001")
    assert result.code == 1
    assert "Nothing new is known of it. " in result.out
    assert recording(stored) == before
    assert result.err == ""


def test_reconcile_asks_about_every_recording_of_a_platform(
    stored: UserHome, origin: Origin
) -> None:
    Path("copy.mp4").touch()
    stored.run("recording", "add", "0001", "copy.mp4")
    stored.run("recording", "add", "0001", OTHER)
    origin.video(VIDEO_ID, **BROADCAST, live_status="was_live", duration=5400)
    origin.video(OTHER_ID, formats=[SOUND], duration=60, title="Part one")
    result = stored.run("reconcile", "0001")
    assert result.code == 0
    assert result.out.splitlines()[2:] == [OTHER, "  It is a finished video of 1:00."]
    assert recording(stored, 3)["title"] == "Part one"


def test_reconcile_refuses_a_hearing_without_a_platform(home: UserHome) -> None:
    home.keep("Council", platform="local_file", key="/a.mp4", url="/a.mp4")
    result = home.run("reconcile", "0001")
    assert (result.code, result.out) == (2, "")
    assert result.sentence.startswith(
        "The hearing has no recording that anyone could be asked about"
    )
