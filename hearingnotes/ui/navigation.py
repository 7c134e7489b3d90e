"""The articles of the library: which one is written, and whose notes lie beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.ids import new_id
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.open_hearing import open_stored
from hearingnotes.session.draft_session import DraftSession
from hearingnotes.ui.read_library import read_library

if TYPE_CHECKING:
    from hearingnotes.ui.app import AppConfig, HearingnotesApp
    from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog
    from hearingnotes.ui.draft.screen import DraftScreen
    from hearingnotes.ui.hearing.screen import HearingScreen
    from hearingnotes.ui.search.screen import Hit


BESIDE = "Whose notes lie beside the article? ✓ is there already"


class DraftNavigator:
    """Opens articles in the app; `screen` is the one that is open."""

    def __init__(self, app: HearingnotesApp, start: AppConfig) -> None:
        self._app = app
        self._start = start
        self.screen: DraftScreen | None = None
        self._is_choosing = False

    def select_draft(self) -> None:
        """Ask which article to go on with; without any, begin one."""
        from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog

        if self._is_choosing or self.screen is not None:
            return  # the key was pressed twice before anything was to be seen
        self._is_choosing = True
        found: dict[str, Draft] = {}

        def chosen(draft_id: str | None) -> None:
            self._is_choosing = False
            if draft_id is not None:
                self.open(found.get(draft_id))

        choice = ChoiceDialog("Which article?", {})
        self._app.push_screen(choice, chosen)
        path = self._start.library.path
        read_library(choice, path, _all_drafts, partial(self._fill_drafts, choice, found))

    def _fill_drafts(
        self, choice: ChoiceDialog, found: dict[str, Draft], drafts: list[Draft] | None
    ) -> None:
        if drafts is None or not choice.is_current:
            return
        found.update((draft.id, draft) for draft in drafts)
        if drafts:
            choice.fill({"": "A new one", **{draft.id: _named(draft) for draft in drafts}}, "")
        else:
            choice.close_with("")

    def open(self, draft: Draft | None) -> None:
        """Show the article; None for a new one, the notes of the open hearing beside it."""
        start, app = self._start, self._app
        hearing = app.hearing_screen
        beside = (hearing.session.hearing.id,) if hearing is not None else ()
        new = Draft(new_id(), datetime.now(UTC), hearing_ids=beside)
        style = start.settings.link_style
        self._show(DraftSession(draft or new, app.writer, style, is_new=draft is None))

    def _show(self, draft_session: DraftSession) -> None:
        from hearingnotes.ui.draft.screen import DraftScreen

        start, app = self._start, self._app
        library_path, hearing = start.library.path, app.hearing_screen
        self.screen = DraftScreen(
            draft_session, app.keymap, start.settings, library_path, start.roster, hearing
        )

        def closed(comes_back: bool | None) -> None:
            self.screen = None
            if comes_back and hearing is not None:
                hearing.writing.call_after(partial(self._show, draft_session))

        app.push_screen(self.screen, closed)

    def select_hearing(self, screen: DraftScreen) -> None:
        """Ask whose notes are to lie beside the article, or no more."""
        from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog

        def chosen(hearing_id: str | None) -> None:
            if hearing_id is not None:
                screen.lay_beside(hearing_id)

        choice = ChoiceDialog(BESIDE, {})
        self._app.push_screen(choice, chosen)
        beside = screen.draft_session.draft.hearing_ids
        path = self._start.library.path
        read_library(choice, path, _all_hearings, partial(_fill_hearings, choice, beside))


def _fill_hearings(
    choice: ChoiceDialog, beside: tuple[str, ...], everything: list[StoredHearing] | None
) -> None:
    if everything is None or not choice.is_current:
        return
    lines = {
        stored.hearing.id: f"{'✓' if stored.hearing.id in beside else '–'} {stored.hearing.title}"
        f"  ({count(stored.note_count, 'note')})"
        for stored in everything
    }
    choice.fill(lines, "There are no hearings yet.")


def _all_drafts(library: Library) -> list[Draft]:
    return library.drafts.all()


def _all_hearings(library: Library) -> list[StoredHearing]:
    return library.hearings.all()


def _named(draft: Draft) -> str:
    headline = one_line(draft.headline) or "An article without a headline"
    return f"{headline}  ({count(len(draft.paragraphs), 'paragraph')})"


class SearchNavigator:
    """Shows the screen of search, and takes its answer."""

    def __init__(self, app: HearingnotesApp, start: AppConfig) -> None:
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
            hearing.playback.play_from(hit.note)
        else:
            at = (hit.place.second_s, hit.place.recording_id) if hit.place is not None else ()
            hearing = self._app.change_hearing(open_stored(hit.stored, *at))
        if hearing is not None:
            self._app.call_after_refresh(hearing.select, hit.note.id)


def _is_on(hearing: HearingScreen, hit: Hit) -> bool:
    """Whether the note can be played as it is: it lies on what plays there, or nowhere."""
    if hearing.session.hearing.id != hit.note.hearing_id:
        return False
    return hit.place is None or hearing.session.current_place(hit.note) is not None
