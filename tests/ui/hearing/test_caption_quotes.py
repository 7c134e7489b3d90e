"""Captions on their way from a file to a quote, letter by letter."""

import math
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.captions import Caption, Captions
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.quotes import spoken_before
from hearingnotes.model.timeline import Timeline
from hearingnotes.ui.hearing.caption_line import CaptionLine
from tests.media_files import make_tone
from tests.ui.conftest import AppDriver, StartProgram

QUESTION = """1
00:00:01,000 --> 00:00:03,000
- Did you take $1.5 million, if x < y?

2
00:00:03,000 --> 00:00:05,000
- Never — not one dollar.
"""


def recording_with_track(path: Path) -> Path:
    sound = make_tone(path.with_suffix(".flac"), 30)
    captions = path.with_suffix(".text")
    captions.write_text(QUESTION)
    inputs = ["-i", str(sound), "-f", "srt", "-i", str(captions)]
    subprocess.run(["ffmpeg", "-v", "error", *inputs, "-c", "copy", str(path)], check=True)
    return path


async def at_second(driver: AppDriver, second: str) -> None:
    await driver.playback()
    await driver.press("space", "g")
    await driver.type(f"{second}\r")
    await driver.until(lambda: abs((driver.screen.session.second_s() or 0) - float(second)) < 0.2)


async def test_each_speaker_in_a_caption_track_has_a_line(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(str(recording_with_track(tmp_path / "a.mkv"))) as driver:
        await driver.until(lambda: "captions (in the recording)" in driver.says, "captions")
        await at_second(driver, "6")
        await driver.press("Q", "enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
    assert note.text == "> Did you take $1.5 million, if x < y?\n> Never — not one dollar."
    assert note.from_captions


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        (Caption(0, 10, "one two three four five six"), ["one two three", "four five six"]),
        (Caption(0, 10, "我们现在开始投票请各位"), ["我们现在开始", "投票请各位"]),
        (
            Caption(0, 10, "one two three four", ((0, "one"), (0, " two"), (8, " three four"))),
            ["one two", "three four"],
        ),
    ],
)
def test_a_narrow_caption_line_shows_the_part_that_is_spoken(
    monkeypatch: pytest.MonkeyPatch, caption: Caption, shown: list[str]
) -> None:
    from textual.geometry import Size

    monkeypatch.setattr(CaptionLine, "size", Size(17, 1))
    line = CaptionLine()
    seen: list[str] = []
    for tenth in range(100):
        line.show(caption, tenth / 10)
        if line._text not in seen:
            seen.append(line._text)
    assert seen == shown


@given(st.floats(16, 30_000), st.integers(1, 14))
def test_a_caption_that_begins_with_a_time_is_shown_with_it(at_s: float, ago_s: int) -> None:
    begin_s = math.floor(at_s) - ago_s
    captions = Captions([Caption(begin_s, at_s + 1, "Words that are said. " * 3)])
    moment = Moment(datetime(2026, 1, 16, tzinfo=UTC), "R", at_s, 0.0)
    said = spoken_before(captions, moment)
    assert said is not None
    note = Note("N", "H", moment, said.text, nudge_s=said.from_moment_s, from_captions=True)
    place = Timeline().place_note(note)
    assert place is not None
    assert math.floor(place.second_s) == begin_s
