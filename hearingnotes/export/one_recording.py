"""Formats that belong to one recording: its seconds are the only ones that they can tell."""

from hearingnotes.errors import Trouble
from hearingnotes.export.document import Entry, Story


def entries_of_one(story: Story) -> list[tuple[float, Entry]]:
    """The notes of the first recording that has any, each with its second, in their order.

    Where the telling asks for a recording, no other has any. Raises Trouble when none has.
    """
    placed = [(e.second_s, e.recording, e) for e in story.entries if e.second_s is not None]
    if not placed:
        raise Trouble(
            "No note has a place in the recording, and this form tells nothing else; "
            "say where one lies with `hearingnotes anchor`."
        )
    first = min(recording for _, recording, _ in placed)
    of_first = [(second_s, entry) for second_s, recording, entry in placed if recording == first]
    return sorted(of_first, key=lambda pair: pair[0])
