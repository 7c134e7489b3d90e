"""The navigation between screens: a hearing, over it an article, a search or a list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from hearingnotes.errors import HearingnotesError
from hearingnotes.ids import new_id
from hearingnotes.library.events import LibraryEvent
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.library.writer import LibraryWriter, SaveBlocked
from hearingnotes.model.draft import Draft
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.open_hearing import OpenRequest, open_reference, open_stored
from hearingnotes.session.draft_session import DraftSession
from hearingnotes.session.hearing_session import HearingSession
from hearingnotes.session.media_loader import MediaLoader
from hearingnotes.session.playback import Playback
from hearingnotes.ui import messages
from hearingnotes.ui.hearing.screen import HearingScreen
from hearingnotes.ui.read_library import read_library

if TYPE_CHECKING:
    from textual.app import App

    from hearingnotes.config.state import StateStore
    from hearingnotes.session.start import AppConfig
    from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog
    from hearingnotes.ui.draft.screen import DraftScreen
    from hearingnotes.ui.keymap import Keymap
    from hearingnotes.ui.library.screen import LibraryScreen
    from hearingnotes.ui.search.screen import Hit


WATCH_S = 0.5
MOST_PROBLEMS = 1
DOCTOR_TELLS = "hearingnotes doctor tells them all."
BESIDE = "Whose notes lie beside the article? ✓ is there already"


class Navigator:
    """Opens and closes the screens of the app, and owns the writer that they share.

    `hearing` and `draft` are the open screens, if any.
    """

    def __init__(
        self, app: App[None], config: AppConfig, keymap: Keymap, state_store: StateStore
    ) -> None:
        self._app = app
        self._config = config
        self._keymap = keymap
        self._state_store = state_store
        self.problems = [*config.problems]
        """Sentences for the person; the first is shown when a hearing opens."""
        self._writer: LibraryWriter | None = None
        self.hearing: HearingScreen | None = None
        self.draft: DraftScreen | None = None
        self._is_selecting = False
        self._shown_waiting: tuple[SaveBlocked, HearingScreen | None, DraftScreen | None]
        self._shown_waiting = SaveBlocked(), None, None

    @property
    def writer(self) -> LibraryWriter:
        """The library writer; it exists once a hearing or an article is open."""
        assert self._writer is not None
        return self._writer

    @property
    def is_writing(self) -> bool:
        """Whether there is a library writer."""
        return self._writer is not None

    def start(self) -> None:
        """Open the hearing or article named at the start, or the list of hearings with the
        problems."""
        config = self._config
        if config.opening is not None:
            self.open_hearing(config.opening)
        elif config.draft is not None:
            self._writer = self._open_writer()
            if self._writer is not None:
                self._writer.start()
                self.open_draft(config.draft)
        else:
            from hearingnotes.ui.library.screen import LibraryScreen

            everything = config.library.hearings.all()
            self._app.push_screen(LibraryScreen(everything, self.problems))

    # --- the writer ---

    def _open_writer(self) -> LibraryWriter | None:
        """Lock the library and return its writer.

        Where the library can't be written, end the program and return None.
        """
        library = self._config.library
        try:
            library.check_writable()
            library.hold()
        except HearingnotesError as error:
            self._app.exit(return_code=1, message=str(error))
            return None
        self._app.set_interval(WATCH_S, self._watch_saving)
        return LibraryWriter(library, self._report)

    def _report(self, event: LibraryEvent) -> None:
        """Send an event to the screens, which know what concerns them. On the writer's thread."""
        for screen in (self.hearing, self.draft):
            if screen is not None and self._app.is_running:
                with suppress(RuntimeError):  # the screen may close at this very moment
                    screen.post_message(messages.LibraryReported(event))

    def _watch_saving(self) -> None:
        """Show what is not saved. This polls: a thread that hangs can't report that it does."""
        hearing, draft, waiting = self.hearing, self.draft, self.writer.waiting()
        known, self._shown_waiting = self._shown_waiting, (waiting, hearing, draft)
        if known == self._shown_waiting or not (waiting.why or known[0].why):
            return
        if hearing is not None:
            hearing.library_events.on_save_blocked(waiting)
        if draft is not None:
            draft.on_save_blocked(waiting)

    # --- a hearing ---

    def open_typed(self, text: str, screen: LibraryScreen) -> None:
        """Open the hearing that a link or a file names, or show on `screen` why it can't be."""
        try:
            opening = open_reference(self._config.library, text)
        except HearingnotesError as error:
            screen.show_error(str(error))
        else:
            self.open_hearing(opening)

    def open_hearing(self, opening: OpenRequest) -> None:
        """Show a hearing, and the first of the problems."""
        if self.hearing is not None:
            return  # a double Enter
        library, config = self._config.library, self._config
        # The writer exists before the notes are read, so that later ones are reported.
        is_first = self._writer is None
        self._writer = self._writer or self._open_writer()
        if self._writer is None:
            return
        notes = self._writer.notes_of(opening.hearing.id)
        orphaned = self._writer.orphaned(opening.hearing.id)
        anchors = library.anchors.of_hearing(opening.hearing.id)
        session = HearingSession(opening, self._writer, notes, anchors, orphaned, config.roster)
        playback = Playback(
            session, opening, partial(MediaLoader, config.player_options), self._keymap.format_keys
        )
        screen = HearingScreen(session, playback, self._keymap, config.settings, self._state_store)
        self.hearing = screen
        if is_first:
            self._writer.start()
        # Pushed, not switched: the list below is not built again.
        self._app.push_screen(screen)
        mirror = config.mirror
        if mirror is not None and (is_first or mirror.is_for_each):
            screen.mirror_controller.start(mirror)
        if sentences := [*_in_short(self.problems), *filter(None, [opening.notice])]:
            screen.show_message(" ".join(sentences), error=True)

    def change_hearing(self, opening: OpenRequest) -> HearingScreen | None:
        """Close the open hearing and open another. Return its screen, or None where that failed."""
        screen, self.hearing = self.hearing, None
        if screen is not None:
            screen.close_hearing()
            screen.playback.close()
            screen.mirror_controller.close(limit_s=0.0)
            screen.picture_controller.close(limit_s=0.0)
            self._app.pop_screen()
        self.open_hearing(opening)
        return self.hearing

    # --- an article ---

    def select_draft(self) -> None:
        """Let the person select an article; start a new one where there is none."""
        from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog

        if self._is_selecting or self.draft is not None:
            return  # the key was pressed twice before the list was shown
        self._is_selecting = True
        found: dict[str, Draft] = {}

        def selected(draft_id: str | None) -> None:
            self._is_selecting = False
            if draft_id is not None:
                self.open_draft(found.get(draft_id))

        choice = ChoiceDialog("Which article?", {})
        self._app.push_screen(choice, selected)
        path = self._config.library.path
        read_library(choice, path, _all_drafts, partial(_fill_drafts, choice, found))

    def open_draft(self, draft: Draft | None) -> None:
        """Show the article; None for a new one with the notes of the open hearing beside it."""
        hearing, style = self.hearing, self._config.settings.link_style
        beside = (hearing.session.hearing.id,) if hearing is not None else ()
        new = Draft(new_id(), datetime.now(UTC), hearing_ids=beside)
        self._show_draft(DraftSession(draft or new, self.writer, style, is_new=draft is None))

    def _show_draft(self, draft_session: DraftSession) -> None:
        from hearingnotes.ui.draft.screen import DraftScreen

        config, hearing = self._config, self.hearing
        self.draft = DraftScreen(
            draft_session,
            self._keymap,
            config.settings,
            config.library.path,
            config.roster,
            hearing,
            self._state_store,
        )

        def closed(comes_back: bool | None) -> None:
            self.draft = None
            if comes_back and hearing is not None:
                hearing.note_entry.call_after(partial(self._show_draft, draft_session))

        self._app.push_screen(self.draft, closed)

    def select_hearing(self, ticked: Collection[str], select: Callable[[str], None]) -> None:
        """Let the person select a hearing of the library; `select` gets its id.

        Hearings of the `ticked` ids have a tick.
        """
        from hearingnotes.ui.dialogs.list_dialog import ChoiceDialog

        def selected(hearing_id: str | None) -> None:
            if hearing_id is not None:
                select(hearing_id)

        choice = ChoiceDialog(BESIDE, {})
        self._app.push_screen(choice, selected)
        path = self._config.library.path
        read_library(choice, path, _all_hearings, partial(_fill_hearings, choice, ticked))

    # --- the search over all hearings ---

    def search_all(self, copy: Callable[[Callable[[], str]], Any]) -> None:
        """Show the search over all hearings; `copy` puts a text on the clipboard."""
        from hearingnotes.ui.search.screen import SearchScreen

        config = self._config
        screen = SearchScreen(
            config.library.path,
            config.roster,
            config.settings.link_style,
            lambda text: copy(lambda: text),
        )
        self._app.push_screen(screen, self._on_hit_selected)

    def _on_hit_selected(self, hit: Hit | None) -> None:
        """Play the note that was found: here, or in its own hearing."""
        if hit is None:
            return
        hearing = self.hearing
        if hearing is not None and _is_on(hearing, hit):
            hearing.playback.play_from(hit.note)
        else:
            at = (hit.place.second_s, hit.place.recording_id) if hit.place is not None else ()
            hearing = self.change_hearing(open_stored(hit.stored, *at))
        if hearing is not None:
            self._app.call_after_refresh(hearing.select, hit.note.id)


def _in_short(problems: list[str]) -> list[str]:
    """Return the first problem, and how many more there are: there is no space for many."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = count(len(problems) - 1, "more problem")
    return [problems[0], f"There {'is' if len(problems) == 2 else 'are'} {more}; {DOCTOR_TELLS}"]


def _fill_drafts(choice: ChoiceDialog, found: dict[str, Draft], drafts: list[Draft] | None) -> None:
    if drafts is None or not choice.is_current:
        return
    found.update((draft.id, draft) for draft in drafts)
    if drafts:
        choice.fill({"": "A new one", **{draft.id: _named(draft) for draft in drafts}}, "")
    else:
        choice.close_with("")


def _fill_hearings(
    choice: ChoiceDialog, ticked: Collection[str], everything: list[StoredHearing] | None
) -> None:
    if everything is None or not choice.is_current:
        return
    lines = {
        stored.hearing.id: f"{'✓' if stored.hearing.id in ticked else '–'} {stored.hearing.title}"
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


def _is_on(hearing: HearingScreen, hit: Hit) -> bool:
    """Return whether the note can be played there: it lies on what plays, or nowhere."""
    if hearing.session.hearing.id != hit.note.hearing_id:
        return False
    return hit.place is None or hearing.session.current_place(hit.note) is not None
