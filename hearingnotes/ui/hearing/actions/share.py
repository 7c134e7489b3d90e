"""Actions that copy, open and export notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hearingnotes.model.note import Note
from hearingnotes.ui.action import Action

if TYPE_CHECKING:
    from hearingnotes.export.document import RenderOptions
    from hearingnotes.model.snapshot import HearingSnapshot
    from hearingnotes.ui.hearing.screen import HearingScreen

UNVERIFIED = "It quotes captions, and nobody has verified that yet."


def _link(note: Note, screen: HearingScreen) -> str:
    from hearingnotes.export.document import note_link

    options = replace(_options(screen), in_full=True)
    link = note_link(note, screen.session.timeline, screen.session.leads, options)
    if not link:
        screen.show_message("This note has no place in a recording, so it has no link yet.")
    return link


def _options(screen: HearingScreen) -> RenderOptions:
    from hearingnotes.export.document import RenderOptions

    return RenderOptions(screen.settings.link_style)


def copy_note(screen: HearingScreen) -> None:
    """Copy the note with its link, as the snippet in the settings says."""
    note = screen.selected_note()
    if note is not None and _link(note, screen):
        snippet, options = screen.settings.snippet, _options(screen)
        snapshot = screen.session.snapshot()
        notice = UNVERIFIED if note.is_unverified_quote else ""
        screen.program.copy(lambda: _filled(snippet, note, snapshot, options), notice)


def _filled(snippet: str, note: Note, snapshot: HearingSnapshot, options: RenderOptions) -> str:
    from hearingnotes.export.document import render_hearing, render_note
    from hearingnotes.export.templates import write_snippet

    entry = render_note(note, snapshot, options)
    # The hearing with this note only: rendering thousands for one would take seconds.
    story = render_hearing(replace(snapshot, notes=(note,)), options)
    return write_snippet(snippet, "settings, snippet", entry=entry, story=story)


def copy_link(screen: HearingScreen) -> None:
    """Copy the link alone."""
    note = screen.selected_note()
    if note is not None and (link := _link(note, screen)):
        screen.program.copy(lambda: link)


def open_link(screen: HearingScreen) -> None:
    """Open the link in the browser."""
    note = screen.selected_note()
    if note is not None and (link := _link(note, screen)):
        if link.startswith(("http://", "https://")):
            screen.program.browse(link)
        else:
            screen.show_with_keys(
                "This recording is a file on this machine; {play_note} plays it from the note."
            )


def export(screen: HearingScreen) -> None:
    """Open the dialogue that writes the notes to a file."""
    from hearingnotes.ui.export.open_dialog import export_screen

    dialog = export_screen(
        screen.session, screen.settings.link_style, screen.last_export, screen.show_outcome
    )
    screen.app.push_screen(dialog, screen.export_closed)


ACTIONS = (
    Action("copy_note", "Copy the note with its link", ("y",), copy_note, footer="copy", rank=9),
    Action("copy_link", "Copy the link", ("Y",), copy_link),
    Action("open_link", "Open the link in the browser", ("o",), open_link),
    Action("export", "Export to a file", ("x",), export, footer="export", rank=7),
)
