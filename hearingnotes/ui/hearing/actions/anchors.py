"""Actions on anchors: saying where in the recording a moment lies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.errors import HearingnotesError
from hearingnotes.ids import new_id
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.anchor_effect import describe_effect, for_note, with_anchor
from hearingnotes.model.labels import clock, margin, second
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.references import read_typed_second, usual_recording
from hearingnotes.ui.action import Action
from hearingnotes.ui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

IS_SET = "The anchor is set; {undo} takes it back, and so does the list of anchors ({anchors})."


def anchor_note(screen: HearingScreen) -> None:
    """Ask where the selected note's moment lies."""
    note = screen.selected_note()
    if note is not None:
        _ask(screen, note.moment, note)


def anchor_now(screen: HearingScreen) -> None:
    """Ask where the present moment lies."""
    _ask(screen, screen.session.moment(), None)


def list_anchors(screen: HearingScreen) -> None:
    """Show the anchors of the hearing, one of which can be removed."""
    from hearingnotes.ui.dialogs.anchors import AnchorsScreen

    screen.app.push_screen(AnchorsScreen(screen.session, screen.keymap), screen.anchor_removed)


def _ask(screen: HearingScreen, moment: Moment, note: Note | None) -> None:
    if not screen.session.recordings:
        screen.show_message(
            "There is no recording to point into yet; hearingnotes recording add adds one."
        )
        return
    place = screen.session.timeline.place(moment)
    shown = f"{second(place)} {margin(place)}" if place else f"{clock(moment)} by the clock"
    what = f"The note of {shown}" if note is not None else f"This moment, {shown},"
    label = f"{what} is at (1:23:45, or a link with a time)"
    screen.ask(PromptRequest(label, partial(_answer, screen, moment, note)))


def _answer(screen: HearingScreen, moment: Moment, note: Note | None, text: str) -> str:
    session = screen.session
    place = (
        session.timeline.place_note(note) if note is not None else session.timeline.place(moment)
    )
    usual = usual_recording(session.recordings, moment, place)
    try:
        recording, second_s = read_typed_second(text, session.recordings, usual)
    except HearingnotesError as error:
        return str(error).removesuffix(".")
    anchor = Anchor(new_id(), session.hearing.id, moment, recording.id, second_s)
    anchor = for_note(anchor, note) if note is not None else anchor
    notes = session.note_index.all()
    changes = describe_effect(notes, session.timeline, with_anchor(session.timeline, notes, anchor))
    label = f"Enter {changes}; Esc does not"
    screen.ask(PromptRequest(label, partial(_set, screen, anchor), confirms=True))
    return ""


def _set(screen: HearingScreen, anchor: Anchor, _text: str) -> str:
    screen.session.set_anchor(anchor)
    screen.show_all()
    screen.show_with_keys(IS_SET)
    return ""


ACTIONS = (
    Action("anchor", "Say where the note lies in the recording (an anchor)", ("a",), anchor_note),
    Action("anchor_now", "Say where this moment lies in the recording", ("A",), anchor_now),
    Action("anchors", "The anchors of this hearing", ("f7",), list_anchors),
)
