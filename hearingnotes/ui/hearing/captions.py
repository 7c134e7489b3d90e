"""Captions on the screen of a hearing: shown, followed, searched and quoted."""

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
    """The captions of what plays, if there are any."""

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
        """Show the captions that were found. Return a sentence, or an empty one."""
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
        return " ".join(filter(None, [event.notice, sentence]))

    def _set_captions(self, captions: Captions) -> None:
        if [*captions] == [*self.captions]:
            return  # the person may be looking through them
        self.captions = captions
        self.pane.take(captions)
        self.search.set_captions(captions)
        self._view.lay_out()

    def stop_finding(self) -> str:
        """Stop the search for captions; return a sentence."""
        self._view.playback.stop_finding_captions()
        return self._view.keymap.format_keys(STOPPED)

    def lay_out(self) -> None:
        """Show the captions where there is space.

        While they are searched, they may replace the notes.
        """
        columns, rows = self._view.size
        is_shown, is_searching = bool(len(self.captions)) and self._is_enabled, self.search.is_open
        is_wide = columns >= WIDE_COLUMNS
        self.pane.display = is_searching or (is_shown and is_wide)
        self.line.display = is_shown and not is_wide and rows >= LEAST_ROWS
        self._view.note_list.display = is_wide or not is_searching

    def tick(self) -> None:
        """Follow the second that plays. Call this every quarter of a second."""
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
        """Return the second of the medium itself, on which captions are counted."""
        return media_second(self._view.session.player.recent())

    def _caption_at(self, second_s: float) -> int | None:
        """Return the index of the caption of this second, also for a while after its end."""
        index = self.captions.at(second_s)
        is_over = index is not None and second_s > self.captions[index].end_s + LINGER_S
        return None if is_over else index

    def toggle(self) -> None:
        """Show the captions, or hide them, and save the choice."""
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
        """Play from the beginning of the caption with this index."""
        self._view.session.seek_media_second(self.captions[index].begin_s)
        self._view.session.player.set_paused(False)

    def find(self) -> None:
        """Open the search in the captions."""
        if len(self.captions):
            self.search.open()
        else:
            self._view.show_message(NO_CAPTIONS)

    # --- quoting ---

    def capture(self) -> Note:
        """Return a new note of this instant with the words spoken last.

        Its link opens where they begin; the moment stays that of the key.
        """
        note = self._view.session.capture(QUOTE_SIGN)
        spoken = self._last_spoken(note.moment)
        if spoken is None:
            return note
        return replace(note, text=spoken.text, nudge_s=spoken.from_moment_s, from_captions=True)

    def insert(self) -> None:
        """Insert the words spoken last into the note that is being written."""
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
        """Return why there is nothing to quote."""
        return NOTHING_SAID if len(self.captions) else NO_CAPTIONS


FIND = "Find in the captions: ↑ ↓ choose, Enter plays from there"
NOT_FOUND = "No caption has these words."


class CaptionSearch:
    """The search in the captions of one screen; `is_open` while it is shown."""

    def __init__(
        self,
        view: HearingView,
        pane: CaptionPane,
        second_s: Callable[[], float | None],
        play_from: Callable[[int], None],
    ) -> None:
        """`second_s` returns the second that plays, `play_from` plays from a caption's index."""
        self._view = view
        self._pane = pane
        self._second_s = second_s
        self._play_from = play_from
        self._captions = Captions()
        self._words = ""
        self.is_open = False

    def set_captions(self, captions: Captions) -> None:
        """Search in these captions from now on."""
        self._captions = captions
        self._search(self._words)

    def open(self) -> None:
        """Ask for words, and play from a caption that contains them."""
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
        """Return the first hit still to come; without words, the present caption."""
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
