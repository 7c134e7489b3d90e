"""Chapters for the description of a YouTube video.

YouTube shows them when the first is at 0:00, there are at least three, and each is at least 10
seconds long (https://support.google.com/youtube/answer/9884579). Descriptions may not have angle
brackets in them.
"""

from collections.abc import Iterator
from itertools import pairwise

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.cues import entries_of_one
from hearingnotes.export.document import HearingDocument, NoteEntry, RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timecode import format_time

FEWEST = 3
SHORTEST_S = 10
TITLE_LIMIT = 100
_ALIKE = str.maketrans("<>", "‹›")
_WHAT_TO_DO = "move a note, or begin only those with `# ` that are to be chapters"
Chapter = tuple[int, str]


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    story = render_hearing(snapshot, options)
    placed = entries_of_one(story)
    chapters = _from_zero(list(_selected(placed)), story)
    _check(chapters, story.recordings[placed[0][1].recording - 1].duration_s)
    return "".join(f"{format_time(second)} {title}\n" for second, title in chapters)


def _selected(placed: list[tuple[float, NoteEntry]]) -> Iterator[Chapter]:
    """Yield the sections; without any, the starred notes; without these, all notes with words."""
    sections = [pair for pair in placed if pair[1].kind == "section"]
    starred = [pair for pair in placed if pair[1].starred]
    for second_s, entry in sections or starred or placed:
        if title := _title(entry.section or entry.line):
            yield int(second_s), title


def _from_zero(chapters: list[Chapter], story: HearingDocument) -> list[Chapter]:
    """Return chapters from 0:00 on: the first one within 10 seconds, else the hearing's title."""
    if chapters and chapters[0][0] < SHORTEST_S:
        return [(0, chapters[0][1]), *chapters[1:]]
    return [(0, _title(story.title) or "Hearing"), *chapters]


def _check(chapters: list[Chapter], duration_s: float | None) -> None:
    """Raise HearingnotesError that says which rule of YouTube fails, and where."""
    last = chapters[-1]
    end = [(int(duration_s), "the end")] if duration_s else []
    if end and last[0] >= end[0][0]:
        raise HearingnotesError(f"{_named(last)} is not before {_named(end[0])}; {_WHAT_TO_DO}.")
    for one, next_one in pairwise([*chapters, *end]):
        if next_one[0] - one[0] < SHORTEST_S:
            raise HearingnotesError(
                f"YouTube takes no chapter of less than {SHORTEST_S} seconds, and from "
                f"{_named(one)} to {_named(next_one)} it is {next_one[0] - one[0]}; {_WHAT_TO_DO}."
            )
    if len(chapters) < FEWEST:
        raise HearingnotesError(
            f"YouTube takes no fewer than {FEWEST} chapters, and the last of "
            f"{count(len(chapters), 'chapter')} is {_named(last)}; "
            "begin more notes with `# `, or star them."
        )


def _named(chapter: Chapter) -> str:
    return f"{format_time(chapter[0])} “{one_line(chapter[1], 40)}”"


def _title(text: str) -> str:
    return one_line(text.translate(_ALIKE), TITLE_LIMIT)


FORMATS = (ExportFormat("chapters", "chapters, for YouTube", (".txt",), _write),)
