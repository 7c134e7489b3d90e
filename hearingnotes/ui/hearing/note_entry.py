"""A note between the key that begins it and the list: composer, journal, keeping."""

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
    """What is typed on one screen: begun, journalled, saved or put aside."""

    def __init__(self, view: HearingView, cancel_still: Callable[[str], None]) -> None:
        """`cancel_still` drops the still of a note that was not made, by its id."""
        self._view = view
        self._cancel_still = cancel_still
        self._timer: Timer | None = None
        self._resumed_id = ""
        self._original: Note | None = None
        self._on_finished: Callable[[], None] | None = None

    def open(self, note: Note) -> None:
        """Open the composer on a note; its stamp is frozen."""
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
        """Go on with what was being typed in a program that ended."""
        self._resumed_id = note.id
        self.open(note)

    def is_resumed(self, note: Note) -> bool:
        """Whether it was left from the last time."""
        return note.id == self._resumed_id

    def call_after(self, call: Callable[[], None]) -> None:
        """Call this when the note that is being written is finished; at once where none is."""
        if self._view.note_editor.note is not None:
            self._on_finished = call
        else:
            call()

    def save(self) -> None:
        """The note in the composer is finished; blanks alone are none."""
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
        """Back to watching, whatever was typed is kept."""
        view, note = self._view, self._close()
        is_new = note is not None and view.session.note_index.get(note.id) is None
        if note is not None and is_new and self._has_no_words(note.text):
            view.session.discard_typed(note)
            self._cancel_still(note.id)
            view.show_with_keys(NOTHING_TYPED)
        else:
            self._store(note, view.session.park)

    def save_finished(self, note: Note) -> None:
        """Keep a finished note that was not typed."""
        self._store(note, self._view.session.save)

    def on_typed(self) -> None:
        """A letter more, or less: it goes to the disk in a moment."""
        if self._timer is None and self._view.note_editor.note is not None:
            self._timer = self._view.set_timer(AUTOSAVE_S, self.autosave)

    def autosave(self) -> None:
        """Send what is typed to the disk."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        note = self._view.note_editor.written()
        if note is not None:
            self._view.session.autosave(note)

    def _has_no_words(self, text: str) -> bool:
        """Whether there is no more than what a key put there: a speaker, the sign of a section."""
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
        """What was written, on the note as it is by now: a colleague may have starred it."""
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
            view.note_list.show_chosen()
