"""Where a note is typed, the stamp frozen above it, and where the program speaks in between."""

from collections.abc import Callable
from dataclasses import replace

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import TextArea

from hearingnotes.model.marks import mark_at, with_speaker
from hearingnotes.model.note import Note
from hearingnotes.model.plain_text import printable
from hearingnotes.ui.typing_aids import ENDS_A_WORD, Aids, Suggestion
from hearingnotes.ui.wrap import fit, wrap


class Composer(TextArea):
    """The text of one note. While `note` is set, the program is in its writing state.

    While it is not, the latest sentence stands here: another widget for it would take a new
    layout and a new focus at each capture, and twice the time from the key to the screen.
    """

    COMPONENT_CLASSES = {"composer--trouble"}

    def __init__(
        self,
        take_key: Callable[[events.Key], bool],
        find_aids: Callable[[], Aids],
        *,
        blink: bool,
    ) -> None:
        """`take_key` is shown every key first; what it does not take goes into the text.

        `find_aids` is asked once for each note, and not before they are needed: it may look
        through many notes.
        """
        super().__init__(compact=True, soft_wrap=True, tab_behavior="indent")
        self._take_key = take_key
        self._blink = blink
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.note: Note | None = None
        self.sentence = ""
        self.is_trouble = False
        self._find_aids = find_aids
        self._aids: Aids | None = None
        self._offered: tuple[int, list[Suggestion], int] | None = None

    def begin(self, note: Note) -> None:
        """Take a note's text up, the cursor behind it."""
        self.note = note
        self._aids = self._offered = None
        self.cursor_blink = self._blink
        text = printable(note.text)
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)
        self.refresh()

    def written(self) -> Note | None:
        """The note as it stands now."""
        return replace(self.note, text=self.text) if self.note is not None else None

    def end(self) -> Note | None:
        """Give the note back as it was written."""
        note = self.written()
        self.note = None
        self.cursor_blink = False
        self.load_text("")
        return note

    def new_line(self) -> None:
        """Break the line at the cursor."""
        self.insert("\n")

    # --- marks and abbreviations ---

    def suggestions(self) -> list[Suggestion]:
        """What the mark at the cursor may become."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return self.aids.suggestions(line, column) if mark_at(line, column) else []

    @property
    def aids(self) -> Aids:
        """What helps with this note."""
        if self._aids is None:
            self._aids = self._find_aids()
        return self._aids

    def complete(self) -> None:
        """Make the mark at the cursor the likeliest one; again, the next."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if self._offered is not None and line[:column].endswith(self._offered_text()):
            start, offers, at = self._offered
            self._offered = start, offers, (at + 1) % len(offers)
        else:
            offers = self.suggestions()
            if not offers:
                return
            self._offered = column - len(mark_at(line, column)), offers, 0
        self.replace(self._offered_text(), (row, self._offered[0]), (row, column))

    def _offered_text(self) -> str:
        assert self._offered is not None
        _, offers, at = self._offered
        return f"{offers[at].mark} "

    def write_out(self) -> None:
        """Put what the abbreviation at the cursor stands for in its place."""
        row, column = self.cursor_location
        found = self.aids.written_out(self.document.get_line(row), column)
        if found is not None:
            start, meaning = found
            self.replace(meaning, (row, start), (row, column))

    def speak_as(self, speaker: str) -> None:
        """Make the note that speaker's."""
        row, column = self.cursor_location
        behind = len(self.document.get_line(row)) - column
        self.replace(with_speaker(self.text, speaker), (0, 0), self.document.end)
        self.move_cursor((row, max(0, len(self.document.get_line(row)) - behind)))

    def on_resize(self) -> None:
        """Text wraps and scrolls otherwise in another window; the cursor stays in sight."""
        if self.note is not None:
            self.call_after_refresh(self.scroll_cursor_visible)

    # --- what is said while nothing is typed ---

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in place of the one before; plain, never markup."""
        if (sentence, trouble) != (self.sentence, self.is_trouble):
            self.sentence, self.is_trouble = sentence, trouble
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the note's text, or of the sentence."""
        if self.note is not None:
            return super().render_line(y)
        width, height = self.size
        lead = "! " if self.is_trouble else ""
        lines = wrap(self.sentence, width - len(lead))
        if len(lines) > height > 0:
            lines[height - 1] = fit(lines[height - 1] + " …", width - len(lead))
        text = (lead if y == 0 else " " * len(lead)) + lines[y] if y < len(lines) else ""
        style = self.rich_style
        if self.is_trouble:
            style = self.get_component_rich_style("composer--trouble")
        return Strip([Segment(fit(text, width), style)], width)

    # --- keys and mouse: nothing of the text can be changed while nothing is typed ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an editing key does what it does in a text."""
        return self.note is not None and super().check_action(action, parameters)

    async def _on_key(self, event: events.Key) -> None:
        if self._take_key(event):
            event.stop()
            event.prevent_default()
        elif self.note is None:
            event.prevent_default()
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.complete()
        else:
            if event.character is not None and event.character in ENDS_A_WORD:
                self.write_out()
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        if self.note is not None:
            await super()._on_paste(events.Paste(printable(event.text)))
        event.stop()
        event.prevent_default()

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        if self.note is None:
            event.prevent_default()
