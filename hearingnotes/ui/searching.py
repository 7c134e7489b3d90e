"""Searching all hearings from the app, and going where a note was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.opening import open_kept

if TYPE_CHECKING:
    from hearingnotes.ui.app import HearingnotesApp, Start
    from hearingnotes.ui.screens.search import Hit


class Searching:
    """Shows the screen of search, and takes its answer."""

    def __init__(self, app: HearingnotesApp, start: Start) -> None:
        self._app = app
        self._start = start

    def show(self) -> None:
        """Ask what to look for."""
        from hearingnotes.ui.screens.search import SearchScreen

        start, app = self._start, self._app

        def copy(text: str) -> None:
            app.copy(lambda: text)

        style = start.settings.link_style
        screen = SearchScreen(start.library.path, start.roster, style, copy)
        app.push_screen(screen, self._found)

    def _found(self, hit: Hit | None) -> None:
        """Play the note: here, or in its own hearing."""
        if hit is None:
            return
        hearing = self._app.hearing_screen
        if hearing is None or hearing.desk.hearing.id != hit.note.hearing_id:
            at_s = hit.place.second_s if hit.place is not None else None
            hearing = self._app.change_hearing(open_kept(hit.kept, at_s))
        elif hit.place is not None:
            hearing.playing.play_from(hit.note)
        if hearing is not None:
            self._app.call_after_refresh(hearing.choose, hit.note.id)
