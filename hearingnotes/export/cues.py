"""Subtitles from notes: which is shown when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.document import HearingDocument, NoteEntry

LONGEST_MS = 8_000
SHORTEST_MS = 1_000


@dataclass(frozen=True, slots=True)
class SubtitleCue:
    """The notes that are shown from one millisecond to another: mostly one."""

    start_ms: int
    end_ms: int
    entries: tuple[NoteEntry, ...]


def cues(story: HearingDocument) -> list[SubtitleCue]:
    """Return a cue for each note with words, which lasts until the next one, for 1 to 8 seconds.

    Notes that begin within a second of a cue's first share the cue. Raises HearingnotesError when
    there is nothing to show.
    """
    notes = [(round(second_s * 1000), e) for second_s, e in entries_of_one(story) if e.line.strip()]
    if not notes:
        raise HearingnotesError("No note with a place has any words; there is nothing to show.")
    groups = list(_grouped(notes))
    starts = [start_ms for start_ms, _ in groups]
    ends = [*starts[1:], starts[-1] + LONGEST_MS]
    return [
        SubtitleCue(start_ms, min(end_ms, start_ms + LONGEST_MS), tuple(entries))
        for (start_ms, entries), end_ms in zip(groups, ends, strict=True)
    ]


def lines(text: str) -> list[str]:
    """Return the lines of a subtitle; an empty one would end its cue."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def time(ms: int, decimal_sign: str) -> str:
    """Format milliseconds as `01:55:57.250`, with the format's sign before the thousandths."""
    seconds, thousandths = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{decimal_sign}{thousandths:03}"


def _grouped(notes: Sequence[tuple[int, NoteEntry]]) -> Iterator[tuple[int, list[NoteEntry]]]:
    start_ms, group = notes[0][0], list[NoteEntry]()
    for at_ms, entry in notes:
        if at_ms - start_ms >= SHORTEST_MS:
            yield start_ms, group
            start_ms, group = at_ms, []
        group.append(entry)
    yield start_ms, group


def entries_of_one(story: HearingDocument) -> list[tuple[float, NoteEntry]]:
    """Return the notes of the first recording that has any, each behind its second, in their order.

    With a recording in the options, only that one has any. Raises HearingnotesError when none has.
    """
    placed = [(e.second_s, e.recording, e) for e in story.entries if e.second_s is not None]
    if not placed:
        raise HearingnotesError(
            "No note has a place in the recording, and this form tells nothing else; "
            "say where one lies with `hearingnotes anchor`."
        )
    first = min(recording for _, recording, _ in placed)
    of_first = [(second_s, entry) for second_s, recording, entry in placed if recording == first]
    return sorted(of_first, key=lambda pair: pair[0])
