"""Captions on the screen of a hearing: shown beside the notes, followed, searched, quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hearingnotes.model.captions import Captions
from hearingnotes.model.note import Note
from hearingnotes.model.quoting import Quote, quote
from hearingnotes.ui.widgets.ask_line import Question
from hearingnotes.ui.widgets.caption_line import CaptionLine
from hearingnotes.ui.widgets.caption_pane import CaptionPane

if TYPE_CHECKING:
    from hearingnotes.media.caption_search import Track
    from hearingnotes.ui.screens.hearing import HearingScreen

ROOM_COLUMNS = 120
ROOM_ROWS = 16
LINGER_S = 3.0
QUOTE_SIGN = "> "
STOPPED = "Stopped; c asks for the captions again."
NO_CAPTIONS = "This recording has no captions."
NOTHING_SAID = "The captions have nothing of the last 15 seconds."
FIND = "Find in the captions: ↑ ↓ choose, Enter plays from there"
NOT_FOUND = "No caption has these words."


class Captioning:
    """The captions of what plays on one screen, if there are any."""

    def __init__(self, screen: HearingScreen, *, is_wanted: bool) -> None:
        self._screen = screen
        self._is_wanted = is_wanted
        self._is_finding = False
        self._was_stopped = False
        self._words = ""
        self.captions = Captions()
        self.pane = CaptionPane()
        self.line = CaptionLine()
        self.pane.display = self.line.display = False

    def took(self, track: Track) -> str:
        """There are captions; what there is to say of that."""
        self.captions = track.captions
        self.pane.take(self.captions)
        self.lay_out()
        return f"There are captions ({track.origin}): Q quotes them, W finds words, c hides them."

    def stop_finding(self) -> str:
        """The person does not want to wait for them."""
        self._was_stopped = True
        self._screen.playing.stop_finding_captions()
        return STOPPED

    def lay_out(self) -> None:
        """Show them where there is room; while they are searched, in place of the notes if need
        be."""
        columns, rows = self._screen.size
        is_shown = bool(len(self.captions)) and self._is_wanted
        is_wide = columns >= ROOM_COLUMNS
        self.pane.display = self._is_finding or (is_shown and is_wide)
        self.line.display = is_shown and not is_wide and rows >= ROOM_ROWS
        self._screen.note_list.display = is_wide or not self._is_finding
        self._screen.set_class(not is_wide, "-narrow")

    def tick(self) -> None:
        """A quarter of a second has gone by."""
        if not (self.pane.display or self.line.display):
            return
        second_s = self._screen.desk.second_s()
        said = self._said(second_s) if second_s is not None else None
        if self.pane.display:
            self.pane.follow(said)
        if self.line.display:
            self.line.show(self.captions[said] if said is not None else None, second_s or 0.0)

    def _said(self, second_s: float) -> int | None:
        """Which is being said, or has just been."""
        index = self.captions.at(second_s)
        is_over = index is not None and second_s > self.captions[index].end_s + LINGER_S
        return None if is_over else index

    def toggle(self) -> None:
        """Show them, or not; that is remembered."""
        if self._was_stopped:
            self._was_stopped = False
            self._screen.playing.find_captions()
            return
        if not len(self.captions):
            self._screen.say(NO_CAPTIONS)
            return
        self._is_wanted = not self._is_wanted
        self._screen.program.remember(captions=self._is_wanted)
        self.lay_out()
        self.tick()

    # --- playing from them ---

    def play_from(self, index: int) -> None:
        """Play from where this one begins."""
        self._screen.desk.go_to(self.captions[index].begin_s)
        self._screen.desk.player.set_paused(False)

    def find(self) -> None:
        """Ask for words, and play from a caption that has them."""
        if not len(self.captions):
            self._screen.say(NO_CAPTIONS)
            return
        self._is_finding = True
        self.lay_out()
        self._screen.ask(
            Question(
                FIND,
                self._chose,
                each=self._look_for,
                let_go=self._end_finding,
                move=self.pane.choose_by,
                text=self._words,
            )
        )
        # Behind the new layout, which is what tells how many there is room for.
        self._screen.call_after_refresh(self._look_for, self._words)

    def _look_for(self, words: str) -> None:
        if not self._is_finding:
            return
        self._words = words.strip()
        found = self.captions.find(words) if self._words else range(len(self.captions))
        self.pane.empty_text = "" if found else NOT_FOUND
        self.pane.show(found, self._next(found))

    def _next(self, found: Sequence[int]) -> int | None:
        """The first that is still to be said; without words, what is being said."""
        now = self.captions.at(self._screen.desk.second_s() or 0.0) or 0
        ahead = (index for index in found if index > now or (not self._words and index == now))
        return next(ahead, found[0] if found else None)

    def _chose(self, words: str) -> str:
        if words.strip() != self._words:
            self._look_for(words)  # Enter came right behind a letter
        chosen = self.pane.chosen
        if chosen is None:
            return f"{NOT_FOUND} Other words, or Esc"
        self.play_from(chosen)
        self._end_finding()
        return ""

    def _end_finding(self) -> None:
        self._is_finding = False
        self.pane.empty_text = ""
        self.pane.show(None)
        self.lay_out()

    # --- quoting ---

    def capture(self) -> Note:
        """A note of this very instant, with what was said last. Its link opens where that begins:
        the moment stays that of the key."""
        note = self._screen.desk.capture(QUOTE_SIGN)
        place = self._screen.desk.timeline.place(note.moment)
        said = quote(self.captions, place.second_s) if place is not None else None
        if place is None or said is None:
            return note
        nudge_s = round(said.begin_s - place.second_s, 3)
        return replace(note, text=_as_mark(said), nudge_s=nudge_s, from_captions=True)

    def insert(self) -> None:
        """Put what was said last into the note that is being written."""
        moment = self._screen.desk.player.moment()
        place = self._screen.desk.timeline.place(moment)
        said = quote(self.captions, place.second_s) if place is not None else None
        self._screen.composer.quote(_as_mark(said) if said is not None else QUOTE_SIGN)
        if said is None:
            self._screen.announcing.remark(self.why_none())
        else:
            self._screen.composer.mark_as_quoting()

    def why_none(self) -> str:
        """Why there is nothing to quote."""
        return NOTHING_SAID if len(self.captions) else NO_CAPTIONS


def _as_mark(said: Quote) -> str:
    return QUOTE_SIGN + said.text
