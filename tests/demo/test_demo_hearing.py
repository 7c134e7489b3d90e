"""The demo hearing can be played, its captions fit what is heard, its scenes fit its captions."""

import json
import re
import subprocess
from itertools import pairwise

import pytest

from hearingnotes import demo
from hearingnotes.demo.scenes import SCENES, Scene
from tests.demo.captions import Cue, read_cues
from tests.make.demo_words import TURNS

# For each scene, the words at which the reporter presses the key.
KEY_WORDS = (
    "Resolution 41",
    "18 percent",
    "A locked library serves no one",
    "Where did the money go?",
    "April 12",
    "February 26",
)


@pytest.fixture(scope="module")
def cues() -> list[Cue]:
    return read_cues(demo.captions_path())


@pytest.fixture(scope="module")
def listening() -> str:
    """What ffmpeg says of the whole recording: errors, loudness, and where nobody speaks."""
    filters = "volumedetect,silencedetect=noise=-40dB:duration=0.5"
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-nostats", "-xerror"]
    command += ["-i", str(demo.audio_path()), "-af", filters, "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr


def test_the_demo_hearing_is_small_enough_to_ship() -> None:
    sizes = [path.stat().st_size for path in (demo.audio_path(), demo.captions_path())]
    assert sum(sizes) < 400_000


def test_the_demo_audio_is_mono_opus_and_ends_soon_after_the_last_words(cues: list[Cue]) -> None:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json"]
    done = subprocess.run([*command, str(demo.audio_path())], capture_output=True, check=True)
    probed = json.loads(done.stdout)
    assert [(s["codec_name"], s["channels"]) for s in probed["streams"]] == [("opus", 1)]
    duration_s = float(probed["format"]["duration"])
    assert 150 <= duration_s <= 210
    assert 1 <= duration_s - cues[-1].end_s <= 2


def test_the_demo_audio_is_loud_enough_and_not_clipped(listening: str) -> None:
    assert -26 < _level_db(listening, "mean_volume") < -16
    assert _level_db(listening, "max_volume") < -1


def test_each_speaker_of_the_demo_is_captioned_at_once(listening: str, cues: list[Cue]) -> None:
    silence_ends = [float(end) for end in re.findall(r"silence_end: ([\d.]+)", listening)]
    *speech_starts, audio_end_s = silence_ends
    assert speech_starts[0] == pytest.approx(1.0, abs=0.1)
    assert len(speech_starts) == len(TURNS)
    for start_s in speech_starts:
        assert min(abs(cue.start_s - start_s) for cue in cues) < 0.15
    assert audio_end_s > cues[-1].end_s + 1


def test_demo_captions_are_the_words_of_the_hearing(cues: list[Cue]) -> None:
    assert [cue.text for cue in cues] == [words for turn in TURNS for words in turn.sentences]


def test_demo_captions_do_not_overlap(cues: list[Cue]) -> None:
    assert all(cue.start_s < cue.end_s for cue in cues)
    assert all(before.end_s < after.start_s for before, after in pairwise(cues))


def test_demo_captions_are_short(cues: list[Cue]) -> None:
    assert all(1 <= len(cue.lines) <= 2 for cue in cues)
    assert all(1 <= len(line) <= 70 for cue in cues for line in cue.lines)


@pytest.mark.parametrize(("scene", "key_words"), [*zip(SCENES, KEY_WORDS, strict=True)])
def test_a_demo_note_is_taken_when_its_matter_has_just_been_said(
    scene: Scene, key_words: str, cues: list[Cue]
) -> None:
    heard = [cue for cue in cues if cue.end_s <= scene.second_s]
    assert key_words in heard[-1].text
    assert scene.second_s - heard[-1].end_s < 1
    assert key_words in scene.note


@pytest.mark.parametrize("scene", SCENES)
def test_a_demo_note_has_no_number_that_was_not_said(scene: Scene, cues: list[Cue]) -> None:
    said = " ".join(cue.text for cue in cues if cue.end_s <= scene.second_s)
    for number in re.findall(r"\$?\d+(?:,\d{3})*", scene.note):
        assert re.search(rf"(?<![\d,]){re.escape(number)}(?!\d|,\d)", said), number


def test_the_demo_quote_is_word_for_word(cues: list[Cue]) -> None:
    said = " ".join(cue.text for cue in cues)
    quotes = [scene.note[1:-1] for scene in SCENES if scene.note.startswith("“")]
    assert len(quotes) == 1
    assert quotes[0] in said


def test_demo_scenes_follow_one_another_and_are_quick_to_type() -> None:
    assert 5 <= len(SCENES) <= 6
    assert all(before.second_s < after.second_s for before, after in pairwise(SCENES))
    assert all(len(scene.note) < 110 and scene.note.isprintable() for scene in SCENES)


def _level_db(listening: str, name: str) -> float:
    match = re.search(rf"{name}: (-?[\d.]+) dB", listening)
    assert match, listening
    return float(match[1])
