"""A short invented hearing that ships with the package; everyone and everything in it is made up.

Its audio is spoken by espeak-ng; `tests/make/demo_hearing.py` makes it and its captions.
"""

from datetime import date
from pathlib import Path

HEARING_TITLE = "Hearing on branch library hours"
HEARING_BODY = "City of Harbor Falls, Committee on Parks and Libraries"
HEARING_DATE = date(2026, 2, 10)

_FOLDER = Path(__file__).parent


def audio_path() -> Path:
    """Return the path of the recording: Opus in Ogg, mono."""
    return _FOLDER / "hearing.ogg"


def captions_path() -> Path:
    """Return the path of its captions: WebVTT, a cue for each sentence."""
    return _FOLDER / "hearing.vtt"
