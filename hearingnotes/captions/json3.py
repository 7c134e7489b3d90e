"""YouTube's own format of captions, json3; pure."""

import json
import math
from collections.abc import Mapping
from typing import Any

from hearingnotes.captions.cues import with_turn
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.captions import Caption
from hearingnotes.model.words import as_line, timed

LONGEST_S = 1e6
USUAL_S = 4.0


def read_json3(text: str) -> list[Caption]:
    """Read the captions of a json3 file; raises HearingnotesError, as the end of a sentence."""
    try:
        events = json.loads(text)["events"]
        return [caption for event in events if (caption := _event(event)) is not None]
    except (
        LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError
    ) as error:  # fmt: skip
        raise HearingnotesError("it is not YouTube's json3") from error


def _event(event: Mapping[str, Any]) -> Caption | None:
    """Return the caption of an event; None for events that only lay captions out."""
    segments = event.get("segs") or ()
    begin_s = _milliseconds(event.get("tStartMs"))
    end_s = begin_s + (_milliseconds(event.get("dDurationMs")) or USUAL_S)
    texts = [str(segment.get("utf8", "")) for segment in segments]
    if not any("tOffsetMs" in segment for segment in segments):
        lines = "".join(texts).split("\n")
        text = as_line(with_turn(line) for line in lines)
        return Caption(begin_s, end_s, text) if text else None
    offsets = (begin_s + _milliseconds(segment.get("tOffsetMs")) for segment in segments)
    words = timed(zip(offsets, texts, strict=True))
    text = "".join(word for _, word in words)
    return Caption(begin_s, end_s, text, words) if text else None


def _milliseconds(value: Any) -> float:
    seconds = float(value or 0) / 1000
    return min(max(seconds, 0.0), LONGEST_S) if math.isfinite(seconds) else 0.0
