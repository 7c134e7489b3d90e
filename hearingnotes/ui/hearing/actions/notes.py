"""Actions that select, change and play notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.labels import named
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.ui.action import Action
from hearingnotes.ui.hearing.actions.review import advance
from hearingnotes.ui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

PAGE = 10
PREVIOUS_GRACE_S = 2.0
EDIT_UNDONE = "Undone: the edit that was put aside, {which}. {redo} brings it back."
EDIT_REDONE = "Done again: the edit is put aside, {which}. {edit} goes on with it."
LIES_ELSEWHERE = (
    "This note lies in another recording than the one that plays; {open_link} opens its link."
)


def select(steps: int, screen: HearingScreen) -> None:
    """Move the selection by this many notes, up where negative."""
    screen.select_by(steps)


def play(screen: HearingScreen) -> None:
    """Play from the selected note."""
    note = screen.selected_note()
    if note is not None and screen.archive_pass is not None:
        screen.archive_pass.play(note)
    elif note is not None:
        _play(note, screen)


def play_neighbour(step: int, screen: HearingScreen) -> None:
    """Play from the note after (1) or before (-1) the second that is playing."""
    if screen.archive_pass is not None:
        advance(step, screen)
        return
    now_s = screen.session.second_s()
    if now_s is None:
        return
    place_note = screen.session.current_place
    edge_s = now_s - PREVIOUS_GRACE_S if step < 0 else now_s
    placed = [
        (place, note) for note in screen.session.note_index.shown if (place := place_note(note))
    ]
    ahead = [pair for pair in placed if (pair[0].second_s - edge_s) * step > 0]
    if ahead:
        pick = min if step > 0 else max
        _play(pick(ahead, key=lambda pair: pair[0].second_s)[1], screen)
    else:
        screen.show_message(
            "There is no note further on." if step > 0 else "There is no note before this."
        )


def _play(note: Note, screen: HearingScreen) -> None:
    place = screen.session.current_place(note)
    if place is None and screen.session.timeline.place_note(note) is not None:
        screen.show_with_keys(LIES_ELSEWHERE)
        return
    if place is None:
        screen.show_message(
            "This note has no place in the recording: only its time of day is known."
        )
        return
    screen.select(note.id)
    screen.session.go_to(place.second_s)
    screen.session.player.set_paused(False)


def edit(screen: HearingScreen) -> None:
    """Open the text of the selected note in the note editor."""
    note = screen.selected_note()
    if note is not None:
        screen.note_entry.open(screen.session.to_edit(note))


def nudge(seconds: float, screen: HearingScreen) -> None:
    """Move the selected note by so many seconds; its moment stays."""
    note = screen.selected_note()
    if note is None:
        return
    place = screen.session.timeline.place_note(note)
    if place is None:
        screen.show_message("This note has no place in the recording that could be moved.")
    elif place.second_s + seconds >= 0:
        screen.change("nudge", replace(note, nudge_s=note.nudge_s + seconds))


def set_to_now(screen: HearingScreen) -> None:
    """Give the selected note the moment of this instant, even if the change waits for an undo."""
    moment = screen.session.player.moment()
    note = screen.selected_note()
    if note is None:
        return
    if moment.position_s is None:
        screen.show_message("Nothing is playing, so there is no second to set the note to.")
    else:
        screen.undo_queue.do_in_order(partial(_set_to, screen, note.id, moment))


def _set_to(screen: HearingScreen, note_id: str, moment: Moment) -> None:
    note = screen.session.note_index.get(note_id)
    if note is None:
        screen.show_message("The note is no longer there, so it was not set to this moment.")
        return
    screen.select(note_id)  # an undo may have selected another one
    screen.change("move", replace(note, moment=moment, nudge_s=0.0))


def star(screen: HearingScreen) -> None:
    """Star the selected note, or remove its star."""
    note = screen.selected_note()
    if note is not None:
        screen.change("star", replace(note, starred=not note.starred))


def verify(screen: HearingScreen) -> None:
    """Mark the selected note as verified, or no longer."""
    note = screen.selected_note()
    if note is not None:
        screen.change("verify", replace(note, verified=not note.verified))
        if screen.archive_pass is not None and not note.verified:
            advance(1, screen)


def delete(screen: HearingScreen) -> None:
    """Delete the selected note; undo restores it."""
    note = screen.selected_note()
    if note is not None:
        screen.delete(note)


def undo(screen: HearingScreen) -> None:
    """Undo the latest change, which may be words that were put aside."""
    note = screen.session.undo_put_aside()
    if note is None:
        screen.run_undo(screen.session.writer.undo)
        return
    screen.show_notes(screen.session.note_index.index_of(note.id))
    screen.show_with_keys(EDIT_UNDONE, which=named(note, screen.session.timeline))


def redo(screen: HearingScreen) -> None:
    """Redo the change that was undone last."""
    note = screen.session.redo_put_aside()
    if note is None:
        screen.run_undo(screen.session.writer.redo)
        return
    screen.show_notes(screen.session.note_index.index_of(note.id))
    screen.show_with_keys(EDIT_REDONE, which=named(note, screen.session.timeline))


def search(screen: HearingScreen) -> None:
    """Ask for words, and show only the notes that contain them."""
    label = "Show notes with these words (Enter keeps them, Esc shows all)"
    screen.filter("")
    screen.ask(PromptRequest(label, screen.filter, screen.filter))


def search_all(screen: HearingScreen) -> None:
    """Show the search over all hearings."""
    screen.program.search_all()


def stop(screen: HearingScreen) -> None:
    """Stop the latest running task; without one, show all notes again."""
    running_tasks = screen.status_controller.running_tasks
    if running_tasks.latest is not None:
        screen.show_message(running_tasks.stop())
    else:
        screen.filter("")
    screen.show_state()


ACTIONS = (
    Action("up", "The note above", ("up", "k"), partial(select, -1)),
    Action("down", "The note below", ("down", "j"), partial(select, 1)),
    Action("page_up", "Ten notes up", ("pageup",), partial(select, -PAGE)),
    Action("page_down", "Ten notes down", ("pagedown",), partial(select, PAGE)),
    Action("first", "The first note", ("home",), partial(select, -(10**9))),
    Action("last", "The last note", ("end",), partial(select, 10**9)),
    Action("play_note", "Play from the note", ("p",), play, footer="play note", rank=8),
    Action("previous_note", "Play from the note before", (",",), partial(play_neighbour, -1)),
    Action("next_note", "Play from the next note", (".",), partial(play_neighbour, 1)),
    Action(
        "edit", "Change the note's text", ("e",), edit, footer="edit", rank=6, changes_notes=True
    ),
    Action(
        "nudge_back",
        "Move the note back 1 second",
        ("[",),
        partial(nudge, -1.0),
        changes_notes=True,
    ),
    Action(
        "nudge_on", "Move the note on 1 second", ("]",), partial(nudge, 1.0), changes_notes=True
    ),
    Action("set_to_now", "Set the note to this moment", ("t",), set_to_now),
    Action("star", "Star the note", ("*",), star, changes_notes=True),
    Action("verify", "Mark the note as verified", ("v",), verify, changes_notes=True),
    Action("delete", "Delete the note", ("d", "delete"), delete, changes_notes=True),
    Action("undo", "Undo", ("u",), undo, footer="undo", rank=7),
    Action("redo", "Redo", ("ctrl+r",), redo),
    Action("search", "Show only notes with these words", ("/",), search, footer="find", rank=10),
    Action("stop", "Stop what is under way, or show all notes again", ("escape",), stop),
    Action("search_all", "Find notes in all hearings", ("S", "f6"), search_all),
)
