"""What the screen has on: the player, the recording that it plays, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hearingnotes.model.hearing import Recording
from hearingnotes.model.note import Note
from hearingnotes.opening import Opening, new_id
from hearingnotes.player.room_clock import RoomClock
from hearingnotes.player.state import Phase
from hearingnotes.ui.desk import Desk, described

if TYPE_CHECKING:
    from textual.message import Message

    from hearingnotes.media.medium import Medium
    from hearingnotes.player.protocol import Player
    from hearingnotes.ui.stage import Stage

NOTES_GO_ON = "Notes can be taken all the same, by the clock."


class Playing:
    """Player and medium come up on their own; when both are there, the recording is opened.

    Methods that take news give back a sentence for the person where something is wrong.
    """

    def __init__(self, desk: Desk, opening: Opening, stage_for: Callable[[Any], Stage]) -> None:
        self._desk = desk
        self._opening = opening
        self._stage_for = stage_for
        self._stage: Stage | None = None
        self._player: Player | None = None
        self._medium: Medium | None = None
        self._told = ""
        self._is_bringing = False
        self._last_s: float | None = None
        self.trouble = ""
        """Why the recording did not play, for whoever started the program."""

    def start(self, post: Callable[[Message], Any]) -> None:
        """Bring up both."""
        self._stage = self._stage_for(post)
        self._is_bringing = True
        self._stage.bring_player()
        self._stage.find_medium(self._opening)

    def again(self) -> None:
        """Find the recording anew and open it where it was."""
        self._told = ""
        self._opening = replace(self._opening, at_s=self._last_s or self._opening.at_s)
        if self._stage is None:
            return
        if self._player is not None and self._player.state.gone:
            self._player.close()
            self._player = None
        if self._player is None and not self._is_bringing:
            self._is_bringing = True
            self._stage.bring_player()
        self._stage.find_medium(self._opening)

    def took_player(self, player: Player) -> None:
        """libmpv is up."""
        self._is_bringing = False
        self._player = player
        self._desk.player = player
        self._load()

    def no_player(self, sentence: str) -> str:
        """There will be none; the clock on the wall goes on."""
        self._is_bringing = False
        self._desk.player = RoomClock(sentence)
        self.trouble = sentence
        return f"{sentence} {NOTES_GO_ON}"

    def took_medium(self, medium: Medium) -> str:
        """What to play is known, and with it more of the hearing."""
        self._medium = medium
        self._describe(medium)
        if not medium.url:
            return self.no_medium(_not_begun(medium))
        self._load()
        return ""

    def no_medium(self, sentence: str) -> str:
        """There is nothing to play; what plays already goes on."""
        if self._desk.player.state.loaded:
            return sentence
        self.trouble = sentence
        self._desk.player = RoomClock(sentence)
        return f"{sentence} {NOTES_GO_ON} F5 tries again."

    def player_changed(self) -> str:
        """The player is in another state."""
        state = self._desk.player.state
        if state.loaded:
            self.trouble = ""
            self._desk.keep_hearing()
            self._measure(state.duration_s)
        if state.phase is not Phase.FAILED or state.failure == self._told:
            return ""
        self._told = self.trouble = state.failure
        return f"{state.failure} {NOTES_GO_ON} F5 opens the recording again."

    def remember_second(self) -> None:
        """Where it is now, for opening the recording again after it broke off."""
        second_s = self._desk.second_s()
        if second_s is not None:
            self._last_s = second_s

    def play_from(self, note: Note | None) -> None:
        """Go to the note's second and play."""
        place = self._desk.timeline.place_note(note) if note is not None else None
        if place is not None:
            self._desk.go_to(place.second_s)
            self._desk.player.set_paused(False)

    def close(self) -> None:
        """Stop everything."""
        if self._stage is not None:
            self._stage.stop_finding()
        if self._player is not None:
            self._player.close()

    def _load(self) -> None:
        medium, player = self._medium, self._player
        if medium is None or player is None or not medium.url:
            return
        self._desk.player = player
        player.load(
            medium.url,
            self._desk.recordings[0].id,
            at_s=self._opening.at_s or 0.0,
            audio_url=medium.audio_url,
            headers=dict(medium.headers),
        )

    def _describe(self, medium: Medium) -> None:
        desk = self._desk
        hearing = described(
            desk.hearing,
            medium.title,
            medium.body,
            medium.date,
            provisional=self._opening.provisional,
        )
        recordings = desk.recordings
        if not recordings and self._opening.link is not None and medium.platform_key:
            link = self._opening.link
            url = medium.webpage_url or link.url
            key = medium.platform_key
            recordings = (Recording(new_id(), hearing.id, link.platform, key, url),)
        if recordings:
            first = recordings[0]
            duration_s = medium.duration_s or first.duration_s
            first = replace(first, title=medium.title or first.title, duration_s=duration_s)
            recordings = (first, *recordings[1:])
        desk.describe(hearing, recordings)

    def _measure(self, duration_s: float | None) -> None:
        """Remember how long the recording is, once the player knows."""
        first, *others = self._desk.recordings
        if first.duration_s is None and duration_s:
            recordings = (replace(first, duration_s=duration_s), *others)
            self._desk.describe(self._desk.hearing, recordings)


def _not_begun(medium: Medium) -> str:
    if medium.release_utc is None:
        return "There is nothing to play yet."
    begins = medium.release_utc.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"The broadcast has not begun; it is announced for {begins}."
