"""Makes the demo hearing's audio and captions, with espeak-ng and ffmpeg.

`python -m tests.make.demo_hearing`; where a test then says that a scene does not fit its caption,
set its second in `hearingnotes/demo/scenes.py` anew.
"""

import subprocess
import tempfile
import textwrap
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hearingnotes import demo
from tests.make.demo_words import SAYINGS, TURNS, Turn, Voice

RATE_HZ = 22_050  # what espeak-ng speaks at
SAMPLE_BYTES = 2
BEFORE_S = 1.0
BETWEEN_SENTENCES_S = 0.3
BETWEEN_SPEAKERS_S = 0.75
AFTER_S = 1.5

LINE_CHARACTERS = 70
CUE_LINES = 2

# Even between the speakers; so low a bitrate overshoots, so peaks stay well below full scale.
LOUDNESS = "loudnorm=I=-20:TP=-6:LRA=5"
BITRATE = "14k"


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence and the seconds at which it begins and ends."""

    start_s: float
    end_s: float
    text: str


def main() -> None:
    """Write both files to where the package keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        samples, cues = speak_all(TURNS, Path(folder))
    encode(samples, demo.audio_path())
    demo.captions_path().write_text(captions(cues), encoding="utf-8", newline="\n")


def speak_all(turns: Iterable[Turn], folder: Path) -> tuple[bytes, list[Cue]]:
    """The whole hearing as 16-bit samples, and when each sentence is heard."""
    samples, cues = bytearray(_silence(BEFORE_S)), list[Cue]()
    for turn in turns:
        for number, sentence in enumerate(turn.sentences):
            if cues:
                samples += _silence(BETWEEN_SENTENCES_S if number else BETWEEN_SPEAKERS_S)
            start_s = _length_s(samples)
            samples += speak(turn.voice, sentence, folder / "sentence.wav")
            cues.append(Cue(start_s, _length_s(samples), sentence))
    samples += _silence(AFTER_S)
    return bytes(samples), cues


def speak(voice: Voice, sentence: str, scratch: Path) -> bytes:
    """The sentence as 16-bit samples, without a pause after it."""
    for written, said in SAYINGS.items():
        sentence = sentence.replace(written, said)
    manner = ["-v", voice.name, "-p", str(voice.pitch), "-s", str(voice.words_per_minute)]
    subprocess.run(["espeak-ng", *manner, "-z", "-w", scratch, sentence], check=True)
    with wave.open(str(scratch)) as spoken:
        form = (spoken.getnchannels(), spoken.getsampwidth(), spoken.getframerate())
        if form != (1, SAMPLE_BYTES, RATE_HZ):
            raise ValueError(f"espeak-ng spoke in another form: {form}")
        samples: bytes = spoken.readframes(spoken.getnframes())
    return samples


def encode(samples: bytes, path: Path) -> None:
    """Write the samples as Opus in Ogg, the same bytes each time."""
    raw = ["-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "-"]
    heard = ["-af", LOUDNESS, "-ar", "48000"]
    speech = ["-c:a", "libopus", "-b:a", BITRATE, "-application", "voip", "-frame_duration", "60"]
    same = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-v", "error", "-y", *raw, *heard, *speech, *same, str(path)]
    subprocess.run(command, input=samples, check=True)


def captions(cues: Iterable[Cue]) -> str:
    """The cues as WebVTT."""
    return "\n".join(["WEBVTT\n", *(_cue_block(cue) for cue in cues)])


def _cue_block(cue: Cue) -> str:
    lines = _lines(cue.text)
    if len(lines) > CUE_LINES:
        raise ValueError(f"too long for one cue: {cue.text}")
    return "\n".join([f"{_timestamp(cue.start_s)} --> {_timestamp(cue.end_s)}", *lines, ""])


def _lines(text: str) -> list[str]:
    """As few lines as will hold the text, and those about equally long."""
    fewest = len(textwrap.wrap(text, LINE_CHARACTERS))
    foldings = (
        textwrap.wrap(text, width, break_long_words=False)
        for width in range(len(text) // fewest, LINE_CHARACTERS + 1)
    )
    return next(lines for lines in foldings if len(lines) == fewest)


def _timestamp(second_s: float) -> str:
    minutes, milliseconds = divmod(round(second_s * 1000), 60_000)
    return f"00:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _silence(seconds: float) -> bytes:
    return bytes(round(seconds * RATE_HZ) * SAMPLE_BYTES)


def _length_s(samples: bytes | bytearray) -> float:
    return len(samples) / SAMPLE_BYTES / RATE_HZ


if __name__ == "__main__":
    main()
