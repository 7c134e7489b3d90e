"""The agenda: stamping its items as they are called."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.agenda import left_over, next_item
from hearingnotes.model.note import Note
from hearingnotes.ui.actions.table import Action

if TYPE_CHECKING:
    from hearingnotes.ui.screens.hearing import HearingScreen

ORDER = 1


def stamp_next(screen: HearingScreen) -> None:
    """A section of this instant: the next item of the agenda; without one, its title is typed."""
    note = screen.desk.capture()
    item = next_item(screen.desk.hearing.agenda, screen.desk.notebook.all())
    if item is not None:
        _stamp(screen, note, item)
    else:
        screen.writing.begin(replace(note, text="# "))


def stamp_other(screen: HearingScreen) -> None:
    """A section of this instant: an item that is chosen from those left over."""
    from hearingnotes.ui.screens.listing import Choice

    note = screen.desk.capture()
    items = left_over(screen.desk.hearing.agenda, screen.desk.notebook.all())
    nothing = "Nothing is left of the agenda; hearingnotes agenda HEARING FILE loads one."
    title = "Which item is called?"
    choice = Choice(title, {str(at): item for at, item in enumerate(items)}, nothing)
    screen.app.push_screen(choice, partial(_stamp_chosen, screen, note, items))


def _stamp_chosen(screen: HearingScreen, note: Note, items: list[str], at: str | None) -> None:
    if at is not None:
        _stamp(screen, note, items[int(at)])


def _stamp(screen: HearingScreen, note: Note, item: str) -> None:
    screen.writing.keep(replace(note, text=f"# {item}"))
    screen.say(f"“{item}” is stamped. u takes it back; I chooses another item.")


ACTIONS = (
    Action("item", "The next item of the agenda is called", ("i",), stamp_next, captures=True),
    Action("other_item", "Another item of the agenda is called", ("I",), stamp_other),
)
