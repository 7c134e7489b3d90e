"""Where a note is typed: the stamp stands frozen above it."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.widgets import TextArea

from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import printable


class Composer(TextArea):
    """The text of one note. While `note` is set, the program is in its writing state."""

    def __init__(self, take_key: Callable[[events.Key], bool], *, blink: bool) -> None:
        """`take_key` is shown every key first; what it does not take goes into the text."""
        super().__init__(compact=True, soft_wrap=True, tab_behavior="indent")
        self._take_key = take_key
        self.cursor_blink = blink
        self.highlight_cursor_line = False
        self.note: Note | None = None

    def begin(self, note: Note) -> None:
        """Take a note's text up, the cursor behind it."""
        self.note = note
        self.load_text(printable(note.text))
        self.move_cursor(self.document.end)

    def written(self) -> Note | None:
        """The note as it stands now."""
        return replace(self.note, text=self.text) if self.note is not None else None

    def end(self) -> Note | None:
        """Give the note back as it was written."""
        note = self.written()
        self.note = None
        self.load_text("")
        return note

    def new_line(self) -> None:
        """Break the line at the cursor."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if self._take_key(event):
            event.stop()
            event.prevent_default()
        elif self.note is not None:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(printable(event.text)))
        event.stop()
        event.prevent_default()
