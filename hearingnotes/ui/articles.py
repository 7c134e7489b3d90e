"""The articles of the library: which one is written, and whose notes lie beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hearingnotes.library.hearings import KeptHearing
from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import count
from hearingnotes.opening import new_id
from hearingnotes.ui.drafting import Drafting

if TYPE_CHECKING:
    from hearingnotes.ui.app import HearingnotesApp, Start
    from hearingnotes.ui.screens.draft import DraftScreen


class Articles:
    """Opens articles in the app; `screen` is the one that is open."""

    def __init__(self, app: HearingnotesApp, start: Start) -> None:
        self._app = app
        self._start = start
        self.screen: DraftScreen | None = None

    def choose(self) -> None:
        """Ask which article to go on with; without any, begin one."""
        self._app.run_worker(self._find_drafts, thread=True)

    def _find_drafts(self) -> None:
        with Library(self._start.library.path) as library:
            found = library.drafts.all()
        self._app.call_from_thread(self._ask_for_draft, found)

    def _ask_for_draft(self, found: list[Draft]) -> None:
        from hearingnotes.ui.screens.listing import Choice

        of_id = {draft.id: draft for draft in found}
        lines = {"": "A new one", **{draft.id: _named(draft) for draft in found}}

        def chosen(draft_id: str | None) -> None:
            if draft_id is not None:
                self.open(of_id.get(draft_id))

        if found:
            self._app.push_screen(Choice("Which article?", lines, ""), chosen)
        else:
            self.open(None)

    def open(self, draft: Draft | None) -> None:
        """Show the article; None for a new one, the notes of the open hearing beside it."""
        from hearingnotes.ui.screens.draft import DraftScreen

        start, app = self._start, self._app
        library_path, hearing = start.library.path, app.hearing_screen
        beside = (hearing.desk.hearing.id,) if hearing is not None else ()
        new = Draft(new_id(), datetime.now(UTC), hearing_ids=beside)
        style = start.settings.link_style
        drafting = Drafting(draft or new, app.keeper, style, is_new=draft is None)
        self.screen = DraftScreen(
            drafting, app.keymap, start.settings, library_path, start.roster, hearing
        )
        app.push_screen(self.screen, self._closed)

    def _closed(self, _result: None) -> None:
        self.screen = None

    def choose_hearing(self, screen: DraftScreen) -> None:
        """Ask whose notes are to lie beside the article, or no more."""

        def find() -> None:
            with Library(self._start.library.path) as library:
                everything = library.hearings.all()
            self._app.call_from_thread(self._ask_for_hearing, screen, everything)

        self._app.run_worker(find, thread=True)

    def _ask_for_hearing(self, screen: DraftScreen, everything: list[KeptHearing]) -> None:
        from hearingnotes.ui.screens.listing import Choice

        beside = screen.drafting.draft.hearing_ids
        lines = {
            kept.hearing.id: f"{'✓' if kept.hearing.id in beside else '–'} {kept.hearing.title}"
            f"  ({count(kept.note_count, 'note')})"
            for kept in everything
        }

        def chosen(hearing_id: str | None) -> None:
            if hearing_id is not None:
                screen.lay_beside(hearing_id)

        title = "Whose notes lie beside the article? ✓ is there already"
        self._app.push_screen(Choice(title, lines, "There are no hearings yet."), chosen)


def _named(draft: Draft) -> str:
    headline = one_line(draft.headline) or "An article without a headline"
    return f"{headline}  ({count(len(draft.paragraphs), 'paragraph')})"
