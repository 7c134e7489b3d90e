"""Where a note is typed: the stamp stands frozen above it."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.widgets import TextArea

from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import printable
from hearingnotes.ui.actions.table import Action, State
from hearingnotes.ui.keymap import Keymap


class Composer(TextArea):
    """The text of one note. While `note` is set, the program is in its writing state."""

    def __init__(self, keymap: Keymap, run: Callable[[Action], None], *, blink: bool) -> None:
        super().__init__(compact=True, soft_wrap=True, tab_behavior="focus")
        self._keymap = keymap
        self._run = run
        self.cursor_blink = blink
        self.highlight_cursor_line = False
        self.note: Note | None = None

    def begin(self, note: Note) -> None:
        """Take a note's text up, the cursor behind it."""
        self.note = note
        self.load_text(note.text)
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
        action = self._keymap.find(State.WRITING, event.key, None)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self._run(action)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(printable(event.text)))
        event.stop()
        event.prevent_default()
