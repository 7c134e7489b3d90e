"""Actions on the agenda: stamping its items as they are called."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.agenda import called, next_item
from hearingnotes.model.note import Note
from hearingnotes.ui.action import Action

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

ALL_STAMPED = "all of the agenda is stamped; type a section, or {park}"
STAMPED = "“{item}” is stamped. {undo} takes it back; {other_item} chooses another item."


def stamp_next(screen: HearingScreen) -> None:
    """Capture a section with the next item of the agenda; without one, have its title typed."""
    note = screen.session.capture()
    item = next_item(screen.session.hearing.agenda, screen.session.note_index.all())
    if item is not None:
        _stamp(screen, note, item)
        return
    screen.note_entry.open(replace(note, text="# "))
    if screen.session.hearing.agenda:
        screen.status_controller.show_notice(screen.keymap.format_keys(ALL_STAMPED))


def stamp_other(screen: HearingScreen) -> None:
    """Capture a section with an item that the person selects, also one called before."""
    from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog

    note = screen.session.capture()
    agenda = screen.session.hearing.agenda
    done = called(agenda, screen.session.note_index.all())
    # Uncalled items first: one of them is nearly always meant.
    ordered = sorted(range(len(agenda)), key=lambda at: at in done)
    items = [agenda[at] for at in ordered]
    lines = {str(n): f"{'✓ ' if at in done else ''}{agenda[at]}" for n, at in enumerate(ordered)}
    nothing = "There is no agenda yet; hearingnotes agenda HEARING FILE loads one."
    choice = ChoiceDialog("Which item is called? ✓ is stamped already", lines, nothing)
    screen.app.push_screen(choice, partial(_stamp_selected, screen, note, items))


def _stamp_selected(screen: HearingScreen, note: Note, items: list[str], at: str | None) -> None:
    if at is not None:
        _stamp(screen, note, items[int(at)])
    else:
        screen.picture_controller.cancel(note.id)


def _stamp(screen: HearingScreen, note: Note, item: str) -> None:
    screen.note_entry.save_finished(replace(note, text=f"# {item}"))
    screen.show_with_keys(STAMPED, item=item)


ACTIONS = (
    Action("item", "The next item of the agenda is called", ("i",), stamp_next, captures=True),
    Action("other_item", "Another item of the agenda is called", ("I",), stamp_other),
)
