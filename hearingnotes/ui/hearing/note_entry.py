"""The entry of a note, from the key that opens it to the list: editor, autosave, saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note

if TYPE_CHECKING:
    from textual.timer import Timer

    from hearingnotes.ui.hearing.view import HearingView

AUTOSAVE_S = 0.15
CHANGED_ELSEWHERE = (
    "This was changed elsewhere meanwhile; your words stand, {undo} brings the others."
)
NOTHING_TYPED = "Nothing was typed, so no note was made. {mark} marks a moment without a text."


class NoteEntryController:
    """The note that is typed on one screen: opened, autosaved, saved or put aside."""

    def __init__(self, view: HearingView, cancel_still: Callable[[str], None]) -> None:
        """`cancel_still` discards the still of a note that was not made, by its id."""
        self._view = view
        self._cancel_still = cancel_still
        self._timer: Timer | None = None
        self._resumed_id = ""
        self._original: Note | None = None
        self._on_finished: Callable[[], None] | None = None

    def open(self, note: Note) -> None:
        """Open the note editor on a note; put aside the note that it was open on."""
        view, note_editor = self._view, self._view.note_editor
        if note_editor.note is not None:
            self._store(self._merged(note_editor.close()), view.session.park)
        known = view.session.note_index.get(note.id)
        self._original = view.session.edited_from(note.id)
        note_editor.open(note, is_new=known is None)
        view.show_state()
        view.focus_where_keys_go()
        # After the paint: the writer's thread would delay it.
        view.call_after_refresh(self.autosave)
        view.call_after_refresh(view.session.remember_position)

    def resume(self, note: Note) -> None:
        """Open the note that was being typed when another run ended."""
        self._resumed_id = note.id
        self.open(note)

    def is_resumed(self, note: Note) -> bool:
        """Return whether the note was left by another run."""
        return note.id == self._resumed_id

    def call_after(self, call: Callable[[], None]) -> None:
        """Call this when the note that is being written is finished; at once where none is."""
        if self._view.note_editor.note is not None:
            self._on_finished = call
        else:
            call()

    def save(self) -> None:
        """Save the note in the editor; put it aside where it has blanks alone."""
        view, note_editor = self._view, self._view.note_editor
        if note_editor.text and not note_editor.text.strip():
            self.park()
            return
        note_editor.write_out()
        note = self._close()
        known = view.session.note_index.get(note.id) if note is not None else None
        self._store(note, view.session.save)
        if known is not None and known.text != (self._original.text if self._original else ""):
            view.show_with_keys(CHANGED_ELSEWHERE)

    def park(self) -> None:
        """Put the typed text aside, and watch again."""
        view, note = self._view, self._close()
        is_new = note is not None and view.session.note_index.get(note.id) is None
        if note is not None and is_new and self._has_no_words(note.text):
            view.session.discard_typed(note)
            self._cancel_still(note.id)
            view.show_with_keys(NOTHING_TYPED)
        else:
            self._store(note, view.session.park)

    def save_finished(self, note: Note) -> None:
        """Save a note that was not typed."""
        self._store(note, self._view.session.save)

    def on_typed(self) -> None:
        """Autosave the text in a moment."""
        if self._timer is None and self._view.note_editor.note is not None:
            self._timer = self._view.set_timer(AUTOSAVE_S, self.autosave)

    def autosave(self) -> None:
        """Store the text being typed, now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        note = self._view.note_editor.written()
        if note is not None:
            self._view.session.autosave(note)

    def _has_no_words(self, text: str) -> bool:
        """Return whether the text is only what a key put there: a speaker, a section's sign."""
        speakers = self._view.settings.speakers.values()
        put_there = {"#", ">", *(words.strip() for words in speakers)}
        return text.strip() in put_there or not read_marks(text).has_words

    def _close(self) -> Note | None:
        note = self._merged(self._view.note_editor.close())
        self._view.show_state()
        if self._on_finished is not None:
            self._view.call_after_refresh(self._on_finished)
            self._on_finished = None
        return note

    def _merged(self, note: Note | None) -> Note | None:
        """Return what was written, on the present version of the note: a colleague may have starred
        it."""
        known = self._view.session.note_index.get(note.id) if note is not None else None
        if note is None or known is None or self._original is None:
            return note
        names = (field.name for field in fields(Note))
        pairs = ((name, getattr(self._original, name), getattr(note, name)) for name in names)
        written = replace(known, **{name: new for name, old, new in pairs if new != old})
        # A check made meanwhile was not of these words.
        is_unverified = note.is_unverified_quote and written.text != known.text
        return replace(written, verified=False) if is_unverified else written

    def _store(self, note: Note | None, store: Callable[[Note], int]) -> None:
        if note is None:
            return
        view, note_index = self._view, self._view.session.note_index
        follows = note_index.follows
        index = store(note)
        if note_index.filtered and note_index.index_of(note.id) is None:
            view.filter("")  # a new note is always visible
            follows = True
        if follows:
            note_index.selected = note.id
        view.show_notes(index)
        if follows:
            view.note_list.show_selected()
