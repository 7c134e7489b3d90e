"""Finding words in the captions, and playing from there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hearingnotes.model.captions import Captions
from hearingnotes.ui.widgets.prompt import Question

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.caption_pane import CaptionPane
    from hearingnotes.ui.hearing.screen import HearingScreen

FIND = "Find in the captions: ↑ ↓ choose, Enter plays from there"
NOT_FOUND = "No caption has these words."


class CaptionFinding:
    """What is looked for in the captions of one screen; `is_open` while it is."""

    def __init__(self, screen: HearingScreen, pane: CaptionPane) -> None:
        self._screen = screen
        self._pane = pane
        self._captions = Captions()
        self._words = ""
        self.is_open = False

    def took(self, captions: Captions) -> None:
        """The captions are these now; what is looked for is looked for in them."""
        self._captions = captions
        self._look_for(self._words)

    def begin(self) -> None:
        """Ask for words, and play from a caption that has them."""
        self.is_open = True
        self._screen.panes.lay_out()
        self._screen.ask(
            Question(
                FIND,
                self._chose,
                each=self._look_for,
                let_go=self._end,
                move=self._pane.choose_by,
                text=self._words,
            )
        )
        # Behind the new layout, which is what tells how many there is room for.
        self._screen.call_after_refresh(self._look_for, self._words)

    def _look_for(self, words: str) -> None:
        if not self.is_open:
            return
        self._words = words.strip()
        found = self._captions.find(words) if self._words else range(len(self._captions))
        self._pane.empty_text = "" if found else NOT_FOUND
        self._pane.show(found, self._next(found))

    def _next(self, found: Sequence[int]) -> int | None:
        """The first that is still to be said; without words, what is being said."""
        now = self._captions.at(self._screen.captioning.second_s() or 0.0) or 0
        at = bisect_left(found, now + 1 if self._words else now)
        return found[at if at < len(found) else 0] if found else None

    def _chose(self, words: str) -> str:
        if words.strip() != self._words:
            self._look_for(words)  # Enter came right behind a letter
        chosen = self._pane.chosen
        if chosen is None:
            return f"{NOT_FOUND} Other words, or Esc"
        self._screen.captioning.play_from(chosen)
        self._end()
        return ""

    def _end(self) -> None:
        self.is_open = False
        self._pane.empty_text = ""
        self._pane.show(None)
        self._screen.panes.lay_out()
