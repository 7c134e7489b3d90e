"""Trying a snippet of the settings before it is needed."""

from datetime import UTC, datetime

from hearingnotes.errors import Trouble
from hearingnotes.export.document import Telling, tell
from hearingnotes.export.templates import write_snippet
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import Proceedings
from hearingnotes.model.timeline import Timeline

_NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
_KEY = "4LBmWqYuuDY"


def snippet_problems(snippet: str, where: str) -> list[str]:
    """What is wrong with a snippet, in a sentence that names `where` it stands."""
    hearing = Hearing("H", "A hearing", _NOON)
    recording = Recording("R", "H", "youtube", _KEY, f"https://youtu.be/{_KEY}")
    note = Note("N", "H", Moment(_NOON, "R", 12.0), "@chair: > We will vote. #levy")
    story = tell(Proceedings(hearing, Timeline([recording]), (note,)), Telling())
    try:
        write_snippet(snippet, where, entry=story.entries[0], story=story)
    except Trouble as trouble:
        return [str(trouble)]
    return []
