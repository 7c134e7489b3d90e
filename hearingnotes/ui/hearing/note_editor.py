"""The editor of a note's text, whose stamp stands still above it."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.widgets.text_area import Edit, EditResult

from hearingnotes.model.marks import mark_at, with_speaker
from hearingnotes.model.note import Note
from hearingnotes.model.quoted import has_words_of
from hearingnotes.model.sanitize import printable
from hearingnotes.session.completion import ENDS_A_WORD, Aids, Suggestion
from hearingnotes.ui.widgets.text_editor import TextEditor


class NoteEditor(TextEditor):
    """The editor of one note. While `note` is set, the hearing is in its writing mode."""

    def __init__(
        self,
        take_key: Callable[[events.Key], bool],
        find_aids: Callable[[], Aids],
        *,
        blink: bool,
    ) -> None:
        """Make an editor. `find_aids` may look through many notes: it is asked once for each note,
        and not before the aids are needed.
        """
        super().__init__(take_key, blink=blink)
        self.note: Note | None = None
        self.remark = ""
        self._find_aids = find_aids
        self._aids: Aids | None = None
        self._stood_before: str | None = None
        self._taken_back: set[str] = set()
        self._offered: tuple[int, list[Suggestion], int] | None = None
        self._inserted = ""
        self._is_emptied = False

    def open(self, note: Note, *, is_new: bool = True) -> None:
        """Begin to write a note, the cursor behind its text."""
        self.note, self.remark = note, ""
        self._stood_before = None if is_new else note.text
        self._taken_back.clear()
        self._aids = self._offered = None
        self._inserted, self._is_emptied = "", False
        self.begin_text(note.text)

    def written(self) -> Note | None:
        """The note as it stands now."""
        return self._written(self.note, self.text) if self.note is not None else None

    def close(self) -> Note | None:
        """Stop writing; return the note as it was written."""
        note, text = self.note, self.end_text()
        self.note = None
        return self._written(note, text) if note is not None else None

    def _written(self, note: Note, text: str) -> Note:
        """The note with this text: a quote of captions for as long as a word of them is left, and
        unverified if it has come just now. What is as it was before is the same note."""
        if text == note.text:
            return note
        is_new = not self._is_emptied and has_words_of(self._inserted, text)
        is_old = not self._is_emptied and has_words_of(_quote_in(note), text)
        is_verified = note.verified and not is_new
        return replace(note, text=text, from_captions=is_new or is_old, verified=is_verified)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text. An emptied note quotes nothing, unless the quote is pasted again."""
        result = super().edit(edit)
        if not self.text.strip():
            self._is_emptied = True
        elif self._is_emptied and self.note is not None and len(edit.text) > 1:
            quotes = f"{_quote_in(self.note)}\n{self._inserted}"
            self._is_emptied = not has_words_of(quotes.strip(), edit.text)
        return result

    def quote_captions(self, quote: str) -> None:
        """Insert a quote of captions at the cursor, which nobody has verified."""
        self._inserted += f"\n{quote}"
        self.quote(quote)
        self._is_emptied = False

    def quote(self, quote: str) -> None:
        """Insert a quote at the cursor, on a line of its own."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        above = "\n" if line[:column].strip() else ""
        below = "\n" if line[column:].strip() else ""
        self.insert(f"{above}{printable(quote)}{below}")

    # --- marks and abbreviations ---

    def suggestions(self) -> list[Suggestion]:
        """The marks that the one at the cursor may become."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return self.aids.suggestions(line, column) if mark_at(line, column) else []

    @property
    def aids(self) -> Aids:
        """The suggestions and abbreviations for this note."""
        if self._aids is None:
            self._aids = self._find_aids()
        return self._aids

    def complete(self) -> None:
        """Complete the mark at the cursor to the likeliest suggestion; called again, the next."""
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
        start, offers, at = self._offered
        mark = offers[at].mark
        # In front of the note it says who speaks, as with the keys of speakers.
        is_in_front = start == 0 and self.cursor_location[0] == 0
        return f"{mark}: " if is_in_front and mark.startswith("@") else f"{mark} "

    def write_out(self) -> None:
        """Replace the abbreviation at the cursor by its meaning, unless that was taken back or
        nothing was typed yet."""
        found = self._abbreviation() if self.text != self._stood_before else None
        if found is not None and found[1] not in self._taken_back:
            (row, column), (start, meaning) = self.cursor_location, found
            self.replace(meaning, (row, start), (row, column))

    def undo(self) -> None:
        """Take back the latest change; an abbreviation that comes back is not written out again."""
        super().undo()
        self._is_emptied = not self.text.strip()
        if found := self._abbreviation():
            self._taken_back.add(found[1])

    def _abbreviation(self) -> tuple[int, str] | None:
        """Where the abbreviation at the cursor begins, and what it stands for."""
        row, column = self.cursor_location
        return self.aids.written_out(self.document.get_line(row), column)

    def speak_as(self, speaker: str) -> None:
        """Put this speaker before the note."""
        behind = self.get_text_range(self.cursor_location, self.document.end)
        end = len(self.text) - len(behind)
        text = with_speaker(self.text, speaker)
        if text.endswith(behind):  # the cursor stays before the same words
            end = len(text) - len(behind)
        self.replace(text, (0, 0), self.document.end)
        row = text.count("\n", 0, end)
        self.move_cursor((row, end - text.rfind("\n", 0, end) - 1))

    async def _on_key(self, event: events.Key) -> None:
        if self.note is not None and event.key == "tab":
            event.stop()
            event.prevent_default()
            self.complete()
            return
        if event.character is not None and event.character in ENDS_A_WORD:
            self.write_out()
        await super()._on_key(event)


def _quote_in(note: Note) -> str:
    """The text that may be of captions; which of its words are is not kept."""
    return note.text if note.from_captions else ""
