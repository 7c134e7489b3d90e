"""Captions on the screen of a hearing: shown beside the notes, followed, quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hearingnotes.model.captions import Captions
from hearingnotes.model.evidence import media_second
from hearingnotes.model.note import Note
from hearingnotes.model.quotes import QUOTE_SIGN, CaptionQuote, spoken_before
from hearingnotes.ui.hearing.caption_line import CaptionLine
from hearingnotes.ui.hearing.caption_pane import CaptionPane
from hearingnotes.ui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from hearingnotes.model.moment import Moment
    from hearingnotes.session.events import CaptionsFound
    from hearingnotes.ui.hearing.caption_pane import CaptionPane
    from hearingnotes.ui.hearing.view import HearingView


WIDE_COLUMNS = 120
LEAST_ROWS = 16
LINGER_S = 3.0
THERE_ARE = (
    "There are captions ({origin}): {quote} quotes them, {find_said} finds words, "
    "{captions} hides them."
)
STOPPED = "Stopped; {captions} asks for the captions again."
NO_CAPTIONS = "This recording has no captions."
NOTHING_SAID = "The captions have nothing of the last 15 seconds."


class CaptionController:
    """The captions of what plays on one screen, if there are any."""

    def __init__(self, view: HearingView, *, is_enabled: bool) -> None:
        self._view = view
        self._is_enabled = is_enabled
        self._is_requested = False
        self._recording_id: str | None = None
        self.captions = Captions()
        self.pane = CaptionPane()
        self.line = CaptionLine()
        self.search = CaptionSearch(view, self.pane, self.second_s, self.play_from)
        self.pane.display = self.line.display = False

    def on_captions_found(self, event: CaptionsFound) -> str:
        """The captions of a recording are known, or that it has none; what there is to say."""
        if event.recording_id != self._view.playback.recording_id:
            return ""  # another recording was opened meanwhile
        self._recording_id = event.recording_id
        track = event.track
        self._set_captions(track.captions if track is not None else Captions())
        was_requested, self._is_requested = self._is_requested, False
        if track is not None:
            sentence = self._view.keymap.format_keys(THERE_ARE, origin=track.origin)
        else:
            sentence = NO_CAPTIONS if was_requested else ""
        return " ".join(filter(None, [event.remark, sentence]))

    def _set_captions(self, captions: Captions) -> None:
        if [*captions] == [*self.captions]:
            return  # the person may be looking through them
        self.captions = captions
        self.pane.take(captions)
        self.search.set_captions(captions)
        self._view.lay_out()

    def stop_finding(self) -> str:
        """The person does not want to wait for them."""
        self._view.playback.stop_finding_captions()
        return self._view.keymap.format_keys(STOPPED)

    def lay_out(self) -> None:
        """Show them where there is room; while they are searched, in place of the notes if need
        be."""
        columns, rows = self._view.size
        is_shown, is_searching = bool(len(self.captions)) and self._is_enabled, self.search.is_open
        is_wide = columns >= WIDE_COLUMNS
        self.pane.display = is_searching or (is_shown and is_wide)
        self.line.display = is_shown and not is_wide and rows >= LEAST_ROWS
        self._view.note_list.display = is_wide or not is_searching

    def tick(self) -> None:
        """A quarter of a second has gone by."""
        if self._recording_id != self._view.playback.recording_id:
            self._set_captions(Captions())  # another recording plays by now
        if not (self.pane.display or self.line.display):
            return
        second_s = self.second_s()
        spoken = self._caption_at(second_s) if second_s is not None else None
        if self.pane.display:
            self.pane.follow(spoken)
        if self.line.display:
            self.line.show(self.captions[spoken] if spoken is not None else None, second_s or 0.0)

    def second_s(self) -> float | None:
        """The second by which captions count: the medium's own."""
        return media_second(self._view.session.player.recent())

    def _caption_at(self, second_s: float) -> int | None:
        """Which is being said, or has just been."""
        index = self.captions.at(second_s)
        is_over = index is not None and second_s > self.captions[index].end_s + LINGER_S
        return None if is_over else index

    def toggle(self) -> None:
        """Show them, or not; that is remembered."""
        is_known = self._recording_id == self._view.playback.recording_id
        if not is_known and self._view.playback.find_captions():
            self._is_requested = True
            return
        if not len(self.captions):
            self._view.show_message(NO_CAPTIONS)
            return
        self._is_enabled = not self._is_enabled
        self._view.program.save_choices(captions=self._is_enabled)
        self._view.lay_out()
        self.tick()

    def play_from(self, index: int) -> None:
        """Play from where this one begins."""
        self._view.session.seek_media_second(self.captions[index].begin_s)
        self._view.session.player.set_paused(False)

    def find(self) -> None:
        """Ask for words, and play from a caption that has them."""
        if len(self.captions):
            self.search.open()
        else:
            self._view.show_message(NO_CAPTIONS)

    # --- quoting ---

    def capture(self) -> Note:
        """A note of this very instant, with what was said last. Its link opens where that begins:
        the moment stays that of the key."""
        note = self._view.session.capture(QUOTE_SIGN)
        spoken = self._last_spoken(note.moment)
        if spoken is None:
            return note
        return replace(note, text=spoken.text, nudge_s=spoken.from_moment_s, from_captions=True)

    def insert(self) -> None:
        """Put what was said last into the note that is being written."""
        spoken = self._last_spoken(self._view.session.player.moment())
        if spoken is not None:
            self._view.note_editor.quote_captions(spoken.text)
        else:
            self._view.note_editor.quote(QUOTE_SIGN)
            self._view.show_above(self.why_none())

    def _last_spoken(self, moment: Moment) -> CaptionQuote | None:
        is_theirs = moment.recording_id == self._recording_id
        return spoken_before(self.captions, moment) if is_theirs else None

    def why_none(self) -> str:
        """Why there is nothing to quote."""
        return NOTHING_SAID if len(self.captions) else NO_CAPTIONS


FIND = "Find in the captions: ↑ ↓ choose, Enter plays from there"
NOT_FOUND = "No caption has these words."


class CaptionSearch:
    """What is looked for in the captions of one screen; `is_open` while it is."""

    def __init__(
        self,
        view: HearingView,
        pane: CaptionPane,
        second_s: Callable[[], float | None],
        play_from: Callable[[int], None],
    ) -> None:
        """`second_s` gives the second that plays, `play_from` plays from a caption by its index."""
        self._view = view
        self._pane = pane
        self._second_s = second_s
        self._play_from = play_from
        self._captions = Captions()
        self._words = ""
        self.is_open = False

    def set_captions(self, captions: Captions) -> None:
        """The captions are these now; what is looked for is looked for in them."""
        self._captions = captions
        self._search(self._words)

    def open(self) -> None:
        """Ask for words, and play from a caption that has them."""
        self.is_open = True
        self._view.lay_out()
        self._view.ask(
            PromptRequest(
                FIND,
                self._on_entered,
                on_change=self._search,
                on_cancel=self._close,
                move=self._pane.select_by,
                text=self._words,
            )
        )
        # After the new layout, which says how many captions fit.
        self._view.call_after_refresh(self._search, self._words)

    def _search(self, words: str) -> None:
        if not self.is_open:
            return
        self._words = words.strip()
        found = self._captions.find(words) if self._words else range(len(self._captions))
        self._pane.empty_text = "" if found else NOT_FOUND
        self._pane.show(found, self._next(found))

    def _next(self, found: Sequence[int]) -> int | None:
        """The first that is still to be said; without words, what is being said."""
        now = self._captions.at(self._second_s() or 0.0) or 0
        at = bisect_left(found, now + 1 if self._words else now)
        return found[at if at < len(found) else 0] if found else None

    def _on_entered(self, words: str) -> str:
        if words.strip() != self._words:
            self._search(words)  # Enter came before the change was reported
        selected = self._pane.selected
        if selected is None:
            return f"{NOT_FOUND} Other words, or Esc"
        self._play_from(selected)
        self._close()
        return ""

    def _close(self) -> None:
        self.is_open = False
        self._pane.empty_text = ""
        self._pane.show(None)
        self._view.lay_out()
