"""What the files that captions come in say: WebVTT, SubRip, and YouTube's json3; pure."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from hearingnotes.errors import Trouble
from hearingnotes.model.captions import Caption, Captions, Word, unrolled
from hearingnotes.model.plain_text import printable
from hearingnotes.model.timecode import parse_time

LONGEST_S = 1e6
USUAL_S = 4.0

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?", re.ASCII)
_NUMBER = re.compile(r"\s*\d+\s*")
_WORD_TIME = re.compile(rf"<({_TIME})>", re.ASCII)
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def read_captions(text: str, form: str) -> Captions:
    """The captions in a text of the form `vtt`, `srt` or `json3`.

    Raises Trouble, as the end of a sentence, when there are none in it.
    """
    captions = Captions(_READERS[form](text))
    if not len(captions):
        raise Trouble("there are no captions in it")
    return captions


def _cues(text: str) -> Iterator[Sequence[Caption]]:
    """The lines of each cue; what stands between cues belongs to none."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*text.splitlines(), "0:00 --> 0:00"]:
        timing = _TIMING.fullmatch(line) if "-->" in line else None
        if timing is None:
            lines.append(line)
            continue
        if times is not None:
            # The number of the next cue, or its name, stands behind a blank line.
            is_numbered = len(lines) > 1 and _NUMBER.fullmatch(lines[-1])
            yield _lines(*times, lines[:-1] if is_numbered else lines)
        times, lines = (_second(timing[1]), _second(timing[2])), []


def _lines(begin_s: float, end_s: float, lines: Sequence[str]) -> Sequence[Caption]:
    shown: list[Caption] = []
    for line in lines:
        if line.strip():
            shown.append(_line(begin_s, max(begin_s, end_s), line))
        elif shown and not line:  # YouTube's first line may be one of a blank alone
            break
    return [caption for caption in shown if caption.text]


def _line(begin_s: float, end_s: float, line: str) -> Caption:
    first, *timed = _WORD_TIME.split(line)
    pieces = [(begin_s, first)]
    pieces += [(_second(time), text) for time, text in zip(timed[::2], timed[1::2], strict=True)]
    plain = [(second_s, _plain(text)) for second_s, text in pieces]
    words = _in_order((s, word) for s, text in plain for word in text.split()) if timed else ()
    return Caption(begin_s, end_s, " ".join("".join(t for _, t in plain).split()), words)


def _vtt(text: str) -> list[Caption]:
    if not text.startswith("WEBVTT"):
        raise Trouble("it does not begin with WEBVTT")
    return unrolled(_cues(text))


def _srt(text: str) -> list[Caption]:
    return unrolled(_cues(text))


def _json3(text: str) -> list[Caption]:
    try:
        events = json.loads(text)["events"]
        return [caption for event in events if (caption := _event(event)) is not None]
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Trouble("it is not YouTube's json3") from error


def _event(event: Mapping[str, Any]) -> Caption | None:
    """What is said in an event; some events say only how it is to be drawn."""
    segments = event.get("segs") or ()
    begin_s = _milliseconds(event.get("tStartMs"))
    end_s = begin_s + (_milliseconds(event.get("dDurationMs")) or USUAL_S)
    text = printable("".join(str(segment.get("utf8", "")) for segment in segments))
    if not text.strip():
        return None
    words: tuple[Word, ...] = ()
    if any("tOffsetMs" in segment for segment in segments):
        words = _in_order(
            (begin_s + _milliseconds(segment.get("tOffsetMs")), word)
            for segment in segments
            for word in printable(str(segment.get("utf8", ""))).split()
        )
    return Caption(begin_s, end_s, text, words)


def _in_order(words: Iterator[Word]) -> tuple[Word, ...]:
    """The words, none before the one that stands before it."""
    ordered: list[Word] = []
    for second_s, word in words:
        ordered.append((max(second_s, ordered[-1][0]) if ordered else second_s, word))
    return tuple(ordered)


def _plain(text: str) -> str:
    return printable(unescape(_TAG.sub("", text)))


def _second(text: str) -> float:
    return parse_time(text.replace(",", ".")) or 0.0


def _milliseconds(value: Any) -> float:
    seconds = float(value or 0) / 1000
    return min(max(seconds, 0.0), LONGEST_S) if math.isfinite(seconds) else 0.0


_READERS: Mapping[str, Callable[[str], list[Caption]]] = {
    "json3": _json3,
    "vtt": _vtt,
    "srt": _srt,
}
FORMS = tuple(_READERS)
"""What can be read; the first say most."""
