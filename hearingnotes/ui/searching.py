"""Searching all hearings from the app, and going where a note was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.services.open_hearing import open_kept

if TYPE_CHECKING:
    from hearingnotes.ui.app import HearingnotesApp, Start
    from hearingnotes.ui.hearing.screen import HearingScreen
    from hearingnotes.ui.search.screen import Hit


class Searching:
    """Shows the screen of search, and takes its answer."""

    def __init__(self, app: HearingnotesApp, start: Start) -> None:
        self._app = app
        self._start = start

    def show(self) -> None:
        """Ask what to look for."""
        from hearingnotes.ui.search.screen import SearchScreen

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
        if hearing is not None and _is_on(hearing, hit):
            hearing.playing.play_from(hit.note)
        else:
            at = (hit.place.second_s, hit.place.recording_id) if hit.place is not None else ()
            hearing = self._app.change_hearing(open_kept(hit.kept, *at))
        if hearing is not None:
            self._app.call_after_refresh(hearing.choose, hit.note.id)


def _is_on(hearing: HearingScreen, hit: Hit) -> bool:
    """Whether the note can be played as it is: it lies on what plays there, or nowhere."""
    if hearing.desk.hearing.id != hit.note.hearing_id:
        return False
    return hit.place is None or hearing.desk.heard_place(hit.note) is not None
