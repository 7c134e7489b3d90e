"""Captions to import, from SubRip and WebVTT."""

from hearingnotes.captions.cues import CueBlock, cue_blocks
from hearingnotes.files import SourceFile
from hearingnotes.model.timecode import second_in

TimedText = tuple[float, str]


def cues(source: SourceFile, *, blank_ends: bool) -> list[TimedText]:
    """Return the captions with a text, in their order, each behind its second.

    Text between two captions is dropped; where a blank line does not end a caption, it belongs to
    the one before. Raises HearingnotesError when there are none, or a time is invalid.
    """
    blocks = list(cue_blocks(source.text))
    texts = [_text(source, block, blank_ends, block is blocks[-1]) for block in blocks]
    found = [
        (start_s, text)
        for block, text in zip(blocks, texts, strict=True)
        if block.times is not None and (start_s := second_in(block.times[0])) is not None
    ]
    if not found:
        raise source.error("there are no captions in it; name the right file, or its --format.")
    return [(start_s, text) for start_s, text in found if text]


def _text(source: SourceFile, block: CueBlock, blank_ends: bool, is_last: bool) -> str:
    """Return the text of a caption, without the number of the next one at its end."""
    lines = block.lines
    blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    for at, line in enumerate(lines[blank:], block.first_line + blank):
        if "-->" in line:
            what = "this is no time of a caption, as in 00:00:01.000 --> 00:00:04.000; mend it."
            raise source.error(what, at)
    if blank_ends and blank < len(lines):
        lines = lines[:blank]
    elif lines and not is_last and lines[-1].strip().isdecimal():
        lines = lines[:-1]
    return "\n".join(lines).strip()
