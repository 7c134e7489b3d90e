"""Captions as cues below their times: WebVTT and SubRip; pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from hearingnotes.captions.rolling import unrolled
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.captions import Caption
from hearingnotes.model.timecode import parse_time
from hearingnotes.model.words import as_line, timed

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?", re.ASCII)
_WORD_TIME = re.compile(rf"<({_TIME})>", re.ASCII)
_LINE_END = re.compile("\r\n|\r|\n")
_NUMBER = re.compile(r"\s*(\d{1,9})\s*", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]([^<>\r\n]*))?>")
# Only known tags: speech may have such signs, too.
_TAG = re.compile(
    r"</?(?:(?:[biusc]|ruby|rt)(?:\.[^\s<>]*)?\s*|(?:v|lang|font)(?:[.\s][^<>]*)?)>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});")


@dataclass(frozen=True, slots=True)
class CueBlock:
    """The lines below a time, up to the next one.

    `times` are the cue's begin and end as written; None above the first time. `lines` begin with
    line `first_line` of the file.
    """

    times: tuple[str, str] | None
    lines: Sequence[str]
    first_line: int


def cue_blocks(text: str) -> Iterator[CueBlock]:
    """Yield the block above the first time of a file, then the block below each time."""
    times: tuple[str, str] | None = None
    lines: list[str] = []
    first_line = 1
    for number, line in enumerate(_LINE_END.split(text), 1):
        timing = _TIMING.fullmatch(line) if "-->" in line else None
        if timing is None:
            lines.append(line)
            continue
        yield CueBlock(times, lines, first_line)
        times, lines, first_line = (timing[1], timing[2]), [], number + 1
    yield CueBlock(times, lines, first_line)


def read_vtt(text: str) -> list[Caption]:
    """Read the captions of a WebVTT file."""
    if not text.startswith("WEBVTT"):
        raise HearingnotesError("it does not begin with WEBVTT")
    return unrolled(_cues(_voices_as_turns(text), ends_at_blank=True))


def read_srt(text: str) -> list[Caption]:
    """Read the captions of a SubRip file: all text between two times belongs to the cue."""
    return unrolled(_cues(text, ends_at_blank=False))


def _voices_as_turns(text: str) -> str:
    """Replace the tags of voices by the sign of a turn where the voice changes."""
    last: str | None = None

    def sign(voice: re.Match[str]) -> str:
        nonlocal last
        before, last = last, (voice[1] or "").strip()
        return TURN if last != before else ""

    return _VOICE.sub(sign, text)


def _cues(text: str, *, ends_at_blank: bool) -> Iterator[Sequence[Caption]]:
    """Yield the lines of each cue; in WebVTT, text between cues belongs to none."""
    number: int | None = None
    blocks = list(cue_blocks(text))
    for block in blocks:
        lines = block.lines
        if block.times is not None:
            begin_s, end_s = map(_second, block.times)
            shown = lines if block is blocks[-1] else _without_name(lines, number)
            yield _lines(begin_s, end_s, shown, ends_at_blank)
        named = _NUMBER.fullmatch(lines[-1]) if lines else None
        number = int(named[1]) if named else None


def _without_name(lines: Sequence[str], number: int | None) -> Sequence[str]:
    """Return the lines above the next cue without its name or number.

    That stands behind a blank line, or is the next number in the count.
    """
    if not lines:
        return lines
    named = _NUMBER.fullmatch(lines[-1])
    is_next = named is not None and number is not None and int(named[1]) == number + 1
    above = lines[-2] if len(lines) > 1 else None
    # Only below a text: YouTube's first line may be one of a blank alone.
    has_text = any(line.strip() for line in lines[:-2])
    is_apart = above == "" or (above is not None and not above.strip() and has_text)
    return lines[:-1] if is_next or is_apart else lines


def _lines(
    begin_s: float, end_s: float, lines: Sequence[str], ends_at_blank: bool
) -> Sequence[Caption]:
    shown: list[Caption] = []
    for line in lines:
        if line.strip():
            shown.append(_line(begin_s, max(begin_s, end_s), line))
        elif shown and not line and ends_at_blank:
            break
    return [caption for caption in shown if caption.text]


def _line(begin_s: float, end_s: float, line: str) -> Caption:
    first, *timings = _WORD_TIME.split(line)
    if not timings:
        return Caption(begin_s, end_s, as_line([with_turn(_plain(line))]))
    pieces = [(begin_s, with_turn(_plain(first)))]
    for time, text in zip(timings[::2], timings[1::2], strict=True):
        pieces.append((_second(time), _plain(text)))
    words = timed(pieces)
    return Caption(begin_s, end_s, "".join(word for _, word in words), words)


def _plain(text: str) -> str:
    untagged = _TAG.sub("", _BREAK.sub(" ", text))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), untagged)


def _second(text: str) -> float:
    return parse_time(text.replace(",", ".")) or 0.0


TURN = ">> "
"""The sign of a change of speaker, for all the ways to write one."""

_DASHES = frozenset("-–—")
_OPENING = "\"'“‘«¿¡([♪♫ "


def with_turn(line: str) -> str:
    """Return the line with the sign of a turn in place of a dash in front, or a single `>`.

    A dash before a number, before lower case or within the line is part of the speech.
    """
    shown = line.lstrip()
    sign, rest = shown[:1], shown[1:].lstrip()
    letter = rest.lstrip(_OPENING)[:1]
    is_dialogue = sign in _DASHES and letter.isalpha() and not letter.islower()
    is_arrow = sign == ">" and letter.isalpha()
    return TURN + rest if is_dialogue or is_arrow else line
